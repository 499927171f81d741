# One key for everything that holds customers' data, so that one policy says who reads it.
resource "aws_kms_key" "data" {
  description             = "Encrypts what the shop knows of its customers"
  enable_key_rotation     = true
  rotation_period_in_days = 180
  deletion_window_in_days = 30
  multi_region            = true
  policy                  = data.aws_iam_policy_document.data.json

  lifecycle {
    # A key that waits for its deletion decrypts nothing, so its users get another key first.
    create_before_destroy = true
  }
}

resource "aws_kms_alias" "data" {
  name          = "alias/shop-data-t2"
  target_key_id = aws_kms_key.data.key_id
}

resource "aws_kms_key" "messages" {
  description             = "Encrypts logs, and alarms on their way"
  enable_key_rotation     = true
  deletion_window_in_days = 14
  policy                  = data.aws_iam_policy_document.messages.json

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_kms_alias" "messages" {
  name          = "alias/shop-messages-t2"
  target_key_id = aws_kms_key.messages.key_id
}

# Auditors want the material of this one to stay as it is for ten years.
resource "aws_kms_key" "archive" {
  description             = "Encrypts the archive"
  enable_key_rotation     = false
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.archive.json

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_kms_alias" "archive" {
  name          = "alias/shop-archive-t2"
  target_key_id = aws_kms_key.archive.key_id
}
