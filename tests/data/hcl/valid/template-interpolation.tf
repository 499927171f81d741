a = "${var.x}"
b = "a${var.x}b${var.y}c"
c = "${ var.x }"
