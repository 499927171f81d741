resource "a" "b" {
a = jsonencode({
Statement=[{
Effect="Allow"
Action = ["s3:Get*","s3:List*"]
Resource=["${aws_s3_bucket.this.arn}","${aws_s3_bucket.this.arn}/*"]
Condition = {
StringEquals={
"aws:SourceAccount"="$${aws:username}"
}
}
}]
})
b=1
}
