resource "aws_iam_role_policy_attachment" "administrator" { # finding: AdministratorAccess allows far more
  role       = aws_iam_role.this.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "whole_service" { # finding: AmazonS3FullAccess allows far more
  role       = aws_iam_role.this.name
  policy_arn = "arn:aws-cn:iam::aws:policy/AmazonS3FullAccess"
}

resource "aws_iam_role_policy_attachment" "narrow" {
  role       = aws_iam_role.this.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy_attachment" "of_ours" {
  role       = aws_iam_role.this.name
  policy_arn = "arn:aws:iam::123456789012:policy/OurFullAccess"
}

resource "aws_iam_role" "listed" { # finding: PowerUserAccess allows far more
  managed_policy_arns = ["arn:aws:iam::aws:policy/PowerUserAccess", "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess"]
}

resource "aws_iam_role" "referring" {
  managed_policy_arns = [aws_iam_policy.this.arn]
}

data "aws_iam_policy" "administrator" {
  name = "AdministratorAccess"
}

resource "aws_iam_role_policy_attachment" "looked_up" { # finding: AdministratorAccess allows far more
  role       = aws_iam_role.this.name
  policy_arn = data.aws_iam_policy.administrator.arn
}

resource "aws_iam_role_policy_attachment" "each" { # finding: AmazonS3FullAccess allows far more
  for_each = toset(["arn:aws:iam::aws:policy/AmazonS3FullAccess", "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"])

  role       = aws_iam_role.this.name
  policy_arn = each.value
}
