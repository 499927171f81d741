a = [1, "b", true, null, [2], var.x]
