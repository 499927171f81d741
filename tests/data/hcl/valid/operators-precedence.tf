a = (1 + 2) * 3
b = !(var.x && var.y)
c = -(1 + 2)
