mock_provider "aws" {
  mock_data "aws_x" {
    defaults = {
      json = "{\"a\":1}"
    }
  }
}

run "one" {
  command = plan

  assert {
    condition     = aws_x.y.z == "a"
    error_message = "No."
  }
}
