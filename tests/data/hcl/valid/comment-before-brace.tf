a { # x
  b = 1
} # y
