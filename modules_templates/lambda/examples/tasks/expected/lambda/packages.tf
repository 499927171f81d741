resource "aws_s3_object" "get_handler" {
  bucket      = var.storage_lambda_deploy_bucket_name
  key         = "functions/trainr963-synthtrainr963-lambda-get-handler-production.zip"
  source      = "${path.module}/packages/get-handler.zip"
  source_hash = "yWkkwAbXq8PgIaRmCmC21Sy8Ebf1gtUPO2/8445mFcY="

  # S3 accepts ten tags per object, and an environment may have more.
  override_provider {
    default_tags {
      tags = {}
    }
  }
}

resource "aws_s3_object" "post_handler" {
  bucket      = var.storage_lambda_deploy_bucket_name
  key         = "functions/trainr963-synthtrainr963-lambda-post-handler-production.zip"
  source      = "${path.module}/packages/post-handler.zip"
  source_hash = "8AUoBIC5tpAx+q5y6obgvZVPUOKpdMsdqENZtpebyII="

  override_provider {
    default_tags {
      tags = {}
    }
  }
}
