resource "a" "b" {
dynamic "ingress" {
for_each=var.rules
iterator = rule
content {
from_port=rule.value.from
to_port =rule.value["to"]
}
}
}
