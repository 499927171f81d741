resource "a" "b" {
a = 1
long_name=[
"x",
  "y",
]
b=2
even_longer_name = 3
tags={
Name="x"
Environment = "prod"
}
c = 1
dd=2
}
