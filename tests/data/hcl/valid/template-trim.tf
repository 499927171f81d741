a = "x ${~ var.y ~} z"
b = "%{~ if var.x ~} y %{~ endif ~}"
