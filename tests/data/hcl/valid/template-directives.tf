a = "%{ if var.x }y%{ else }n%{ endif }"
b = "%{ for x in var.l }${x},%{ endfor }"
