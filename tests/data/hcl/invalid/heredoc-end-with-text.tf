a = <<EOT
x
EOT,
