resource "aws_s3_object" "get_handler" {
  bucket      = var.storage_lambda_deploy_bucket_name
  key         = "functions/trainr963-synthtrainr963-lambda-get-handler-production.zip"
  source      = "${path.module}/packages/get-handler.zip"
  source_hash = "94NK3s1owI0+gJPiE3etBD9uJqFVUVbBFXQmaYaLiwY="

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
  source_hash = "tRQESJNH8wUTkgVe0x8CFsAh+WxaCQ5GgHnsN1MxkAc="

  override_provider {
    default_tags {
      tags = {}
    }
  }
}

resource "aws_s3_object" "put_handler" {
  bucket      = var.storage_lambda_deploy_bucket_name
  key         = "functions/trainr963-synthtrainr963-lambda-put-handler-production.zip"
  source      = "${path.module}/packages/put-handler.zip"
  source_hash = "o3NnQgNKF+3yROXXm1K56AQLGkeV+fAgVRrszemVDOE="

  override_provider {
    default_tags {
      tags = {}
    }
  }
}

resource "aws_s3_object" "delete_handler" {
  bucket      = var.storage_lambda_deploy_bucket_name
  key         = "functions/trainr963-synthtrainr963-lambda-delete-handler-production.zip"
  source      = "${path.module}/packages/delete-handler.zip"
  source_hash = "Zfn4B948j61y0Ya70vS3PXmk2sbHiw3LGNsN0NjPbn8="

  override_provider {
    default_tags {
      tags = {}
    }
  }
}
