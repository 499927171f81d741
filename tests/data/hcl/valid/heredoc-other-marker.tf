a = <<END_of-it
x
END_of-it
