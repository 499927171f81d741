check "alive" {
  assert {
    condition     = var.a != ""
    error_message = "x"
  }
}
