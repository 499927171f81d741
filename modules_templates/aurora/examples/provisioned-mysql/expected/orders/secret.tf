# RDS rotates its own secret, without a function of ours; it would do so every seven days by itself.
resource "aws_secretsmanager_secret_rotation" "master" {
  secret_id = aws_rds_cluster.this.master_user_secret[0].secret_arn

  rotation_rules {
    automatically_after_days = 14
  }
}
