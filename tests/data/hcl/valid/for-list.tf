a = [for x in var.l : x]
b = [for i, x in var.l : x if i > 0]
