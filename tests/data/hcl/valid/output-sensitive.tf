output "a" {
  value     = aws_x.y.z
  sensitive = true
}
