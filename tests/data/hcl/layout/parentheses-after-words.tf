locals {
a = var.x&&(var.y||var.z)
b = ( ( 1 ) )
c = !(var.x)
d = [(1),(2)]
e = foo ( 1 )
f = -(1)
g = 1-(2)
}
