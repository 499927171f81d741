a = {
  b = <<EOT
c
EOT
  d = 1
}
