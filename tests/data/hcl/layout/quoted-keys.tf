locals {
tags={
"Name"="x"
"kubernetes.io/role/elb"=1
a = 2
("computed-${var.x}")=3
(var.y) = 4
}
colons = {
a : 1,
"bb":2
}
}
