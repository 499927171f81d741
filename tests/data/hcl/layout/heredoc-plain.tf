resource "a" "b" {
policy = <<EOT
  keep   this
{ "a" : [1,2 } ]
EOT
a=1
longer=2
}
