"""The storefront as somebody would write it with CDKTF for Python: the resources that hclpress renders for it."""

import json
import sys

from cdktf import App, LocalBackend, TerraformOutput, TerraformStack
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
from cdktf_cdktf_provider_aws.dynamodb_table import (
    DynamodbTable,
    DynamodbTableAttribute,
    DynamodbTableGlobalSecondaryIndex,
)
from cdktf_cdktf_provider_aws.iam_policy import IamPolicy
from cdktf_cdktf_provider_aws.iam_role import IamRole
from cdktf_cdktf_provider_aws.iam_role_policy_attachment import IamRolePolicyAttachment
from cdktf_cdktf_provider_aws.kms_alias import KmsAlias
from cdktf_cdktf_provider_aws.kms_key import KmsKey
from cdktf_cdktf_provider_aws.lambda_function import LambdaFunction
from cdktf_cdktf_provider_aws.lambda_permission import LambdaPermission
from cdktf_cdktf_provider_aws.provider import AwsProvider, AwsProviderDefaultTags
from cdktf_cdktf_provider_aws.s3_bucket import S3Bucket
from cdktf_cdktf_provider_aws.s3_bucket_lifecycle_configuration import (
    S3BucketLifecycleConfiguration,
    S3BucketLifecycleConfigurationRule,
    S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload,
    S3BucketLifecycleConfigurationRuleFilter,
)
from cdktf_cdktf_provider_aws.s3_bucket_ownership_controls import S3BucketOwnershipControls
from cdktf_cdktf_provider_aws.s3_bucket_policy import S3BucketPolicy
from cdktf_cdktf_provider_aws.s3_bucket_public_access_block import S3BucketPublicAccessBlock
from cdktf_cdktf_provider_aws.s3_bucket_server_side_encryption_configuration import (
    S3BucketServerSideEncryptionConfigurationA,
    S3BucketServerSideEncryptionConfigurationRuleA,
)
from cdktf_cdktf_provider_aws.s3_bucket_versioning import S3BucketVersioningA
from cdktf_cdktf_provider_aws.s3_bucket_website_configuration import S3BucketWebsiteConfiguration

ENVIRONMENT = "dev"
STAGE = "prod"
TABLES = {
    "products": ("productId", None, {"CategoryIndex": "category"}),
    "orders": ("orderId", "userId", {"UserIndex": "userId"}),
    "users": ("userId", None, {}),
}
SERVICES = {
    "product": ("gm+xYtAp+F9LZMPocZ+ZwWuDkq9oBprMPHNuPxqnYoI=", "products", ["products"]),
    "order": ("FF+a17zSo4OSGwZ+Qa5ws1Y4Mg42ct2zCWfNNX6DS0g=", "orders", ["orders", "products"]),
    "user": ("IKgCLjEvifgsmoToKyOTlw2STsfSIpk4BFKFbiq7auU=", "users", ["users"]),
}
LOGGED = {
    "requestId": "requestId",
    "ip": "identity.sourceIp",
    "requestTime": "requestTime",
    "httpMethod": "httpMethod",
    "resourcePath": "resourcePath",
    "status": "status",
    "protocol": "protocol",
    "responseLength": "responseLength",
}
MANAGED = "arn:aws:iam::aws:policy/service-role"


def policy(*statements):
    return json.dumps({"Version": "2012-10-17", "Statement": statements})


def trusted(service):
    return policy({"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}})


class Storefront(TerraformStack):
    def __init__(self, scope, name):
        super().__init__(scope, name)
        LocalBackend(self, path="terraform.tfstate")
        tags = {
            "Environment": ENVIRONMENT,
            "ManagedBy": "terraform",
            "Owner": "ecommerce-team",
            "Project": "serverless-ecommerce",
        }
        AwsProvider(self, "aws", region="us-east-1", default_tags=[AwsProviderDefaultTags(tags=tags)])
        self.account = DataAwsCallerIdentity(self, "current").account_id
        environment_key = self.key("lambda", "Lambda environment variables", "lambda-env-vars")
        bucket_key = self.key("s3", "S3 bucket", "s3-bucket")
        tables = {one: self.table(one, *facts) for one, facts in TABLES.items()}
        bucket = self.bucket(bucket_key)
        role, attached = self.role(tables, environment_key, bucket)
        functions = {
            path: self.function(service, code, used, role, attached, tables, environment_key)
            for service, (code, path, used) in SERVICES.items()
        }
        stage = self.api(functions)
        TerraformOutput(self, "api_url", description="Where the API answers.", value=stage.invoke_url)
        TerraformOutput(self, "s3_bucket_name", description="Name of the bucket static-assets.", value=bucket.bucket)
        TerraformOutput(
            self,
            "table_names",
            description="Names of all tables, by what the spec calls them.",
            value={one: table.name for one, table in tables.items()},
        )

    def key(self, name, encrypted, alias):
        key = KmsKey(
            self,
            f"key-{name}",
            description=f"KMS key for {encrypted} encryption",
            enable_key_rotation=True,
            deletion_window_in_days=7,
            policy=policy(
                {
                    "Sid": "LeaveToIam",
                    "Effect": "Allow",
                    "Action": "kms:*",
                    "Resource": "*",
                    "Principal": {"AWS": f"arn:aws:iam::{self.account}:root"},
                }
            ),
        )
        KmsAlias(self, f"alias-{name}", name=f"alias/ecommerce-{alias}-{ENVIRONMENT}", target_key_id=key.key_id)
        return key

    def table(self, name, hash_key, range_key, indexes):
        attributes = {hash_key, *([range_key] if range_key else []), *indexes.values()}
        table = DynamodbTable(
            self,
            f"table-{name}",
            name=f"ecommerce-{name}-{ENVIRONMENT}",
            billing_mode="PROVISIONED",
            read_capacity=5,
            write_capacity=5,
            hash_key=hash_key,
            range_key=range_key,
            attribute=[DynamodbTableAttribute(name=one, type="S") for one in sorted(attributes)],
            global_secondary_index=[
                DynamodbTableGlobalSecondaryIndex(
                    name=index, hash_key=key, projection_type="ALL", read_capacity=5, write_capacity=5
                )
                for index, key in indexes.items()
            ],
            point_in_time_recovery={"enabled": True},
            server_side_encryption={"enabled": True},
            lifecycle={"ignore_changes": ["read_capacity", "write_capacity"]},
        )
        for verb in ("Read", "Write"):
            self.scaled(name, table, verb)
        return table

    def scaled(self, name, table, verb):
        target = AppautoscalingTarget(
            self,
            f"target-{name}-{verb}",
            service_namespace="dynamodb",
            resource_id=f"table/{table.name}",
            scalable_dimension=f"dynamodb:table:{verb}CapacityUnits",
            min_capacity=5,
            max_capacity=500,
        )
        metric = f"DynamoDB{verb}CapacityUtilization"
        AppautoscalingPolicy(
            self,
            f"policy-{name}-{verb}",
            name=f"{metric}:table/{table.name}",
            policy_type="TargetTrackingScaling",
            service_namespace=target.service_namespace,
            resource_id=target.resource_id,
            scalable_dimension=target.scalable_dimension,
            target_tracking_scaling_policy_configuration={
                "target_value": 70,
                "predefined_metric_specification": {"predefined_metric_type": metric},
            },
        )

    def bucket(self, key):
        bucket = S3Bucket(
            self, "bucket", bucket=f"ecommerce-static-assets-{ENVIRONMENT}-{self.account}", force_destroy=True
        )
        access = S3BucketPublicAccessBlock(
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
                S3BucketServerSideEncryptionConfigurationRuleA(
                    bucket_key_enabled=True,
                    apply_server_side_encryption_by_default={
                        "sse_algorithm": "aws:kms",
                        "kms_master_key_id": key.arn,
                    },
                )
            ],
        )
        versions = S3BucketVersioningA(
            self, "versions", bucket=bucket.id, versioning_configuration={"status": "Enabled"}
        )
        abort = S3BucketLifecycleConfigurationRuleAbortIncompleteMultipartUpload(days_after_initiation=7)
        S3BucketLifecycleConfiguration(
            self,
            "lifecycle",
            bucket=bucket.id,
            rule=[
                S3BucketLifecycleConfigurationRule(
                    id="abort-unfinished-uploads",
                    status="Enabled",
                    filter=[S3BucketLifecycleConfigurationRuleFilter()],
                    abort_incomplete_multipart_upload=[abort],
                )
            ],
            depends_on=[versions],
        )
        S3BucketWebsiteConfiguration(
            self,
            "website",
            bucket=bucket.id,
            index_document={"suffix": "index.html"},
            error_document={"key": "error.html"},
        )
        S3BucketPolicy(
            self,
            "bucket-policy",
            bucket=bucket.id,
            policy=policy(
                {
                    "Sid": "RefusePlainHttp",
                    "Effect": "Deny",
                    "Action": "s3:*",
                    "Principal": "*",
                    "Resource": [bucket.arn, f"{bucket.arn}/*"],
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
                }
            ),
            depends_on=[access],
        )
        return bucket

    def role(self, tables, key, bucket):
        role = IamRole(
            self,
            "role",
            name=f"ecommerce-lambda-execution-role-{ENVIRONMENT}",
            description="Runs product-service, order-service, user-service",
            assume_role_policy=trusted("lambda.amazonaws.com"),
        )
        verbs = ["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"]
        allowed = [
            ("UseTables", [f"dynamodb:{verb}" for verb in verbs], self.arns(tables)),
            ("DecryptWithKeys", ["kms:Decrypt", "kms:DescribeKey"], [key.arn]),
            ("UseObjects", ["s3:GetObject", "s3:PutObject"], [f"{bucket.arn}/*"]),
        ]
        own = IamPolicy(
            self,
            "role-policy",
            name=f"ecommerce-lambda-custom-policy-{ENVIRONMENT}",
            description="Custom policy for ecommerce Lambda functions",
            policy=policy(
                *(
                    {"Sid": sid, "Effect": "Allow", "Action": actions, "Resource": resources}
                    for sid, actions, resources in allowed
                )
            ),
        )
        attached = [
            IamRolePolicyAttachment(self, "role-own", role=role.name, policy_arn=own.arn),
            IamRolePolicyAttachment(
                self, "role-basic", role=role.name, policy_arn=f"{MANAGED}/AWSLambdaBasicExecutionRole"
            ),
        ]
        return role, attached

    def arns(self, tables):
        return [arn for table in tables.values() for arn in (table.arn, f"{table.arn}/index/*")]

    def function(self, service, code, used, role, attached, tables, key):
        name = f"ecommerce-{service}-service-{ENVIRONMENT}"
        log = CloudwatchLogGroup(self, f"log-{service}", name=f"/aws/lambda/{name}", retention_in_days=90)
        variables = {"KMS_KEY_ID": key.key_id, **{f"{one.upper()}_TABLE": tables[one].name for one in used}}
        return LambdaFunction(
            self,
            f"function-{service}",
            function_name=name,
            role=role.arn,
            runtime="python3.13",
            handler="index.handler",
            architectures=["x86_64"],
            memory_size=256,
            timeout=30,
            kms_key_arn=key.arn,
            filename=f"packages/{service}-service.zip",
            source_code_hash=code,
            environment={"variables": variables},
            depends_on=[log, *attached],
        )

    def api(self, functions):
        api = ApiGatewayRestApi(
            self,
            "api",
            name=f"ecommerce-api-{ENVIRONMENT}",
            description="E-commerce serverless API",
            endpoint_configuration={"types": ["REGIONAL"]},
            lifecycle={"create_before_destroy": True},
        )
        answering = [one for path, function in functions.items() for one in self.route(api, path, function)]
        deployment = ApiGatewayDeployment(
            self,
            "deployment",
            rest_api_id=api.id,
            triggers={"configuration": "16688732d3b504753580b8e40dab2d19c97f7031"},
            lifecycle={"create_before_destroy": True},
            depends_on=answering,
        )
        access = CloudwatchLogGroup(
            self, "log-access", name=f"/aws/apigateway/ecommerce-api-{ENVIRONMENT}", retention_in_days=14
        )
        execution = CloudwatchLogGroup(
            self, "log-execution", name=f"API-Gateway-Execution-Logs_{api.id}/{STAGE}", retention_in_days=14
        )
        stage = ApiGatewayStage(
            self,
            "stage",
            rest_api_id=api.id,
            deployment_id=deployment.id,
            stage_name=STAGE,
            description=f"Deployment stage for {ENVIRONMENT} environment",
            xray_tracing_enabled=False,
            access_log_settings={
                "destination_arn": access.arn,
                "format": json.dumps({name: f"$context.{what}" for name, what in LOGGED.items()}),
            },
            depends_on=[self.logging()],
        )
        ApiGatewayMethodSettings(
            self,
            "settings",
            rest_api_id=api.id,
            stage_name=stage.stage_name,
            method_path="*/*",
            settings={
                "logging_level": "ERROR",
                "metrics_enabled": False,
                "throttling_rate_limit": 2000,
                "throttling_burst_limit": 1000,
            },
            depends_on=[execution],
        )
        return stage

    def logging(self):
        role = IamRole(
            self,
            "logging-role",
            name=f"ecommerce-api-logs-{ENVIRONMENT}",
            description="Lets API Gateway write its logs",
            assume_role_policy=trusted("apigateway.amazonaws.com"),
        )
        attached = IamRolePolicyAttachment(
            self, "logging-push", role=role.name, policy_arn=f"{MANAGED}/AmazonAPIGatewayPushToCloudWatchLogs"
        )
        return ApiGatewayAccount(self, "logging-account", cloudwatch_role_arn=role.arn, depends_on=[attached])

    def route(self, api, path, function):
        resource = ApiGatewayResource(
            self, f"resource-{path}", rest_api_id=api.id, parent_id=api.root_resource_id, path_part=path
        )
        method = ApiGatewayMethod(
            self,
            f"method-{path}",
            rest_api_id=api.id,
            resource_id=resource.id,
            http_method="ANY",
            authorization="NONE",
        )
        integration = ApiGatewayIntegration(
            self,
            f"integration-{path}",
            rest_api_id=api.id,
            resource_id=resource.id,
            http_method=method.http_method,
            type="AWS_PROXY",
            integration_http_method="POST",
            uri=function.invoke_arn,
        )
        response = ApiGatewayMethodResponse(
            self,
            f"response-{path}",
            rest_api_id=api.id,
            resource_id=resource.id,
            http_method=method.http_method,
            status_code="200",
        )
        answer = ApiGatewayIntegrationResponse(
            self,
            f"answer-{path}",
            rest_api_id=api.id,
            resource_id=resource.id,
            http_method=integration.http_method,
            status_code=response.status_code,
        )
        LambdaPermission(
            self,
            f"permission-{path}",
            statement_id=f"AllowExecutionFromAPIGateway-{path}",
            action="lambda:InvokeFunction",
            function_name=function.function_name,
            principal="apigateway.amazonaws.com",
            source_arn=f"{api.execution_arn}/*/*",
        )
        return [integration, answer]


app = App(outdir=sys.argv[1] if len(sys.argv) > 1 else None)
Storefront(app, "storefront")
app.synth()
