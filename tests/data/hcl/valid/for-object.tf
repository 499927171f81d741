a = { for k, v in var.m : k => v }
b = { for x in var.l : x.k => x.v... }
