locals {
a = aws_subnet.this [0] .id
b = aws_subnet.this[*].id
c = aws_subnet.this.*.id
d = aws_subnet.this["a"].id
e = var.a[ var.b ][ 0 ]
f = foo(x) [0]
g = [1,2] [0]
h = {a=1} ["a"]
i = (var.a) [0]
j = var.a.0.b
k = "x" [0]
}
