locals {
b = cond ? { a = 1 } : { b = 2 }
c = [for k in keys({a=1}):k]
d = {a = b == c}
e = x == y
}
