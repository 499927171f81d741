locals {
a = "x${merge(
var.a,
var.b
)}"
b = "x-${
var.a
}-y"
c = 1
}
