# top

# about the block
resource "a" "b" { # behind the opener
a = 1 # x
# before nested
nested { # behind nested
bb = 2 # y
ccc = 3
} # behind the closer
list = [ # behind the bracket
1, # one
22, # two
# between
333 # three
]
} # end

# last
