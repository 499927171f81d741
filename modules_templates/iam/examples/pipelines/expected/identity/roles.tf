resource "aws_iam_role" "plan" {
  name                 = "shop-plan-t1"
  description          = "Plans what a pull request would change"
  max_session_duration = 3600
  assume_role_policy   = data.aws_iam_policy_document.plan_trust.json
}

data "aws_iam_policy_document" "plan_trust" {
  statement {
    sid     = "LetGitHub"
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:acme/shop:ref:refs/heads/main", "repo:acme/shop:pull_request"]
    }
  }
}

resource "aws_iam_role_policy_attachment" "plan_read_only_access" {
  role       = aws_iam_role.plan.name
  policy_arn = "arn:aws:iam::aws:policy/ReadOnlyAccess"
}

# The reviewers of the environment decide about each run.
resource "aws_iam_role" "deploy" {
  name                 = "shop-deploy-t1"
  max_session_duration = 7200
  assume_role_policy   = data.aws_iam_policy_document.deploy_trust.json
}

data "aws_iam_policy_document" "deploy_trust" {
  statement {
    sid     = "LetGitHub"
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:acme/shop:environment:prod"]
    }
  }
}

resource "aws_iam_role_policy" "deploy" {
  name   = "shop-deploy-t1"
  role   = aws_iam_role.deploy.id
  policy = data.aws_iam_policy_document.deploy_permissions.json
}

data "aws_iam_policy_document" "deploy_permissions" {
  statement {
    sid       = "WriteObjects"
    actions   = ["s3:PutObject"]
    resources = ["${var.assets_site_bucket_arn}/*"]
  }

  statement {
    sid       = "Own1"
    actions   = ["cloudfront:CreateInvalidation"]
    resources = ["arn:aws:cloudfront::123456789012:distribution/E1ABCDEFGHIJKL"]
  }
}

resource "aws_iam_role" "release" {
  name                 = "shop-release-t1"
  max_session_duration = 3600
  assume_role_policy   = data.aws_iam_policy_document.release_trust.json
}

data "aws_iam_policy_document" "release_trust" {
  statement {
    sid     = "LetGitLab"
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.gitlab.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "gitlab.com:aud"
      values   = ["https://gitlab.com"]
    }

    condition {
      test     = "StringLike"
      variable = "gitlab.com:sub"
      values   = ["project_path:acme/web/shop:ref_type:tag:ref:v*"]
    }
  }
}

resource "aws_iam_role_policy" "release" {
  name   = "shop-release-t1"
  role   = aws_iam_role.release.id
  policy = data.aws_iam_policy_document.release_permissions.json
}

data "aws_iam_policy_document" "release_permissions" {
  statement {
    sid       = "WriteObjects"
    actions   = ["s3:PutObject"]
    resources = ["${var.assets_site_bucket_arn}/*"]
  }
}
