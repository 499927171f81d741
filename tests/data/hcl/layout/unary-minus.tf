locals {
a=-1
b = - 1
c = [-1,- 2]
d = foo(-1,-2)
e = 1--1
f = (-1)
g = var.x?-1:-2
h = 1 * -1
i = var.x==-1
j = {a=-1}
k = !-1
m = var.a[-1]
}
