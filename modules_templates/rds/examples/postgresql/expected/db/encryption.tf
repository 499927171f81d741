resource "aws_kms_key" "this" {
  description             = "Encrypts shop-db-t1, its snapshots and its secret"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  lifecycle {
    # A key that waits for its deletion decrypts nothing, so its users get another key first.
    create_before_destroy = true
  }
}

resource "aws_kms_alias" "this" {
  name          = "alias/shop-db-t1"
  target_key_id = aws_kms_key.this.key_id
}
