# Roles of this account need no policy of the repository. `uses` gives them their permissions.

data "aws_iam_policy_document" "report" {
  # Lambda pulls an image anew when a function has slept for weeks.
  statement {
    sid     = "LetFunctionsPull"
    actions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "aws:SourceArn"
      values   = ["arn:aws:lambda:us-east-1:123456789012:function:*"]
    }
  }
}

resource "aws_ecr_repository_policy" "report" {
  repository = aws_ecr_repository.report.name
  policy     = data.aws_iam_policy_document.report.json
}
