a = "<<EOT"
b = "EOT"
