resource "aws_iam_policy" "read_reports" {
  name        = "shop-read-reports-t2"
  description = "Reads the reports of the year"
  policy      = data.aws_iam_policy_document.read_reports_document.json

  lifecycle {
    # IAM cannot change a description, and accepts no second policy of this name.
    ignore_changes = [description]
  }
}

data "aws_iam_policy_document" "read_reports_document" {
  statement {
    sid       = "ReadObjects"
    actions   = ["s3:GetObject"]
    resources = ["${var.reports_yearly_bucket_arn}/*"]
  }

  statement {
    sid       = "Own1"
    actions   = ["cloudwatch:GetMetricData"]
    resources = ["*"]
  }
}

resource "aws_iam_policy" "limits" {
  name   = "shop-limits-t2"
  policy = data.aws_iam_policy_document.limits_document.json
}

data "aws_iam_policy_document" "limits_document" {
  # Nothing that this role does reaches beyond reading.
  statement {
    sid       = "Own1"
    actions   = ["s3:Get*", "s3:List*", "cloudwatch:GetMetricData"]
    resources = ["arn:aws:s3:::shop-*", "arn:aws:s3:::shop-*/*"]
  }
}
