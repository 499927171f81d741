output "a" {
value=aws_vpc.this.id
description = "The id."
sensitive=true
}

output "b" {
value = {for k,s in aws_subnet.this:k=>s.id}
}
