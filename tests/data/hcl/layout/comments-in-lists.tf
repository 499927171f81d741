locals {
a = [
"x", # one
"yyyyy",  # two
{ a = 1 }, # three
]
b = foo( # call
1, # first
var.long.name # second
)
}
