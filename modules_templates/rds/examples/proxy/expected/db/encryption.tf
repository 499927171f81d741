resource "aws_kms_key" "this" {
  description         = "Encrypts shop-db-t4, its snapshots and its secret"
  enable_key_rotation = true
  # Seven days is the shortest window that AWS accepts.
  deletion_window_in_days = 7

  lifecycle {
    # A key that waits for its deletion decrypts nothing, so its users get another key first.
    create_before_destroy = true
  }
}

resource "aws_kms_alias" "this" {
  name          = "alias/shop-db-t4"
  target_key_id = aws_kms_key.this.key_id
}
