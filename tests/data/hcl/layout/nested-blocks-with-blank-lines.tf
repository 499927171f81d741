resource "a" "b" {
a = 1

ingress {
from_port = 1

to_port=2
}

egress {
x = 1
}
egress {
y = 2
}
}
