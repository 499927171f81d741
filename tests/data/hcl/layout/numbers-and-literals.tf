locals {
a=1.50
b = 1e10
d = true
e=null
f = [1,2.5,true,null]
}
