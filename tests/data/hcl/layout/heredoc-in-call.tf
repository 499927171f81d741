locals {
a = templatefile(<<EOT
x
EOT
, 1)
b = jsonencode({
text = <<-EOT
  y
EOT
c=1
})
}
