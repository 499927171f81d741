locals {
a = (
var.x!=null
?var.x
:var.y
)
b = var.a?1:2
c = (var.a&&var.b||!var.c)?"yes":"no"
}
