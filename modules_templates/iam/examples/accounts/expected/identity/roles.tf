resource "aws_iam_role" "auditor" {
  name                 = "shop-auditor-t2"
  max_session_duration = 3600
  assume_role_policy   = data.aws_iam_policy_document.auditor_trust.json
  permissions_boundary = aws_iam_policy.limits.arn
}

data "aws_iam_policy_document" "auditor_trust" {
  statement {
    sid     = "LetAccounts"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::210987654321:root"]
    }

    condition {
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = ["shop-2026"]
    }

    condition {
      test     = "Bool"
      variable = "aws:MultiFactorAuthPresent"
      values   = ["true"]
    }
  }
}

resource "aws_iam_role_policy_attachment" "auditor_read_reports" {
  role       = aws_iam_role.auditor.name
  policy_arn = aws_iam_policy.read_reports.arn
}

resource "aws_iam_role" "branch_builds" {
  name                 = "shop-branch-builds-t2"
  max_session_duration = 3600
  assume_role_policy   = data.aws_iam_policy_document.branch_builds_trust.json
  permissions_boundary = "arn:aws:iam::123456789012:policy/boundary"
}

data "aws_iam_policy_document" "branch_builds_trust" {
  statement {
    sid     = "LetGitHub"
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:acme/shop:ref:refs/heads/release/*"]
    }
  }
}

resource "aws_iam_role_policy" "branch_builds" {
  name   = "shop-branch-builds-t2"
  role   = aws_iam_role.branch_builds.id
  policy = data.aws_iam_policy_document.branch_builds_permissions.json
}

data "aws_iam_policy_document" "branch_builds_permissions" {
  statement {
    sid       = "Own1"
    actions   = ["s3:GetObject"]
    resources = ["arn:aws:s3:::acme-builds/*"]
  }
}
