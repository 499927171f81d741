resource "a" "b" {
  a = 1
  user_data = <<-EOT
      #!/bin/bash
    echo   "hi"   # not a comment
  x=1

      EOT
  b=2
}
