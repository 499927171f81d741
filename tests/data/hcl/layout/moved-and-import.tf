moved {
from=aws_vpc.a
to   = aws_vpc.b["x"]
}

import {
to=aws_vpc.this
id = "vpc-${var.id}"
}

check "health" {
data "http" "x" {
url="https://${var.h}"
}

assert {
condition=data.http.x.status_code==200
error_message = "bad"
}
}
