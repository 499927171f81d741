a = x.y[0]
b = x.y["k"]
c = x.y[var.i].z
d = x.y[*].z
e = x.y.*.z
f = x.y[0].z[1]
g = x.0.y
