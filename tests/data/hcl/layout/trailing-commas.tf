locals {
a = [1,2,]
b = [
1,
2,
]
c = {a=1,b=2,}
d = foo(a.b,
c.d,
)
e = foo(a.b...)
}
