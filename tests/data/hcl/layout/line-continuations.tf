locals {
a = (1+
2
+3)
b = [
1+
2,
var.x
? 1
: 2,
]
}
