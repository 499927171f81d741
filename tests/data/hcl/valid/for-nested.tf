a = [for x in var.l : [for y in x : y]]
b = flatten([for x in var.l : [for y in x.z : { k = y }]])
