resource "aws_dynamodb_table" "sessions" {
  name         = "trainr963-synthtrainr963-dynamodb-sessions-production"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"

  attribute {
    name = "id"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }

  server_side_encryption {
    enabled = true
  }
}
