data "aws_iam_policy_document" "large" {
  statement {
    actions = ["dynamodb:GetItem"]
    resources = [
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-000-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-001-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-002-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-003-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-004-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-005-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-006-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-007-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-008-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-009-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-010-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-011-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-012-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-013-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-014-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-015-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-016-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-017-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-018-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-019-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-020-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-021-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-022-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-023-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-024-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-025-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-026-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-027-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-028-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-029-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-030-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-031-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-032-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-033-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-034-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-035-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-036-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-037-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-038-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-039-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-040-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-041-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-042-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-043-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-044-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-045-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-046-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-047-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-048-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-049-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-050-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-051-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-052-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-053-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-054-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-055-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-056-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-057-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-058-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-059-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-060-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-061-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-062-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-063-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-064-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-065-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-066-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-067-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-068-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-069-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-070-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-071-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-072-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-073-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-074-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-075-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-076-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-077-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-078-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-079-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-080-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-081-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-082-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-083-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-084-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-085-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-086-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-087-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-088-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-089-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-090-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-091-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-092-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-093-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-094-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-095-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-096-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-097-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-098-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-099-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-100-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-101-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-102-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-103-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-104-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-105-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-106-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-107-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-108-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-109-t1",
    ]
  }
}

data "aws_iam_policy_document" "fine" {
  statement {
    actions = ["dynamodb:GetItem"]
    resources = [
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-000-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-001-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-002-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-003-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-004-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-005-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-006-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-007-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-008-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-009-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-010-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-011-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-012-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-013-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-014-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-015-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-016-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-017-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-018-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-019-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-020-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-021-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-022-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-023-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-024-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-025-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-026-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-027-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-028-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-029-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-030-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-031-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-032-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-033-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-034-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-035-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-036-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-037-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-038-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-039-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-040-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-041-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-042-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-043-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-044-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-045-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-046-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-047-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-048-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-049-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-050-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-051-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-052-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-053-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-054-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-055-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-056-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-057-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-058-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-059-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-060-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-061-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-062-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-063-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-064-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-065-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-066-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-067-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-068-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-069-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-070-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-071-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-072-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-073-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-074-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-075-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-076-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-077-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-078-t1",
      "arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-079-t1",
    ]
  }
}

resource "aws_iam_policy" "large" { # finding: A managed policy of
  name   = "large"
  policy = data.aws_iam_policy_document.large.json
}

resource "aws_iam_policy" "fine" {
  name   = "fine"
  policy = data.aws_iam_policy_document.fine.json
}

resource "aws_iam_role" "this" {
  name               = "this"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role" "other" { # finding: A trust policy of
  name               = "other"
  assume_role_policy = data.aws_iam_policy_document.fine.json
}

data "aws_iam_policy_document" "trust" {
  statement {
    sid     = "Assume"
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = ["123456789012"]
    }
  }
}

resource "aws_iam_role_policy" "one" {
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.fine.json
}

resource "aws_iam_role_policy" "another" { # finding: characters together
  role   = aws_iam_role.this.id
  policy = data.aws_iam_policy_document.large.json
}

resource "aws_iam_role_policy" "alone" {
  role   = aws_iam_role.other.id
  policy = data.aws_iam_policy_document.large.json
}
