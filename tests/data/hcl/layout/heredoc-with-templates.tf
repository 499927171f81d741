locals {
a = <<-EOT
  name=${ var.name }
  %{ for x in var.list ~}
  item ${x.id}-${ upper( x.name ) }
  %{ endfor ~}
  $${literal} %%{literal}
  EOT
}
