// The storefront as somebody would write it with CDKTF for TypeScript: the resources that hclpress renders for it.
// Only what is used is imported, each from its own file: the package's index takes seconds to load.

import { ApiGatewayAccount } from "@cdktf/provider-aws/lib/api-gateway-account";
import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayIntegrationResponse } from "@cdktf/provider-aws/lib/api-gateway-integration-response";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayMethodResponse } from "@cdktf/provider-aws/lib/api-gateway-method-response";
import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import { ApiGatewayResource } from "@cdktf/provider-aws/lib/api-gateway-resource";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { S3BucketWebsiteConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-website-configuration";
import { App, type ITerraformDependable, LocalBackend, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

interface TableFacts {
  hashKey: string;
  rangeKey?: string;
  indexes: Record<string, string>;
}

interface ServiceFacts {
  code: string;
  path: string;
  tables: string[];
}

const ENVIRONMENT = "dev";
const STAGE = "prod";
const TABLES: Record<string, TableFacts> = {
  products: { hashKey: "productId", indexes: { CategoryIndex: "category" } },
  orders: { hashKey: "orderId", rangeKey: "userId", indexes: { UserIndex: "userId" } },
  users: { hashKey: "userId", indexes: {} },
};
const SERVICES: Record<string, ServiceFacts> = {
  product: { code: "gm+xYtAp+F9LZMPocZ+ZwWuDkq9oBprMPHNuPxqnYoI=", path: "products", tables: ["products"] },
  order: { code: "FF+a17zSo4OSGwZ+Qa5ws1Y4Mg42ct2zCWfNNX6DS0g=", path: "orders", tables: ["orders", "products"] },
  user: { code: "IKgCLjEvifgsmoToKyOTlw2STsfSIpk4BFKFbiq7auU=", path: "users", tables: ["users"] },
};
const LOGGED: Record<string, string> = {
  requestId: "requestId",
  ip: "identity.sourceIp",
  requestTime: "requestTime",
  httpMethod: "httpMethod",
  resourcePath: "resourcePath",
  status: "status",
  protocol: "protocol",
  responseLength: "responseLength",
};
const MANAGED = "arn:aws:iam::aws:policy/service-role";

function policy(...statements: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function trusted(service: string): string {
  return policy({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } });
}

function mapped<From, To>(record: Record<string, From>, change: (value: From, name: string) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));
}

class Storefront extends TerraformStack {
  private readonly account: string;

  constructor(scope: Construct, name: string) {
    super(scope, name);
    new LocalBackend(this, { path: "terraform.tfstate" });
    const tags = {
      Environment: ENVIRONMENT,
      ManagedBy: "terraform",
      Owner: "ecommerce-team",
      Project: "serverless-ecommerce",
    };
    new AwsProvider(this, "aws", { region: "us-east-1", defaultTags: [{ tags }] });
    this.account = new DataAwsCallerIdentity(this, "current").accountId;
    const environmentKey = this.key("lambda", "Lambda environment variables", "lambda-env-vars");
    const bucketKey = this.key("s3", "S3 bucket", "s3-bucket");
    const tables = mapped(TABLES, (facts, one) => this.table(one, facts));
    const bucket = this.bucket(bucketKey);
    const { role, attached } = this.role(tables, environmentKey, bucket);
    const functions = Object.entries(SERVICES).map(([service, facts]): [string, LambdaFunction] => [
      facts.path,
      this.lambda(service, facts, role, attached, tables, environmentKey),
    ]);
    const stage = this.api(functions);
    new TerraformOutput(this, "api_url", { description: "Where the API answers.", value: stage.invokeUrl });
    new TerraformOutput(this, "s3_bucket_name", {
      description: "Name of the bucket static-assets.",
      value: bucket.bucket,
    });
    new TerraformOutput(this, "table_names", {
      description: "Names of all tables, by what the spec calls them.",
      value: mapped(tables, (table) => table.name),
    });
  }

  private key(name: string, encrypted: string, alias: string): KmsKey {
    const key = new KmsKey(this, `key-${name}`, {
      description: `KMS key for ${encrypted} encryption`,
      enableKeyRotation: true,
      deletionWindowInDays: 7,
      policy: policy({
        Sid: "LeaveToIam",
        Effect: "Allow",
        Action: "kms:*",
        Resource: "*",
        Principal: { AWS: `arn:aws:iam::${this.account}:root` },
      }),
    });
    new KmsAlias(this, `alias-${name}`, { name: `alias/ecommerce-${alias}-${ENVIRONMENT}`, targetKeyId: key.keyId });
    return key;
  }

  private table(name: string, { hashKey, rangeKey, indexes }: TableFacts): DynamodbTable {
    const attributes = new Set([hashKey, ...(rangeKey ? [rangeKey] : []), ...Object.values(indexes)]);
    const table = new DynamodbTable(this, `table-${name}`, {
      name: `ecommerce-${name}-${ENVIRONMENT}`,
      billingMode: "PROVISIONED",
      readCapacity: 5,
      writeCapacity: 5,
      hashKey,
      rangeKey,
      attribute: [...attributes].sort().map((one) => ({ name: one, type: "S" })),
      globalSecondaryIndex: Object.entries(indexes).map(([index, key]) => ({
        name: index,
        hashKey: key,
        projectionType: "ALL",
        readCapacity: 5,
        writeCapacity: 5,
      })),
      pointInTimeRecovery: { enabled: true },
      serverSideEncryption: { enabled: true },
      lifecycle: { ignoreChanges: ["read_capacity", "write_capacity"] },
    });
    for (const verb of ["Read", "Write"]) {
      this.scaled(name, table, verb);
    }
    return table;
  }

  private scaled(name: string, table: DynamodbTable, verb: string): void {
    const target = new AppautoscalingTarget(this, `target-${name}-${verb}`, {
      serviceNamespace: "dynamodb",
      resourceId: `table/${table.name}`,
      scalableDimension: `dynamodb:table:${verb}CapacityUnits`,
      minCapacity: 5,
      maxCapacity: 500,
    });
    const metric = `DynamoDB${verb}CapacityUtilization`;
    new AppautoscalingPolicy(this, `policy-${name}-${verb}`, {
      name: `${metric}:table/${table.name}`,
      policyType: "TargetTrackingScaling",
      serviceNamespace: target.serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      targetTrackingScalingPolicyConfiguration: {
        targetValue: 70,
        predefinedMetricSpecification: { predefinedMetricType: metric },
      },
    });
  }

  private bucket(key: KmsKey): S3Bucket {
    const bucket = new S3Bucket(this, "bucket", {
      bucket: `ecommerce-static-assets-${ENVIRONMENT}-${this.account}`,
      forceDestroy: true,
    });
    const access = new S3BucketPublicAccessBlock(this, "access", {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "owner", {
      bucket: bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: bucket.id,
      rule: [
        {
          bucketKeyEnabled: true,
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
        },
      ],
    });
    const versions = new S3BucketVersioningA(this, "versions", {
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: bucket.id,
      rule: [
        {
          id: "abort-unfinished-uploads",
          status: "Enabled",
          filter: [{}],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versions],
    });
    new S3BucketWebsiteConfiguration(this, "website", {
      bucket: bucket.id,
      indexDocument: { suffix: "index.html" },
      errorDocument: { key: "error.html" },
    });
    new S3BucketPolicy(this, "bucket-policy", {
      bucket: bucket.id,
      policy: policy({
        Sid: "RefusePlainHttp",
        Effect: "Deny",
        Action: "s3:*",
        Principal: "*",
        Resource: [bucket.arn, `${bucket.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      }),
      dependsOn: [access],
    });
    return bucket;
  }

  private role(
    tables: Record<string, DynamodbTable>,
    key: KmsKey,
    bucket: S3Bucket,
  ): { role: IamRole; attached: IamRolePolicyAttachment[] } {
    const role = new IamRole(this, "role", {
      name: `ecommerce-lambda-execution-role-${ENVIRONMENT}`,
      description: "Runs product-service, order-service, user-service",
      assumeRolePolicy: trusted("lambda.amazonaws.com"),
    });
    const verbs = ["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Query", "Scan"];
    const own = new IamPolicy(this, "role-policy", {
      name: `ecommerce-lambda-custom-policy-${ENVIRONMENT}`,
      description: "Custom policy for ecommerce Lambda functions",
      policy: policy(
        {
          Sid: "UseTables",
          Effect: "Allow",
          Action: verbs.map((verb) => `dynamodb:${verb}`),
          Resource: Object.values(tables).flatMap((table) => [table.arn, `${table.arn}/index/*`]),
        },
        { Sid: "DecryptWithKeys", Effect: "Allow", Action: ["kms:Decrypt", "kms:DescribeKey"], Resource: [key.arn] },
        {
          Sid: "UseObjects",
          Effect: "Allow",
          Action: ["s3:GetObject", "s3:PutObject"],
          Resource: [`${bucket.arn}/*`],
        },
      ),
    });
    const attached = [
      new IamRolePolicyAttachment(this, "role-own", { role: role.name, policyArn: own.arn }),
      new IamRolePolicyAttachment(this, "role-basic", {
        role: role.name,
        policyArn: `${MANAGED}/AWSLambdaBasicExecutionRole`,
      }),
    ];
    return { role, attached };
  }

  private lambda(
    service: string,
    facts: ServiceFacts,
    role: IamRole,
    attached: IamRolePolicyAttachment[],
    tables: Record<string, DynamodbTable>,
    key: KmsKey,
  ): LambdaFunction {
    const name = `ecommerce-${service}-service-${ENVIRONMENT}`;
    const log = new CloudwatchLogGroup(this, `log-${service}`, { name: `/aws/lambda/${name}`, retentionInDays: 90 });
    const names = facts.tables.map((one) => [`${one.toUpperCase()}_TABLE`, tables[one].name]);
    return new LambdaFunction(this, `function-${service}`, {
      functionName: name,
      role: role.arn,
      runtime: "python3.13",
      handler: "index.handler",
      architectures: ["x86_64"],
      memorySize: 256,
      timeout: 30,
      kmsKeyArn: key.arn,
      filename: `packages/${service}-service.zip`,
      sourceCodeHash: facts.code,
      environment: { variables: { KMS_KEY_ID: key.keyId, ...Object.fromEntries(names) } },
      dependsOn: [log, ...attached],
    });
  }

  private api(functions: [string, LambdaFunction][]): ApiGatewayStage {
    const api = new ApiGatewayRestApi(this, "api", {
      name: `ecommerce-api-${ENVIRONMENT}`,
      description: "E-commerce serverless API",
      endpointConfiguration: { types: ["REGIONAL"] },
      lifecycle: { createBeforeDestroy: true },
    });
    const deployment = new ApiGatewayDeployment(this, "deployment", {
      restApiId: api.id,
      triggers: { configuration: "16688732d3b504753580b8e40dab2d19c97f7031" },
      lifecycle: { createBeforeDestroy: true },
      dependsOn: functions.flatMap(([path, one]) => this.route(api, path, one)),
    });
    const access = new CloudwatchLogGroup(this, "log-access", {
      name: `/aws/apigateway/ecommerce-api-${ENVIRONMENT}`,
      retentionInDays: 14,
    });
    const execution = new CloudwatchLogGroup(this, "log-execution", {
      name: `API-Gateway-Execution-Logs_${api.id}/${STAGE}`,
      retentionInDays: 14,
    });
    const stage = new ApiGatewayStage(this, "stage", {
      restApiId: api.id,
      deploymentId: deployment.id,
      stageName: STAGE,
      description: `Deployment stage for ${ENVIRONMENT} environment`,
      xrayTracingEnabled: false,
      accessLogSettings: {
        destinationArn: access.arn,
        format: JSON.stringify(mapped(LOGGED, (what) => `$context.${what}`)),
      },
      dependsOn: [this.logging()],
    });
    new ApiGatewayMethodSettings(this, "settings", {
      restApiId: api.id,
      stageName: stage.stageName,
      methodPath: "*/*",
      settings: {
        loggingLevel: "ERROR",
        metricsEnabled: false,
        throttlingRateLimit: 2000,
        throttlingBurstLimit: 1000,
      },
      dependsOn: [execution],
    });
    return stage;
  }

  private logging(): ApiGatewayAccount {
    const role = new IamRole(this, "logging-role", {
      name: `ecommerce-api-logs-${ENVIRONMENT}`,
      description: "Lets API Gateway write its logs",
      assumeRolePolicy: trusted("apigateway.amazonaws.com"),
    });
    const attached = new IamRolePolicyAttachment(this, "logging-push", {
      role: role.name,
      policyArn: `${MANAGED}/AmazonAPIGatewayPushToCloudWatchLogs`,
    });
    return new ApiGatewayAccount(this, "logging-account", { cloudwatchRoleArn: role.arn, dependsOn: [attached] });
  }

  private route(api: ApiGatewayRestApi, path: string, called: LambdaFunction): ITerraformDependable[] {
    const resource = new ApiGatewayResource(this, `resource-${path}`, {
      restApiId: api.id,
      parentId: api.rootResourceId,
      pathPart: path,
    });
    const method = new ApiGatewayMethod(this, `method-${path}`, {
      restApiId: api.id,
      resourceId: resource.id,
      httpMethod: "ANY",
      authorization: "NONE",
    });
    const integration = new ApiGatewayIntegration(this, `integration-${path}`, {
      restApiId: api.id,
      resourceId: resource.id,
      httpMethod: method.httpMethod,
      type: "AWS_PROXY",
      integrationHttpMethod: "POST",
      uri: called.invokeArn,
    });
    const response = new ApiGatewayMethodResponse(this, `response-${path}`, {
      restApiId: api.id,
      resourceId: resource.id,
      httpMethod: method.httpMethod,
      statusCode: "200",
    });
    const answer = new ApiGatewayIntegrationResponse(this, `answer-${path}`, {
      restApiId: api.id,
      resourceId: resource.id,
      httpMethod: integration.httpMethod,
      statusCode: response.statusCode,
    });
    new LambdaPermission(this, `permission-${path}`, {
      statementId: `AllowExecutionFromAPIGateway-${path}`,
      action: "lambda:InvokeFunction",
      functionName: called.functionName,
      principal: "apigateway.amazonaws.com",
      sourceArn: `${api.executionArn}/*/*`,
    });
    return [integration, answer];
  }
}

const app = new App(process.argv[2] ? { outdir: process.argv[2] } : {});
new Storefront(app, "storefront");
app.synth();
