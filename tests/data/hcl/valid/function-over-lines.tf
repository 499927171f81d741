a = merge(
  { b = 1 },
  var.c,
)
