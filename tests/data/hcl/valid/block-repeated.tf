a {
  b {
    c = 1
  }
  b {
    c = 2
  }
  b "x" {
    c = 3
  }
}
