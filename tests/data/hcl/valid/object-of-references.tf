a = {
  b = aws_vpc.this.id
  c = module.x.y
  d = data.aws_region.current.name
}
