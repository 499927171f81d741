"""The storefront as somebody would write it with CDKTF for Python: the resources that hclpress renders for it."""

import json
import sys

from cdktf import App, TerraformOutput, TerraformStack
from cdktf_cdktf_provider_aws.api_gateway_account import ApiGatewayAccount
from cdktf_cdktf_provider_aws.api_gateway_deployment import ApiGatewayDeployment
from cdktf_cdktf_provider_aws.api_gateway_integration import ApiGatewayIntegration
from cdktf_cdktf_provider_aws.api_gateway_integration_response import ApiGatewayIntegrationResponse
from cdktf_cdktf_provider_aws.api_gateway_method import ApiGatewayMethod
from cdktf_cdktf_provider_aws.api_gateway_method_response import ApiGatewayMethodResponse
from cdktf_cdktf_provider_aws.api_gateway_method_settings import ApiGatewayMethodSettings
from cdktf_cdktf_provider_aws.api_gateway_resource import ApiGatewayResource
from cdktf_cdktf_provider_aws.api_gateway_rest_api import ApiGatewayRestApi
from cdktf_cdktf_provider_aws.api_gateway_stage import ApiGatewayStage
from cdktf_cdktf_provider_aws.appautoscaling_policy import AppautoscalingPolicy
from cdktf_cdktf_provider_aws.appautoscaling_target import AppautoscalingTarget
from cdktf_cdktf_provider_aws.cloudwatch_log_group import CloudwatchLogGroup
from cdktf_cdktf_provider_aws.data_aws_caller_identity import DataAwsCallerIdentity
from cdktf_cdktf_provider_aws.dynamodb_table import DynamodbTable
from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from cdktf_cdktf_provider_aws.provider import AwsProvider
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import S3BucketLifecycleConfiguration
from cdktf_cdktf_provider_aws.s3_bucket_ownership_controls import S3BucketOwnershipControls
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
)
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA
from cdktf_cdktf_provider_aws.s3_bucket_website_configuration import S3BucketWebsiteConfiguration

STAGE = "dev"
TABLES = {
    "products": ("productId", None, {"CategoryIndex": "category"}),
    "orders": ("orderId", "userId", {"UserIndex": "userId"}),
    "users": ("userId", None, {}),
}
SERVICES = {"products": ("product", ["products"]), "orders": ("order", ["orders", "products"]), "users": ("user", ["users"])}


def trusted(service):
    statement = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


class Storefront(TerraformStack):
    def __init__(self, scope, name):
        super().__init__(scope, name)
        AwsProvider(self, "aws", region="us-east-1", default_tags=[{"tags": {"Environment": STAGE, "Project": "ecommerce"}}])
        self.account = DataAwsCallerIdentity(self, "here").account_id
        keys = {one: self.key(one) for one in ("lambda", "s3")}
        tables = {one: self.table(one, *facts) for one, facts in TABLES.items()}
        role = self.role(tables, keys["lambda"])
        functions = {one: self.function(one, role, tables, keys["lambda"]) for one in SERVICES}
        bucket = self.bucket(keys["s3"])
        stage = self.api(functions)
        TerraformOutput(self, "api_url", value=stage.invoke_url)
        TerraformOutput(self, "s3_bucket_name", value=bucket.bucket)
        TerraformOutput(self, "table_names", value={one: table.name for one, table in tables.items()})

    def key(self, name):
        statement = {
            "Effect": "Allow",
            "Action": "kms:*",
            "Resource": "*",
            "Principal": {"AWS": f"arn:aws:iam::{self.account}:root"},
        }
        key = KmsKey(
            self,
            f"key-{name}",
            description=f"KMS key for {name} encryption",
            enable_key_rotation=True,
            deletion_window_in_days=7,
            policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}),
        )
        KmsAlias(self, f"alias-{name}", name=f"alias/ecommerce-{name}-{STAGE}", target_key_id=key.key_id)
        return key

    def table(self, name, hash_key, range_key, indexes):
        attributes = {hash_key, *([range_key] if range_key else []), *indexes.values()}
        table = DynamodbTable(
            self,
            f"table-{name}",
            name=f"ecommerce-{name}-{STAGE}",
            billing_mode="PROVISIONED",
            read_capacity=5,
            write_capacity=5,
            hash_key=hash_key,
            range_key=range_key,
            attribute=[{"name": one, "type": "S"} for one in sorted(attributes)],
            global_secondary_index=[
                {"name": index, "hash_key": key, "projection_type": "ALL", "read_capacity": 5, "write_capacity": 5}
                for index, key in indexes.items()
            ],
            point_in_time_recovery={"enabled": True},
            server_side_encryption={"enabled": True},
            lifecycle={"ignore_changes": ["read_capacity", "write_capacity"]},
        )
        scaled = {"table": f"table/{table.name}", **{one: f"table/{table.name}/index/{one}" for one in indexes}}
        for place, resource in scaled.items():
            for verb in ("Read", "Write"):
                self.scaled(f"{name}-{place}-{verb}", resource, "table" if place == "table" else "index", verb)
        return table

    def scaled(self, name, resource, dimension, verb):
        target = AppautoscalingTarget(
            self,
            f"target-{name}",
            min_capacity=5,
            max_capacity=100,
            resource_id=resource,
            scalable_dimension=f"dynamodb:{dimension}:{verb}CapacityUnits",
            service_namespace="dynamodb",
        )
        AppautoscalingPolicy(
            self,
            f"policy-{name}",
            name=f"ecommerce-{name}-{STAGE}",
            policy_type="TargetTrackingScaling",
            resource_id=target.resource_id,
            scalable_dimension=target.scalable_dimension,
            service_namespace=target.service_namespace,
            target_tracking_scaling_policy_configuration={
                "target_value": 70,
                "predefined_metric_specification": {"predefined_metric_type": f"DynamoDB{verb}CapacityUtilization"},
            },
        )

    def role(self, tables, key):
        role = IamRole(
            self, "role", name=f"ecommerce-lambda-{STAGE}", assume_role_policy=trusted("lambda.amazonaws.com")
        )
        actions = [f"dynamodb:{verb}Item" for verb in ("Get", "Put", "Update", "Delete")] + ["dynamodb:Query", "dynamodb:Scan"]
        arns = [arn for table in tables.values() for arn in (table.arn, f"{table.arn}/index/*")]
        statements = [
            {"Effect": "Allow", "Action": actions, "Resource": arns},
            {"Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": [key.arn]},
        ]
        policy = IamPolicy(
            self,
            "policy",
            name=f"ecommerce-lambda-{STAGE}",
            policy=json.dumps({"Version": "2012-10-17", "Statement": statements}),
        )
        basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
        IamRolePolicyAttachment(self, "own", role=role.name, policy_arn=policy.arn)
        IamRolePolicyAttachment(self, "basic", role=role.name, policy_arn=basic)
        return role

    def function(self, name, role, tables, key):
        service, used = SERVICES[name]
        full = f"ecommerce-{service}-service-{STAGE}"
        log = CloudwatchLogGroup(self, f"log-{name}", name=f"/aws/lambda/{full}", retention_in_days=14)
        return LambdaFunction(
            self,
            f"function-{name}",
            function_name=full,
            role=role.arn,
            runtime="python3.13",
            handler="index.handler",
            memory_size=256,
            timeout=30,
            kms_key_arn=key.arn,
            filename=f"{service}-service.zip",
            source_code_hash="gm+xYtAp+F9LZMPocZ+ZwWuDkq9oBprMPHNuPxqnYoI=",
            environment={
                "variables": {"KMS_KEY_ID": key.key_id, **{f"{one.upper()}_TABLE": tables[one].name for one in used}}
            },
            depends_on=[log],
        )

    def bucket(self, key):
        bucket = S3Bucket(
            self, "bucket", bucket=f"ecommerce-static-assets-{STAGE}-{self.account}", force_destroy=True
        )
        S3BucketPublicAccessBlock(
            self,
            "access",
            bucket=bucket.id,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
        )
        S3BucketOwnershipControls(self, "owner", bucket=bucket.id, rule={"object_ownership": "BucketOwnerEnforced"})
        S3BucketServerSideEncryptionConfigurationA(
            self,
            "encryption",
            bucket=bucket.id,
            rule=[
                {
                    "bucket_key_enabled": True,
                    "apply_server_side_encryption_by_default": {
                        "sse_algorithm": "aws:kms",
                        "kms_master_key_id": key.arn,
                    },
                }
            ],
        )
        S3BucketVersioningA(self, "versions", bucket=bucket.id, versioning_configuration={"status": "Enabled"})
        S3BucketLifecycleConfiguration(
            self,
            "expiry",
            bucket=bucket.id,
            rule=[
                {
                    "id": "expire",
                    "status": "Enabled",
                    "filter": [{"prefix": ""}],
                    "noncurrent_version_expiration": [{"noncurrent_days": 30}],
                }
            ],
        )
        S3BucketWebsiteConfiguration(
            self,
            "site",
            bucket=bucket.id,
            index_document={"suffix": "index.html"},
            error_document={"key": "error.html"},
        )
        statement = {
            "Effect": "Deny",
            "Action": "s3:*",
            "Principal": "*",
            "Resource": [bucket.arn, f"{bucket.arn}/*"],
            "Condition": {"Bool": {"aws:SecureTransport": "false"}},
        }
        S3BucketPolicy(
            self, "tls", bucket=bucket.id, policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        )
        return bucket

    def api(self, functions):
        api = ApiGatewayRestApi(
            self,
            "api",
            name=f"ecommerce-api-{STAGE}",
            description="E-commerce serverless API",
            endpoint_configuration={"types": ["REGIONAL"]},
            lifecycle={"create_before_destroy": True},
        )
        parts = [part for name, function in functions.items() for part in self.route(api, name, function)]
        deployment = ApiGatewayDeployment(
            self,
            "deployment",
            rest_api_id=api.id,
            triggers={"routes": "d41d8cd98f"},
            depends_on=parts,
            lifecycle={"create_before_destroy": True},
        )
        access = CloudwatchLogGroup(self, "access-log", name=f"/aws/apigateway/{api.name}", retention_in_days=14)
        CloudwatchLogGroup(
            self,
            "execution-log",
            name=f"API-Gateway-Execution-Logs_{api.id}/{STAGE}",
            retention_in_days=14,
        )
        stage = ApiGatewayStage(
            self,
            "stage",
            rest_api_id=api.id,
            deployment_id=deployment.id,
            stage_name=STAGE,
            xray_tracing_enabled=True,
            access_log_settings={
                "destination_arn": access.arn,
                "format": json.dumps({"requestId": "$context.requestId", "status": "$context.status"}),
            },
        )
        ApiGatewayMethodSettings(
            self,
            "settings",
            rest_api_id=api.id,
            stage_name=stage.stage_name,
            method_path="*/*",
            settings={"metrics_enabled": True, "logging_level": "INFO", "throttling_rate_limit": 2000},
        )
        logs = IamRole(
            self, "logs", name=f"ecommerce-api-logs-{STAGE}", assume_role_policy=trusted("apigateway.amazonaws.com")
        )
        push = "arn:aws:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
        attached = IamRolePolicyAttachment(self, "logs-policy", role=logs.name, policy_arn=push)
        ApiGatewayAccount(self, "account", cloudwatch_role_arn=logs.arn, depends_on=[attached])
        return stage

    def route(self, api, name, function):
        resource = ApiGatewayResource(
            self, f"resource-{name}", rest_api_id=api.id, parent_id=api.root_resource_id, path_part=name
        )
        method = ApiGatewayMethod(
            self,
            f"method-{name}",
            rest_api_id=api.id,
            resource_id=resource.id,
            http_method="ANY",
            authorization="NONE",
        )
        integration = ApiGatewayIntegration(
            self,
            f"integration-{name}",
            rest_api_id=api.id,
            resource_id=resource.id,
            http_method=method.http_method,
            integration_http_method="POST",
            type="AWS_PROXY",
            uri=function.invoke_arn,
        )
        response = ApiGatewayMethodResponse(
            self,
            f"response-{name}",
            rest_api_id=api.id,
            resource_id=resource.id,
            http_method=method.http_method,
            status_code="200",
        )
        ApiGatewayIntegrationResponse(
            self,
            f"answer-{name}",
            rest_api_id=api.id,
            resource_id=resource.id,
            http_method=method.http_method,
            status_code=response.status_code,
            depends_on=[integration],
        )
        LambdaPermission(
            self,
            f"permission-{name}",
            action="lambda:InvokeFunction",
            function_name=function.function_name,
            principal="apigateway.amazonaws.com",
            source_arn=f"{api.execution_arn}/*/*",
        )
        return [method, integration]


app = App(outdir=sys.argv[1] if len(sys.argv) > 1 else "cdktf.out")
Storefront(app, "storefront")
app.synth()
