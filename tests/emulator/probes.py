"""A probe for each patch: it passes only if the gap is closed, or raises. Each uses names of its own."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from botocore.exceptions import ClientError
from refusals import REFUSALS

from hclpress.emulator.certificate_authority import certify
from hclpress.rehearsal.aws_clients import Aws

REGION = "us-east-1"
_NOTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}
Probe = Callable[[Aws], None]


def _name(kind: str) -> str:
    return f"{kind}-{uuid4().hex[:8]}"


def import_under_a_given_arn(aws: Aws) -> None:
    acm = aws.client("acm", REGION)
    arn = f"arn:aws:acm:{REGION}:{aws.account}:certificate/{uuid4()}"
    certificate, key = certify("probe.example.com")
    acm.import_certificate(CertificateArn=arn, Certificate=certificate, PrivateKey=key)
    assert acm.describe_certificate(CertificateArn=arn)["Certificate"]["Status"] == "ISSUED"


def reset_the_account_role(aws: Aws) -> None:
    api = aws.client("apigateway", REGION)
    path = "/cloudwatchRoleArn"
    api.update_account(patchOperations=[{"op": "replace", "path": path, "value": "arn:aws:iam::123456789012:role/r"}])
    api.update_account(patchOperations=[{"op": "replace", "path": path}])
    assert not api.get_account().get("cloudwatchRoleArn")


def update_stages(aws: Aws) -> None:
    api = aws.client("apigatewayv2", REGION)
    identity = api.create_api(Name="probe", ProtocolType="HTTP")["ApiId"]
    stage = {"ApiId": identity, "StageName": "$default"}
    limits = {key: {"ThrottlingBurstLimit": 5} for key in ("GET /a/{id}", "$default")}
    api.create_stage(**stage, AutoDeploy=True, Tags={"a": "1"}, RouteSettings=limits)
    api.update_stage(**stage, Description="changed", RouteSettings={"$default": {"ThrottlingBurstLimit": 9}})
    found = api.get_stage(**stage)
    assert (found["AutoDeploy"], found["Description"], found["Tags"]) == (True, "changed", {"a": "1"})
    assert found["RouteSettings"] == {**limits, "$default": {"ThrottlingBurstLimit": 9}}
    api.delete_route_settings(**stage, RouteKey="GET /a/{id}")
    assert [*api.get_stage(**stage)["RouteSettings"]] == ["$default"]
    api.update_stage(**stage, AccessLogSettings={"DestinationArn": "arn:aws:logs:us-east-1:1:log-group:a"})
    api.delete_access_log_settings(**stage)
    api.update_stage(**stage, Description="changed again")
    assert "AccessLogSettings" not in api.get_stage(**stage)


def tag_scalable_targets(aws: Aws) -> None:
    name = _name("table")
    _table(aws, name)
    scaling = aws.client("application-autoscaling", REGION)
    arn = scaling.register_scalable_target(
        ServiceNamespace="dynamodb",
        ResourceId=f"table/{name}",
        ScalableDimension="dynamodb:table:ReadCapacityUnits",
        MinCapacity=1,
        MaxCapacity=2,
        Tags={"a": "1"},
    )["ScalableTargetARN"]
    scaling.tag_resource(ResourceARN=arn, Tags={"b": "2"})
    scaling.untag_resource(ResourceARN=arn, TagKeys=["a"])
    assert scaling.list_tags_for_resource(ResourceARN=arn)["Tags"] == {"b": "2"}


def origin_access_identities(aws: Aws) -> None:
    front = aws.client("cloudfront", REGION)
    config = {"CallerReference": _name("call"), "Comment": "first"}
    made = front.create_cloud_front_origin_access_identity(CloudFrontOriginAccessIdentityConfig=config)
    identity = made["CloudFrontOriginAccessIdentity"]["Id"]
    assert made["CloudFrontOriginAccessIdentity"]["S3CanonicalUserId"]
    front.update_cloud_front_origin_access_identity(
        Id=identity, IfMatch=made["ETag"], CloudFrontOriginAccessIdentityConfig={**config, "Comment": "second"}
    )
    found = front.get_cloud_front_origin_access_identity(Id=identity)
    shown = found["CloudFrontOriginAccessIdentity"]["CloudFrontOriginAccessIdentityConfig"]
    assert shown == {**config, "Comment": "second"}
    front.delete_cloud_front_origin_access_identity(Id=identity, IfMatch=found["ETag"])
    listed = front.list_cloud_front_origin_access_identities()["CloudFrontOriginAccessIdentityList"]
    assert identity not in [one["Id"] for one in listed.get("Items", [])]


def cache_policies(aws: Aws) -> None:
    keyed = {
        "EnableAcceptEncodingGzip": True,
        "HeadersConfig": {"HeaderBehavior": "none"},
        "CookiesConfig": {"CookieBehavior": "none"},
        "QueryStringsConfig": {"QueryStringBehavior": "all"},
    }
    config = {"Name": _name("cache"), "MinTTL": 1, "ParametersInCacheKeyAndForwardedToOrigin": keyed}
    _keeps(aws, "cache_policy", "CachePolicy", config)


def origin_request_policies(aws: Aws) -> None:
    config = {
        "Name": _name("request"),
        "HeadersConfig": {"HeaderBehavior": "none"},
        "CookiesConfig": {"CookieBehavior": "none"},
        "QueryStringsConfig": {"QueryStringBehavior": "none"},
    }
    _keeps(aws, "origin_request_policy", "OriginRequestPolicy", config)


def response_headers_policies(aws: Aws) -> None:
    hidden = {"ContentTypeOptions": {"Override": True}}
    _keeps(
        aws,
        "response_headers_policy",
        "ResponseHeadersPolicy",
        {"Name": _name("headers"), "SecurityHeadersConfig": hidden},
    )


def read_back_distributions(aws: Aws) -> None:
    origin = {
        "Id": "assets",
        "DomainName": "assets.s3.us-east-1.amazonaws.com",
        "S3OriginConfig": {"OriginAccessIdentity": "origin-access-identity/cloudfront/E1"},
    }
    forwarded = {"QueryString": True, "Cookies": {"Forward": "none"}, "Headers": {"Quantity": 1, "Items": ["Origin"]}}
    behaviour = {
        "TargetOriginId": "assets",
        "ViewerProtocolPolicy": "redirect-to-https",
        "ForwardedValues": forwarded,
        "MinTTL": 5,
    }
    served = {"ACMCertificateArn": "arn:aws:acm:us-east-1:1:certificate/c", "SSLSupportMethod": "vip"}
    config = {
        "CallerReference": _name("call"),
        "Comment": "",
        "Enabled": True,
        "Origins": {"Quantity": 1, "Items": [origin]},
        "DefaultCacheBehavior": behaviour,
        "ViewerCertificate": served,
    }
    front = aws.client("cloudfront", REGION)
    identity = front.create_distribution(DistributionConfig=config)["Distribution"]["Id"]
    found = front.get_distribution(Id=identity)["Distribution"]["DistributionConfig"]
    assert found["Origins"]["Items"][0]["S3OriginConfig"] == origin["S3OriginConfig"]
    assert found["DefaultCacheBehavior"]["ForwardedValues"] == forwarded
    assert found["ViewerCertificate"]["SSLSupportMethod"] == "vip"
    assert found["Aliases"] == {"Quantity": 0}
    assert identity in [one["Id"] for one in front.list_distributions()["DistributionList"]["Items"]]


def lead_to_origin_groups(aws: Aws) -> None:
    """Not a patch's own: moto refuses what `ReadBackDistributions` lets through."""
    origins = [
        {"Id": name, "DomainName": f"{name}.s3.us-east-1.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}
        for name in ("first", "second")
    ]
    members = {"Quantity": 2, "Items": [{"OriginId": "first"}, {"OriginId": "second"}]}
    codes = {"StatusCodes": {"Quantity": 1, "Items": [500]}}
    config = {
        "CallerReference": _name("call"),
        "Comment": "",
        "Enabled": True,
        "Origins": {"Quantity": 2, "Items": origins},
        "OriginGroups": {"Quantity": 1, "Items": [{"Id": "both", "FailoverCriteria": codes, "Members": members}]},
        "DefaultCacheBehavior": {"TargetOriginId": "both", "ViewerProtocolPolicy": "https-only", "MinTTL": 0},
    }
    front = aws.client("cloudfront", REGION)
    identity = front.create_distribution(DistributionConfig=config)["Distribution"]["Id"]
    found = front.get_distribution_config(Id=identity)["DistributionConfig"]
    assert found["OriginGroups"]["Items"][0]["Members"] == members


def publish_functions(aws: Aws) -> None:
    front = aws.client("cloudfront", REGION)
    name, config = _name("function"), {"Comment": "", "Runtime": "cloudfront-js-2.0"}
    made = front.create_function(Name=name, FunctionConfig=config, FunctionCode=b"1")
    changed = front.update_function(Name=name, IfMatch=made["ETag"], FunctionConfig=config, FunctionCode=b"2")
    published = front.publish_function(Name=name, IfMatch=changed["ETag"])["FunctionSummary"]
    assert published["FunctionMetadata"]["Stage"] == "LIVE"
    assert front.get_function(Name=name)["FunctionCode"].read() == b"2"


def delete_code_deploy_application(aws: Aws) -> None:
    deploy, name = aws.client("codedeploy", REGION), _name("application")
    deploy.create_application(applicationName=name, computePlatform="ECS")
    deploy.delete_application(applicationName=name)
    assert name not in deploy.list_applications()["applications"]


def change_deployment_groups(aws: Aws) -> None:
    deploy, name = aws.client("codedeploy", REGION), _name("application")
    _deployment_group(aws, name)
    deploy.update_deployment_group(
        applicationName=name,
        currentDeploymentGroupName="first",
        newDeploymentGroupName="second",
        autoRollbackConfiguration={"enabled": True, "events": ["DEPLOYMENT_FAILURE"]},
    )
    group = deploy.get_deployment_group(applicationName=name, deploymentGroupName="second")["deploymentGroupInfo"]
    assert group["autoRollbackConfiguration"]["enabled"]
    deploy.delete_deployment_group(applicationName=name, deploymentGroupName="second")
    assert deploy.list_deployment_groups(applicationName=name)["deploymentGroups"] == []


def read_alarms_of_deployment_groups(aws: Aws) -> None:
    deploy, name = aws.client("codedeploy", REGION), _name("application")
    alarms = {"enabled": True, "ignorePollAlarmFailure": False, "alarms": [{"name": "errors"}]}
    _deployment_group(aws, name, alarmConfiguration=alarms)
    group = deploy.get_deployment_group(applicationName=name, deploymentGroupName="first")["deploymentGroupInfo"]
    assert group["alarmConfiguration"] == alarms


def describe_rules_between_groups(aws: Aws) -> None:
    ec2 = aws.client("ec2", REGION)
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    group = ec2.create_security_group(GroupName=_name("group"), Description="d", VpcId=vpc)["GroupId"]
    pair = {"GroupId": group, "Description": "from the load balancer"}
    permission = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "UserIdGroupPairs": [pair]}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[permission])
    rules = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])["SecurityGroupRules"]
    assert "from the load balancer" in [rule.get("Description") for rule in rules]


def revoke_rules_by_their_ids(aws: Aws) -> None:
    ec2 = aws.client("ec2", REGION)
    vpc = ec2.create_vpc(CidrBlock="10.7.0.0/16")["Vpc"]["VpcId"]
    group = ec2.create_security_group(GroupName=_name("group"), Description="d", VpcId=vpc)["GroupId"]
    (rule,) = ec2.describe_security_group_rules(Filters=[{"Name": "group-id", "Values": [group]}])["SecurityGroupRules"]
    which = {"GroupId": group, "SecurityGroupRuleIds": [rule["SecurityGroupRuleId"]]}
    ec2.revoke_security_group_egress(**which)
    with pytest.raises(ClientError, match=r"InvalidSecurityGroupRuleId\.NotFound"):
        ec2.revoke_security_group_egress(**which)


def remember_service_settings(aws: Aws) -> None:
    ecs, name = aws.client("ecs", REGION), _name("cluster")
    ecs.create_cluster(clusterName=name)
    ecs.register_task_definition(family=name, containerDefinitions=[{"name": "app", "image": "i", "memory": 128}])
    ecs.create_service(
        cluster=name,
        serviceName="web",
        taskDefinition=name,
        availabilityZoneRebalancing="ENABLED",
        enableECSManagedTags=True,
        healthCheckGracePeriodSeconds=60,
        deploymentConfiguration={"deploymentCircuitBreaker": {"enable": True, "rollback": True}},
    )
    limits = {"minimumHealthyPercent": 50, "maximumPercent": 200}
    ecs.update_service(cluster=name, service="web", healthCheckGracePeriodSeconds=90, deploymentConfiguration=limits)
    (service,) = ecs.describe_services(cluster=name, services=["web"])["services"]
    assert service["availabilityZoneRebalancing"] == "ENABLED"
    assert service["enableECSManagedTags"] is True
    assert service["healthCheckGracePeriodSeconds"] == 90
    assert service["deploymentConfiguration"]["deploymentCircuitBreaker"]["enable"] is True
    assert service["deploymentConfiguration"]["minimumHealthyPercent"] == 50


def no_scaling_of_provisioned_clusters(aws: Aws) -> None:
    rds, name = aws.client("rds", REGION), _name("cluster")
    _cluster(aws, name)
    (cluster,) = rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"]
    assert "ScalingConfigurationInfo" not in cluster


def keep_modified_subnet_groups(aws: Aws) -> None:
    ec2, rds, name = aws.client("ec2", REGION), aws.client("rds", REGION), _name("group")
    # Instances of another cluster are no hindrance.
    _cluster(aws, name)
    rds.create_db_instance(
        DBInstanceIdentifier=name, DBClusterIdentifier=name, DBInstanceClass="db.serverless", Engine="aurora-postgresql"
    )
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.1.0/24")["Subnet"]["SubnetId"]
    rds.create_db_subnet_group(DBSubnetGroupName=name, DBSubnetGroupDescription="before", SubnetIds=[subnet])
    rds.modify_db_subnet_group(DBSubnetGroupName=name, DBSubnetGroupDescription="after", SubnetIds=[subnet])
    (group,) = rds.describe_db_subnet_groups(DBSubnetGroupName=name)["DBSubnetGroups"]
    assert group["DBSubnetGroupDescription"] == "after"


def remember_performance_insights(aws: Aws) -> None:
    rds, name = aws.client("rds", REGION), _name("cluster")
    _cluster(aws, name)
    rds.create_db_instance(
        DBInstanceIdentifier=name,
        DBClusterIdentifier=name,
        DBInstanceClass="db.serverless",
        Engine="aurora-postgresql",
        EnablePerformanceInsights=True,
        PerformanceInsightsRetentionPeriod=7,
    )
    (instance,) = rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"]
    assert instance["PerformanceInsightsEnabled"] is True
    assert instance["PerformanceInsightsRetentionPeriod"] == 7


def switch_authentication_by_iam(aws: Aws) -> None:
    rds, name = aws.client("rds", REGION), _name("cluster")
    _cluster(aws, name, EnableIAMDatabaseAuthentication=True, ManageMasterUserPassword=True)
    rds.modify_db_cluster(DBClusterIdentifier=name, EnableIAMDatabaseAuthentication=False)
    (cluster,) = rds.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"]
    assert cluster["IAMDatabaseAuthenticationEnabled"] is False


def cancel_managed_rotation(aws: Aws) -> None:
    name = _name("cluster")
    secret = _cluster(aws, name, ManageMasterUserPassword=True)["MasterUserSecret"]["SecretArn"]
    secrets = aws.client("secretsmanager", REGION)
    secrets.rotate_secret(SecretId=secret, RotationRules={"AutomaticallyAfterDays": 30}, RotateImmediately=False)
    assert secrets.describe_secret(SecretId=secret)["RotationEnabled"] is True
    secrets.cancel_rotate_secret(SecretId=secret)
    assert not secrets.describe_secret(SecretId=secret)["RotationEnabled"]


def tell_parameters_of_instances(aws: Aws) -> None:
    rds, name = aws.client("rds", REGION), _name("parameters")
    rds.create_db_parameter_group(DBParameterGroupName=name, DBParameterGroupFamily="mysql8.0", Description="one")
    told = {"ParameterName": "log_output", "ParameterValue": "FILE", "ApplyMethod": "immediate"}
    rds.modify_db_parameter_group(DBParameterGroupName=name, Parameters=[told])
    (found,) = rds.describe_db_parameters(DBParameterGroupName=name)["Parameters"]
    assert found["Source"] == "user"
    rds.reset_db_parameter_group(DBParameterGroupName=name, Parameters=[told])
    assert rds.describe_db_parameters(DBParameterGroupName=name)["Parameters"] == []


def newer_option_groups(aws: Aws) -> None:
    rds, name = aws.client("rds", REGION), _name("options")
    rds.create_option_group(
        OptionGroupName=name, EngineName="mariadb", MajorEngineVersion="11.4", OptionGroupDescription="one"
    )
    (group,) = rds.describe_option_groups(OptionGroupName=name)["OptionGroupsList"]
    assert group["MajorEngineVersion"] == "11.4"


def restore_what_is_said(aws: Aws) -> None:
    rds, name = aws.client("rds", REGION), _name("instance")
    rds.create_db_instance(
        DBInstanceIdentifier=name, DBInstanceClass="db.t4g.medium", Engine="mysql", AutoMinorVersionUpgrade=True
    )
    rds.create_db_snapshot(DBInstanceIdentifier=name, DBSnapshotIdentifier=f"{name}-taken")
    restored = rds.restore_db_instance_from_db_snapshot(
        DBInstanceIdentifier=f"{name}-new", DBSnapshotIdentifier=f"{name}-taken", AutoMinorVersionUpgrade=False
    )
    assert restored["DBInstance"]["AutoMinorVersionUpgrade"] is False


def one_resource_id_each(aws: Aws) -> None:
    rds = aws.client("rds", REGION)
    for name in (names := [_name("one"), _name("other")]):
        rds.create_db_instance(DBInstanceIdentifier=name, DBInstanceClass="db.t4g.medium", Engine="mysql")
    told = [rds.describe_db_instances(DBInstanceIdentifier=name)["DBInstances"][0] for name in names]
    assert len({one["DbiResourceId"] for one in told}) == len(names)


def replicas_of_their_own(aws: Aws) -> None:
    rds, name = aws.client("rds", REGION), _name("instance")
    rds.create_db_instance(
        DBInstanceIdentifier=name,
        DBInstanceClass="db.t4g.medium",
        Engine="mysql",
        AllocatedStorage=20,
        MasterUsername="owner",
        MasterUserPassword="only-for-this",
        MultiAZ=True,
        DeletionProtection=True,
    )
    rds.create_db_instance_read_replica(DBInstanceIdentifier=f"{name}-copy", SourceDBInstanceIdentifier=name)
    (replica,) = rds.describe_db_instances(DBInstanceIdentifier=f"{name}-copy")["DBInstances"]
    assert replica["MultiAZ"] is False
    assert replica["DeletionProtection"] is False


def modify_proxies(aws: Aws) -> None:
    ec2, rds, name = aws.client("ec2", REGION), aws.client("rds", REGION), _name("proxy")
    vpc = ec2.create_vpc(CidrBlock="10.9.0.0/16")["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock="10.9.1.0/24")["Subnet"]["SubnetId"]
    role = "arn:aws:iam::123456789012:role/proxy"
    login = {"AuthScheme": "SECRETS", "SecretArn": "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-AbCdEf"}
    rds.create_db_proxy(DBProxyName=name, EngineFamily="MYSQL", Auth=[login], RoleArn=role, VpcSubnetIds=[subnet])
    rds.modify_db_proxy(DBProxyName=name, IdleClientTimeout=600, RequireTLS=True)
    (proxy,) = rds.describe_db_proxies(DBProxyName=name)["DBProxies"]
    assert proxy["IdleClientTimeout"] == 600
    assert proxy["RequireTLS"] is True


def keep_keys_of_replicas(aws: Aws) -> None:
    secrets, name, key = aws.client("secretsmanager", REGION), _name("secret"), "alias/of-the-other-region"
    secrets.create_secret(Name=name, AddReplicaRegions=[{"Region": "eu-west-1", "KmsKeyId": key}])
    (replica,) = secrets.describe_secret(SecretId=name)["ReplicationStatus"]
    assert replica["KmsKeyId"] == key


def rotate_without_containers(aws: Aws) -> None:
    secrets, name = aws.client("secretsmanager", REGION), _name("secret")
    secrets.create_secret(Name=name, SecretString="first")
    rules = {"ScheduleExpression": "rate(10 days)", "Duration": "3h"}
    _function(aws, name)
    function = aws.client("lambda", REGION).get_function(FunctionName=name)["Configuration"]["FunctionArn"]
    secrets.rotate_secret(SecretId=name, RotationLambdaARN=function, RotationRules=rules)
    described = secrets.describe_secret(SecretId=name)
    assert described["RotationEnabled"] is True
    assert described["RotationRules"] == rules
    assert secrets.get_secret_value(SecretId=name)["SecretString"] == "first"


def remember_function_settings(aws: Aws) -> None:
    functions, name = aws.client("lambda", REGION), _name("function")
    logs = {"LogFormat": "JSON", "ApplicationLogLevel": "INFO", "SystemLogLevel": "WARN"}
    _function(aws, name, DeadLetterConfig={"TargetArn": "arn:aws:sqs:us-east-1:1:q"}, LoggingConfig=logs)
    found = functions.get_function_configuration(FunctionName=name)
    assert found["DeadLetterConfig"] == {"TargetArn": "arn:aws:sqs:us-east-1:1:q"}
    assert found["LoggingConfig"] == {**logs, "LogGroup": f"/aws/lambda/{name}"}
    changes = {"TracingConfig": {"Mode": "Active"}, "EphemeralStorage": {"Size": 2048}}
    files = [{"Arn": f"arn:aws:elasticfilesystem:{REGION}:1:access-point/fsap-1", "LocalMountPath": "/mnt/a"}]
    snapshots = {"ApplyOn": "PublishedVersions"}
    functions.update_function_configuration(
        FunctionName=name, **changes, FileSystemConfigs=files, SnapStart=snapshots, ImageConfig={"Command": ["a"]}
    )
    found = functions.get_function_configuration(FunctionName=name)
    assert {key: found[key] for key in changes} == changes
    assert (found["FileSystemConfigs"], found["SnapStart"]) == (files, snapshots)


def conditions_in_bucket_policies(aws: Aws) -> None:
    s3, name = aws.client("s3", REGION), _name("bucket")
    s3.create_bucket(Bucket=name)
    refusal = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [f"arn:aws:s3:::{name}", f"arn:aws:s3:::{name}/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    s3.put_bucket_policy(Bucket=name, Policy=json.dumps({"Version": "2012-10-17", "Statement": [refusal]}))
    s3.put_object(Bucket=name, Key="a", Body=b"1")
    assert s3.get_object(Bucket=name, Key="a")["Body"].read() == b"1"


def pending_setup_of_peers(aws: Aws) -> None:
    dsql = aws.client("dsql", REGION)
    witness = {"witnessRegion": "us-west-2"}
    made = dsql.create_cluster(deletionProtectionEnabled=False, multiRegionProperties=witness)
    identity = made["identifier"]
    assert [dsql.get_cluster(identifier=identity)["status"] for _ in range(3)] == ["PENDING_SETUP"] * 3
    peers = {**witness, "clusters": ["arn:aws:dsql:us-east-2:123456789012:cluster/peer"]}
    dsql.update_cluster(identifier=identity, multiRegionProperties=peers)
    assert dsql.get_cluster(identifier=identity)["status"] == "ACTIVE"
    dsql.delete_cluster(identifier=identity)


def find_everything_tagged(aws: Aws) -> None:
    mark = {"Key": "probe", "Value": _name("tag")}
    ec2 = aws.client("ec2", REGION)
    address = ec2.allocate_address(Domain="vpc", TagSpecifications=[{"ResourceType": "elastic-ip", "Tags": [mark]}])[
        "AllocationId"
    ]
    api = aws.client("apigateway", REGION).create_rest_api(name="probe", tags={mark["Key"]: mark["Value"]})["id"]
    http = aws.client("apigatewayv2", REGION).create_api(
        Name="probe", ProtocolType="HTTP", Tags={mark["Key"]: mark["Value"]}
    )["ApiId"]
    policy = aws.client("iam", REGION).create_policy(
        PolicyName=_name("policy"), PolicyDocument=json.dumps(_NOTHING), Tags=[mark]
    )["Policy"]["Arn"]
    name = _name("function")
    _function(aws, name)
    aws.client("sqs", REGION).create_queue(QueueName=name)
    mapping = aws.client("lambda", REGION).create_event_source_mapping(
        FunctionName=name,
        EventSourceArn=f"arn:aws:sqs:{REGION}:{aws.account}:{name}",
        Tags={mark["Key"]: mark["Value"]},
    )["EventSourceMappingArn"]
    rule = aws.client("events", REGION).put_rule(Name=name, ScheduleExpression="rate(1 day)", Tags=[mark])["RuleArn"]
    domain = f"{name}.example.com"
    aws.client("apigatewayv2", REGION).create_domain_name(DomainName=domain, Tags={mark["Key"]: mark["Value"]})
    tags = {mark["Key"]: mark["Value"]}
    repository = aws.client("ecr", REGION).create_repository(repositoryName=name, tags=[mark])["repository"]
    provider = aws.client("iam", REGION).create_open_id_connect_provider(
        Url=f"https://{domain}", ClientIDList=["sts.amazonaws.com"], Tags=[mark]
    )["OpenIDConnectProviderArn"]
    zones = aws.client("route53", REGION)
    zone = zones.create_hosted_zone(Name=domain, CallerReference=name)["HostedZone"]["Id"].rpartition("/")[2]
    zones.change_tags_for_resource(ResourceType="hostedzone", ResourceId=zone, AddTags=[mark])
    pool = aws.client("cognito-idp", REGION).create_user_pool(PoolName=name, UserPoolTags=tags)["UserPool"]["Arn"]
    tagging = aws.client("resourcegroupstaggingapi", REGION)
    found = tagging.get_resources(TagFilters=[{"Key": mark["Key"], "Values": [mark["Value"]]}])
    assert {one["ResourceARN"] for one in found["ResourceTagMappingList"]} == {
        f"arn:aws:ec2:{REGION}:{aws.account}:elastic-ip/{address}",
        f"arn:aws:apigateway:{REGION}::/restapis/{api}",
        f"arn:aws:apigateway:{REGION}::/apis/{http}",
        f"arn:aws:apigateway:{REGION}::/domainnames/{domain}",
        policy,
        mapping,
        rule,
        repository["repositoryArn"],
        provider,
        f"arn:aws:route53:::hostedzone/{zone}",
        pool,
    }


def _keeps(aws: Aws, method: str, kind: str, config: dict[str, Any]) -> None:
    """Make a CloudFront policy, change it, look at it, list it and remove it."""
    front = aws.client("cloudfront", REGION)
    made = getattr(front, f"create_{method}")(**{f"{kind}Config": config})
    identity = made[kind]["Id"]
    changed = {**config, "Comment": "changed"}
    getattr(front, f"update_{method}")(Id=identity, IfMatch=made["ETag"], **{f"{kind}Config": changed})
    found = getattr(front, f"get_{method}")(Id=identity)
    assert found[kind][f"{kind}Config"] == changed
    assert getattr(front, f"get_{method}_config")(Id=identity)[f"{kind}Config"] == changed
    many = method.removesuffix("y") + "ies"
    listed = getattr(front, f"list_{many}")()[f"{kind}List"]["Items"]
    assert identity in [one[kind]["Id"] for one in listed]
    getattr(front, f"delete_{method}")(Id=identity, IfMatch=found["ETag"])
    assert getattr(front, f"list_{many}")()[f"{kind}List"]["Quantity"] == len(listed) - 1


def _table(aws: Aws, name: str) -> None:
    aws.client("dynamodb", REGION).create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )


def _cluster(aws: Aws, name: str, **settings: object) -> dict[str, Any]:
    password = {} if settings else {"MasterUserPassword": "only-a-probe-1"}
    made: dict[str, Any] = aws.client("rds", REGION).create_db_cluster(
        DBClusterIdentifier=name, Engine="aurora-postgresql", MasterUsername="dbadmin", **password, **settings
    )["DBCluster"]
    return made


def _deployment_group(aws: Aws, name: str, **settings: object) -> None:
    deploy = aws.client("codedeploy", REGION)
    deploy.create_application(applicationName=name, computePlatform="ECS")
    role = "arn:aws:iam::123456789012:role/deploy"
    deploy.create_deployment_group(applicationName=name, deploymentGroupName="first", serviceRoleArn=role, **settings)


def _function(aws: Aws, name: str, **settings: object) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("index.py", "def handler(event, context): ...")
    iam = aws.client("iam", REGION)
    trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:*"}]}
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    aws.client("lambda", REGION).create_function(
        FunctionName=name,
        Runtime="python3.13",
        Role=role,
        Handler="index.handler",
        Code={"ZipFile": packed.getvalue()},
        **settings,
    )


def _refuses(source: str) -> Probe:
    """Make a probe of all rows of the table of refusals from one source."""

    def probe(aws: Aws) -> None:
        for row in REFUSALS:
            if row.source.startswith(source):
                assert _answer(row.prepare(aws)) == row.code, row.name

    return probe


def _answer(call: Callable[[], object]) -> str:
    """Return the code of the error with which a call ends; empty if it is done."""
    try:
        call()
    except ClientError as error:
        return str(error.response["Error"]["Code"])
    return ""


refuse_what_a_network_needs = _refuses("Amazon EC2 ")
refuse_busy_balancers = _refuses("Elastic Load Balancing API")
refuse_attached_policies = _refuses("AWS IAM API")
refuse_second_ones = _refuses("AWS Lambda API")
refuse_busy_parts_of_rest_apis = _refuses("Amazon API Gateway API")
refuse_busy_parts_of_http_apis = _refuses("Amazon API Gateway V2 API")
refuse_second_mappings = _refuses("Amazon API Gateway V2 API, CreateApiMapping")
refuse_busy_parts_of_distributions = _refuses("Amazon CloudFront API")
refuse_associated_items = _refuses("AWS WAF V2 API")
refuse_busy_groups_and_wrong_versions = _refuses("Amazon RDS API")
refuse_wrong_indexes = _refuses("Amazon DynamoDB API")
refuse_keys_pending_deletion = _refuses("AWS KMS API")
refuse_busy_clusters = _refuses("Amazon ECS API")
refuse_protected_clusters = _refuses("Amazon Aurora DSQL API")
refuse_names_of_deleted_secrets = _refuses("AWS Secrets Manager API")


def remember_rotation_periods(aws: Aws) -> None:
    kms = aws.client("kms", REGION)
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 180
    kms.enable_key_rotation(KeyId=key)
    assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 365


def update_parts_of_rest_apis(aws: Aws) -> None:
    rest = aws.client("apigateway", REGION)
    api = rest.create_rest_api(name=_name("api"))["id"]
    root = rest.get_resources(restApiId=api)["items"][0]["id"]
    resource = rest.create_resource(restApiId=api, parentId=root, pathPart="{id}")["id"]
    rest.update_resource(restApiId=api, resourceId=resource, patchOperations=[_replace("/pathPart", "{order}")])
    assert rest.get_resource(restApiId=api, resourceId=resource)["path"] == "/{order}"
    method = {"restApiId": api, "resourceId": resource, "httpMethod": "POST"}
    rest.put_method(**method, authorizationType="NONE")
    changes = [
        _replace("/authorizationType", "AWS_IAM"),
        {"op": "add", "path": "/requestModels/application~1json", "value": "Empty"},
        {"op": "add", "path": "/requestParameters/method.request.querystring.page", "value": "true"},
    ]
    rest.update_method(**method, patchOperations=changes)
    found = rest.get_method(**method)
    assert (found["authorizationType"], found["requestModels"]) == ("AWS_IAM", {"application/json": "Empty"})
    assert found["requestParameters"] == {"method.request.querystring.page": True}
    origin = "method.response.header.Access-Control-Allow-Origin"
    rest.put_method_response(**method, statusCode="200", responseParameters={origin: True})
    changes = [
        {"op": "remove", "path": f"/responseParameters/{origin}"},
        {"op": "add", "path": "/responseParameters/method.response.header.Age", "value": "false"},
    ]
    rest.update_method_response(**method, statusCode="200", patchOperations=changes)
    found = rest.get_method_response(**method, statusCode="200")
    assert found["responseParameters"] == {"method.response.header.Age": False}
    rest.put_integration(**method, type="MOCK", integrationHttpMethod="POST")
    rest.update_integration(**method, patchOperations=[_replace("/timeoutInMillis", "5000")])
    assert rest.get_integration(**method)["timeoutInMillis"] == 5000
    rest.create_model(restApiId=api, name="Order", contentType="application/json", schema="{}")
    rest.update_model(restApiId=api, modelName="Order", patchOperations=[_replace("/schema", "[]")])
    assert rest.get_model(restApiId=api, modelName="Order")["schema"] == "[]"


def _replace(path: str, value: str) -> dict[str, str]:
    return {"op": "replace", "path": path, "value": value}


def images_without_settings(aws: Aws) -> None:
    functions, name = aws.client("lambda", REGION), _name("function")
    iam = aws.client("iam", REGION)
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    image = {"ImageUri": f"{aws.account}.dkr.ecr.us-east-1.amazonaws.com/f:1"}
    functions.create_function(FunctionName=name, Role=role, PackageType="Image", Code=image)
    assert "ImageConfigResponse" not in functions.get_function_configuration(FunctionName=name)


def no_capacity_of_tables_billed_by_use(aws: Aws) -> None:
    tables, name = aws.client("dynamodb", REGION), _name("table")
    tables.create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        ProvisionedThroughput={"ReadCapacityUnits": 5, "WriteCapacityUnits": 5},
    )
    tables.update_table(TableName=name, BillingMode="PAY_PER_REQUEST")
    assert tables.describe_table(TableName=name)["Table"]["ProvisionedThroughput"]["ReadCapacityUnits"] == 0


def drop_attributes_of_deleted_indexes(aws: Aws) -> None:
    tables, name = aws.client("dynamodb", REGION), _name("table")
    index = {
        "IndexName": "ByShop",
        "KeySchema": [{"AttributeName": "shop", "KeyType": "HASH"}],
        "Projection": {"ProjectionType": "ALL"},
    }
    tables.create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": one, "AttributeType": "S"} for one in ("id", "shop")],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        GlobalSecondaryIndexes=[index],
        BillingMode="PAY_PER_REQUEST",
    )
    tables.update_table(TableName=name, GlobalSecondaryIndexUpdates=[{"Delete": {"IndexName": "ByShop"}}])
    defined = tables.describe_table(TableName=name)["Table"]["AttributeDefinitions"]
    assert [one["AttributeName"] for one in defined] == ["id"]


def tag_apis_and_stages(aws: Aws) -> None:
    rest, http = aws.client("apigateway", REGION), aws.client("apigatewayv2", REGION)
    api = rest.create_rest_api(name=_name("api"), tags={"a": "1"})["id"]
    arn = f"arn:aws:apigateway:{REGION}::/restapis/{api}"
    rest.tag_resource(resourceArn=arn, tags={"b": "2"})
    rest.untag_resource(resourceArn=arn, tagKeys=["a"])
    assert rest.get_rest_api(restApiId=api)["tags"] == {"b": "2"}
    other = http.create_api(Name=_name("api"), ProtocolType="HTTP")["ApiId"]
    http.create_stage(ApiId=other, StageName="v1", Tags={"a": "1"})
    arn = f"arn:aws:apigateway:{REGION}::/apis/{other}/stages/v1"
    http.tag_resource(ResourceArn=arn, Tags={"b": "2"})
    http.untag_resource(ResourceArn=arn, TagKeys=["a"])
    assert http.get_stage(ApiId=other, StageName="v1")["Tags"] == {"b": "2"}


def remove_permissions_of_an_alias(aws: Aws) -> None:
    functions, name = aws.client("lambda", REGION), _name("function")
    _function(aws, name, Publish=True)
    functions.create_alias(FunctionName=name, Name="live", FunctionVersion="1")
    allowed = {"StatementId": "one", "Action": "lambda:InvokeFunction", "Principal": "events.amazonaws.com"}
    functions.add_permission(FunctionName=name, **allowed)
    functions.add_permission(FunctionName=name, Qualifier="live", **allowed)
    functions.remove_permission(FunctionName=name, StatementId="one", Qualifier="live")
    (left,) = json.loads(functions.get_policy(FunctionName=name)["Policy"])["Statement"]
    assert left["Resource"].endswith(f":{name}")


def _domain(aws: Aws) -> tuple[Any, str]:
    front, domain = aws.client("apigatewayv2", REGION), f"{_name('api')}.example.com"
    shown = {"CertificateArn": "arn:aws:acm:us-east-1:1:certificate/a", "EndpointType": "REGIONAL"}
    front.create_domain_name(DomainName=domain, DomainNameConfigurations=[shown], Tags={"a": "1"})
    return front, domain


def custom_domains(aws: Aws) -> None:
    front, domain = _domain(aws)
    shown = front.get_domain_name(DomainName=domain)
    assert "MutualTlsAuthentication" not in shown
    (made,) = shown["DomainNameConfigurations"]
    assert (made["DomainNameStatus"], made["SecurityPolicy"]) == ("AVAILABLE", "TLS_1_2")
    other = "arn:aws:acm:us-east-1:1:certificate/b"
    front.update_domain_name(DomainName=domain, DomainNameConfigurations=[{"CertificateArn": other}])
    (found,) = front.get_domain_name(DomainName=domain)["DomainNameConfigurations"]
    assert found == {**made, "CertificateArn": other}


def tag_custom_domains(aws: Aws) -> None:
    front, domain = _domain(aws)
    arn = f"arn:aws:apigateway:{REGION}::/domainnames/{domain}"
    front.tag_resource(ResourceArn=arn, Tags={"b": "2"})
    front.untag_resource(ResourceArn=arn, TagKeys=["a"])
    assert front.get_domain_name(DomainName=domain)["Tags"] == {"b": "2"}


def map_apis_to_domains(aws: Aws) -> None:
    front, domain = _domain(aws)
    rest = aws.client("apigateway", REGION).create_rest_api(name=_name("api"))["id"]
    http = front.create_api(Name=_name("api"), ProtocolType="HTTP")["ApiId"]
    mapping = front.create_api_mapping(ApiId=rest, DomainName=domain, Stage="v1", ApiMappingKey="a")["ApiMappingId"]
    front.update_api_mapping(ApiId=http, ApiMappingId=mapping, DomainName=domain, Stage="v2", ApiMappingKey="b")
    found = front.get_api_mapping(ApiMappingId=mapping, DomainName=domain)
    assert (found["ApiId"], found["Stage"], found["ApiMappingKey"]) == (http, "v2", "b")
    front.delete_domain_name(DomainName=domain)
    assert domain not in [one["DomainName"] for one in front.get_domain_names()["Items"]]


def event_sources_of_aliases(aws: Aws) -> None:
    functions, name = aws.client("lambda", REGION), _name("function")
    _function(aws, name, Publish=True)
    alias = functions.create_alias(FunctionName=name, Name="live", FunctionVersion="1")["AliasArn"]
    queues = aws.client("sqs", REGION)
    queue = queues.create_queue(QueueName=_name("queue"))["QueueUrl"]
    source = queues.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    mapping = functions.create_event_source_mapping(FunctionName=alias, EventSourceArn=source)["UUID"]
    assert functions.get_event_source_mapping(UUID=mapping)["FunctionArn"] == alias
    functions.update_event_source_mapping(UUID=mapping, FunctionName=f"{name}:1", BatchSize=5)
    assert functions.get_event_source_mapping(UUID=mapping)["FunctionArn"].endswith(f":function:{name}:1")


def logs_that_a_policy_permits(aws: Aws) -> None:
    store, source, logs = aws.client("s3", REGION), _name("source"), _name("logs")
    for bucket in (source, logs):
        store.create_bucket(Bucket=bucket)
    arn = f"arn:aws:s3:::{logs}"
    secure = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": [arn, f"{arn}/*"]}
    secure["Condition"] = {"Bool": {"aws:SecureTransport": "false"}}
    allowed = {"Effect": "Allow", "Principal": {"Service": ["logging.s3.amazonaws.com"]}, "Action": ["s3:PutObject"]}
    allowed["Resource"] = [f"{arn}/of-source/*"]
    allowed["Condition"] = {"ArnLike": {"aws:SourceArn": f"arn:aws:s3:::{source}"}}
    store.put_bucket_policy(Bucket=logs, Policy=json.dumps({"Version": "2012-10-17", "Statement": [secure, allowed]}))
    wanted = {"TargetBucket": logs, "TargetPrefix": "of-source/"}
    store.put_bucket_logging(Bucket=source, BucketLoggingStatus={"LoggingEnabled": wanted})
    assert store.get_bucket_logging(Bucket=source)["LoggingEnabled"] == wanted
    other = {"LoggingEnabled": {**wanted, "TargetPrefix": "elsewhere/"}}
    with pytest.raises(ClientError, match="InvalidTargetBucketForLogging"):
        store.put_bucket_logging(Bucket=source, BucketLoggingStatus=other)


def remember_lifecycles(aws: Aws) -> None:
    store, bucket = aws.client("s3", REGION), _name("bucket")
    store.create_bucket(Bucket=bucket)
    rules = [
        {
            "ID": "old",
            "Status": "Enabled",
            "Filter": {"And": {"Prefix": "a/", "ObjectSizeGreaterThan": 500}},
            "NoncurrentVersionExpiration": {"NoncurrentDays": 30, "NewerNoncurrentVersions": 3},
        },
        {"ID": "small", "Status": "Enabled", "Filter": {"ObjectSizeLessThan": 9}, "Expiration": {"Days": 1}},
    ]
    smallest = "varies_by_storage_class"
    store.put_bucket_lifecycle_configuration(
        Bucket=bucket, LifecycleConfiguration={"Rules": rules}, TransitionDefaultMinimumObjectSize=smallest
    )
    found = store.get_bucket_lifecycle_configuration(Bucket=bucket)
    assert found["Rules"] == rules
    assert found["TransitionDefaultMinimumObjectSize"] == smallest


def restore_from_arns(aws: Aws) -> None:
    databases, name = aws.client("rds", REGION), _name("cluster")
    engine = "aurora-postgresql"
    databases.create_db_cluster(
        DBClusterIdentifier=name, Engine=engine, MasterUsername="probe", MasterUserPassword="only-a-probe"
    )
    made = databases.create_db_cluster_snapshot(DBClusterIdentifier=name, DBClusterSnapshotIdentifier=name)
    arn = made["DBClusterSnapshot"]["DBClusterSnapshotArn"]
    restored = databases.restore_db_cluster_from_snapshot(
        DBClusterIdentifier=_name("cluster"), SnapshotIdentifier=arn, Engine=engine, KmsKeyId="alias/aws/rds"
    )
    assert restored["DBCluster"]["StorageEncrypted"] is True


def remember_classes_and_keys(aws: Aws) -> None:
    tables, name = aws.client("dynamodb", REGION), _name("table")
    tables.create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
        TableClass="STANDARD_INFREQUENT_ACCESS",
    )
    found = tables.describe_table(TableName=name)["Table"]
    assert found["TableClassSummary"]["TableClass"] == "STANDARD_INFREQUENT_ACCESS"
    key = aws.client("kms", REGION).create_key()["KeyMetadata"]["Arn"]
    tables.update_table(
        TableName=name, TableClass="STANDARD", SSESpecification={"Enabled": True, "KMSMasterKeyId": key}
    )
    found = tables.describe_table(TableName=name)["Table"]
    assert found["TableClassSummary"]["TableClass"] == "STANDARD"
    assert found["SSEDescription"]["KMSMasterKeyArn"] == key


def change_keys_of_log_groups(aws: Aws) -> None:
    logs, name = aws.client("logs", REGION), _name("group")
    logs.create_log_group(logGroupName=name)
    key = aws.client("kms", REGION).create_key()["KeyMetadata"]["Arn"]
    logs.associate_kms_key(logGroupName=name, kmsKeyId=key)
    (found,) = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    assert found["kmsKeyId"] == key
    logs.disassociate_kms_key(logGroupName=name)
    (found,) = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    assert "kmsKeyId" not in found
    with pytest.raises(ClientError, match="ResourceNotFoundException"):
        logs.associate_kms_key(logGroupName=_name("missing"), kmsKeyId=key)


def data_apis(aws: Aws) -> None:
    databases, name = aws.client("rds", REGION), _name("cluster")
    arn = databases.create_db_cluster(
        DBClusterIdentifier=name,
        Engine="aurora-postgresql",
        MasterUsername="probe",
        MasterUserPassword="only-a-probe",
        EnableHttpEndpoint=True,
    )["DBCluster"]["DBClusterArn"]

    def is_enabled() -> object:
        return databases.describe_db_clusters(DBClusterIdentifier=name)["DBClusters"][0]["HttpEndpointEnabled"]

    assert is_enabled() is True
    assert databases.disable_http_endpoint(ResourceArn=arn)["HttpEndpointEnabled"] is False
    assert is_enabled() is False
    databases.modify_db_cluster(DBClusterIdentifier=name, EnableHttpEndpoint=True)
    assert is_enabled() is False
    databases.enable_http_endpoint(ResourceArn=arn)
    assert is_enabled() is True
    databases.create_db_cluster_snapshot(DBClusterIdentifier=name, DBClusterSnapshotIdentifier=name)
    restored = databases.restore_db_cluster_from_snapshot(
        DBClusterIdentifier=_name("cluster"), SnapshotIdentifier=name, Engine="aurora-postgresql"
    )
    assert restored["DBCluster"]["HttpEndpointEnabled"] is False


def reset_parameters(aws: Aws) -> None:
    databases, name = aws.client("rds", REGION), _name("group")
    group = {"DBClusterParameterGroupName": name}
    databases.create_db_cluster_parameter_group(
        **group, DBParameterGroupFamily="aurora-postgresql16", Description="probe"
    )
    wanted = [
        {"ParameterName": one, "ParameterValue": "1", "ApplyMethod": "immediate"} for one in ("log_a", "log_b", "log_c")
    ]
    databases.modify_db_cluster_parameter_group(**group, Parameters=wanted)
    reset = {"ParameterName": "log_a", "ApplyMethod": "immediate"}
    databases.reset_db_cluster_parameter_group(**group, Parameters=[reset])
    left = databases.describe_db_cluster_parameters(**group)["Parameters"]
    assert sorted(one["ParameterName"] for one in left) == ["log_b", "log_c"]
    databases.reset_db_cluster_parameter_group(**group, ResetAllParameters=True)
    assert databases.describe_db_cluster_parameters(**group)["Parameters"] == []


def rename_code_deploy_applications(aws: Aws) -> None:
    deployments, name, other = aws.client("codedeploy", REGION), _name("app"), _name("app")
    deployments.create_application(applicationName=name, computePlatform="ECS")
    deployments.update_application(applicationName=name, newApplicationName=other)
    assert deployments.get_application(applicationName=other)["application"]["applicationName"] == other
    with pytest.raises(ClientError, match="ApplicationDoesNotExistException"):
        deployments.get_application(applicationName=name)


def switch_streams_again(aws: Aws) -> None:
    tables, name = aws.client("dynamodb", REGION), _name("table")

    def switched(view: str) -> dict[str, object]:
        return {"StreamEnabled": True, "StreamViewType": view}

    tables.create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
        StreamSpecification=switched("NEW_IMAGE"),
    )
    with pytest.raises(ClientError, match="ResourceInUseException"):
        tables.update_table(TableName=name, StreamSpecification=switched("KEYS_ONLY"))
    tables.update_table(TableName=name, StreamSpecification={"StreamEnabled": False})
    tables.put_item(TableName=name, Item={"id": {"S": "a"}})
    tables.update_table(TableName=name, StreamSpecification=switched("KEYS_ONLY"))
    assert tables.describe_table(TableName=name)["Table"]["StreamSpecification"] == switched("KEYS_ONLY")


def keep_policies_of_queues(aws: Aws) -> None:
    queues = aws.client("sqs", REGION)
    refused = {"Effect": "Deny", "Principal": "*", "Action": "sqs:*", "Resource": "*"}
    policy = json.dumps({"Version": "2012-10-17", "Statement": [refused]})
    queue = queues.create_queue(QueueName=_name("queue"), Attributes={"Policy": policy})["QueueUrl"]
    queues.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "60"})
    found = queues.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]
    assert (json.loads(found["Policy"]), found["VisibilityTimeout"]) == (json.loads(policy), "60")
    queues.set_queue_attributes(QueueUrl=queue, Attributes={"Policy": ""})
    assert "Policy" not in queues.get_queue_attributes(QueueUrl=queue, AttributeNames=["All"])["Attributes"]


def pull_through_cache_rules(aws: Aws) -> None:
    registry, prefix = aws.client("ecr", REGION), _name("hub")
    secret = f"arn:aws:secretsmanager:{REGION}:{aws.account}:secret:ecr-pullthroughcache/hub-AbCdEf"
    registry.create_pull_through_cache_rule(
        ecrRepositoryPrefix=prefix, upstreamRegistryUrl="registry-1.docker.io", credentialArn=secret
    )
    registry.update_pull_through_cache_rule(ecrRepositoryPrefix=prefix, credentialArn=secret.replace("AbC", "XyZ"))
    (found,) = registry.describe_pull_through_cache_rules(ecrRepositoryPrefixes=[prefix])["pullThroughCacheRules"]
    assert found["credentialArn"] == secret.replace("AbC", "XyZ")
    registry.delete_pull_through_cache_rule(ecrRepositoryPrefix=prefix)
    with pytest.raises(ClientError, match="PullThroughCacheRuleNotFoundException"):
        registry.describe_pull_through_cache_rules(ecrRepositoryPrefixes=[prefix])


def stop_scans(aws: Aws) -> None:
    registry, name = aws.client("ecr", REGION), _name("images")
    registry.create_repository(repositoryName=name, imageScanningConfiguration={"scanOnPush": True})
    registry.put_image_scanning_configuration(repositoryName=name, imageScanningConfiguration={})
    (found,) = registry.describe_repositories(repositoryNames=[name])["repositories"]
    assert found["imageScanningConfiguration"] == {"scanOnPush": False}


def private_zones_of_networks(aws: Aws) -> None:
    zones, name = aws.client("route53", REGION), _name("zone")
    network = aws.client("ec2", REGION).create_vpc(CidrBlock="10.51.0.0/16")["Vpc"]["VpcId"]
    place = {"VPCId": network, "VPCRegion": REGION}
    made = zones.create_hosted_zone(Name=f"{name}.internal", CallerReference=name, VPC=place)["HostedZone"]
    found = zones.get_hosted_zone(Id=made["Id"])
    assert (found["HostedZone"]["Config"]["PrivateZone"], found["VPCs"]) == (True, [place])


def tell_attributes_of_queues(aws: Aws) -> None:
    queues = aws.client("sqs", REGION)
    allowed = {"redrivePermission": "denyAll"}
    dead = queues.create_queue(QueueName=_name("queue"))["QueueUrl"]
    arn = queues.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    redrive = f'{{"deadLetterTargetArn":"{arn}","maxReceiveCount":3}}'
    told = {"KmsMasterKeyId": "alias/aws/sqs", "RedrivePolicy": redrive}
    queue = queues.create_queue(QueueName=_name("queue"), Attributes=told)["QueueUrl"]
    queues.set_queue_attributes(QueueUrl=queue, Attributes={"RedriveAllowPolicy": json.dumps(allowed)})
    for names in (["All"], ["RedriveAllowPolicy", "RedrivePolicy", "SqsManagedSseEnabled"]):
        found = queues.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
        assert (json.loads(found["RedriveAllowPolicy"]), found["SqsManagedSseEnabled"]) == (allowed, "false")
        assert found["RedrivePolicy"] == redrive


def tell_scope_of_fifo_topics(aws: Aws) -> None:
    topics = aws.client("sns", REGION)
    name = f"{_name('topic')}.fifo"
    topic = topics.create_topic(Name=name, Attributes={"FifoTopic": "true"})["TopicArn"]
    assert "FifoThroughputScope" not in topics.get_topic_attributes(TopicArn=topic)["Attributes"]
    topics.set_topic_attributes(TopicArn=topic, AttributeName="FifoThroughputScope", AttributeValue="MessageGroup")
    assert topics.get_topic_attributes(TopicArn=topic)["Attributes"]["FifoThroughputScope"] == "MessageGroup"
