a = <<EOT
\n "quotes" \ $${x} %%{y}
EOT
