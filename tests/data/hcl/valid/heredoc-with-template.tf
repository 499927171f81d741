a = <<EOT
x ${var.y} z
%{ if var.x }
q
%{ endif }
EOT
