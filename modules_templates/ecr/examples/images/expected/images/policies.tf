# Roles of this account need no policy of the repository. `uses` gives them their permissions.

data "aws_iam_policy_document" "web" {
  statement {
    sid = "LetAccountsPull"
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
    ]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::210987654321:root"]
    }
  }
}

resource "aws_ecr_repository_policy" "web" {
  repository = aws_ecr_repository.web.name
  policy     = data.aws_iam_policy_document.web.json
}

data "aws_iam_policy_document" "jobs" {
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
      values   = ["arn:aws:lambda:eu-west-1:123456789012:function:*"]
    }
  }
}

resource "aws_ecr_repository_policy" "jobs" {
  repository = aws_ecr_repository.jobs.name
  policy     = data.aws_iam_policy_document.jobs.json
}
