locals {
a=1+2*3/4%5-6
b = a.b==c.d&&e.f!=g.h||i.j<k.l
c = 1<=2
d = 1>=2
e = 1>2
f=!var.x
g = ! var.x
i = a.b -c.d
}
