resource "aws_secretsmanager_secret_rotation" "yearly" { # finding: The secret stays the same for 365 days
  rotation_rules {
    automatically_after_days = 365
  }
}

resource "aws_secretsmanager_secret_rotation" "monthly" {
  rotation_rules {
    automatically_after_days = 30
  }
}

resource "aws_secretsmanager_secret_rotation" "by_rate" { # finding: The secret stays the same for 180 days
  rotation_rules {
    schedule_expression = "rate(180 days)"
  }
}

resource "aws_rds_cluster" "unmanaged" { # finding: Nobody manages the password of the database
  master_username = "dbadmin"
}

resource "aws_rds_cluster" "managed" {
  master_username             = "dbadmin"
  manage_master_user_password = true
}

resource "aws_db_instance" "unmanaged" { # finding: Nobody manages the password of the database
  username = "dbadmin"
}

resource "aws_db_instance" "written" {
  username            = "dbadmin"
  password_wo         = var.password
  password_wo_version = 1
}

resource "aws_db_instance" "copy" {
  replicate_source_db = aws_db_instance.written.identifier
}
