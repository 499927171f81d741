moved {
  from = aws_x.a
  to   = module.b.aws_x.a["k"]
}

removed {
  from = aws_x.c

  lifecycle {
    destroy = false
  }
}

import {
  to = aws_x.d
  id = "d"
}
