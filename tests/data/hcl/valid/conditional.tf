a = var.x ? "y" : "n"
b = var.x ? (var.y ? 1 : 2) : 3
