a "b" "c" {
  dynamic "d" {
    for_each = var.e
    content {
      f = d.value
    }
  }
}
