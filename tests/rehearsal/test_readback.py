"""Facts read back: what AWS says, beside what the plan says."""

from __future__ import annotations

import json
from uuid import uuid4

from deployed import REGION, plan_of, resource

from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.readback.buckets import read_bucket_policies, read_public_access
from hclpress.rehearsal.readback.listeners import read_listeners
from hclpress.rehearsal.readback.logs import read_retention
from hclpress.rehearsal.readback.reading import readers
from hclpress.rehearsal.readback.scaling import read_scaling_policies, read_scaling_targets
from hclpress.rehearsal.readback.secrets import read_rotation_of_keys, read_rotation_of_secrets
from hclpress.rehearsal.readback.tables import read_backups_of_tables
from hclpress.rehearsal.readback.tags import read_tags
from hclpress.rehearsal.readback.web_acls import read_firewalls


def test_every_subject_is_read() -> None:
    assert [reader.__name__ for reader in readers()] == [
        "read_backups_of_tables",
        "read_bucket_policies",
        "read_firewalls",
        "read_functions",
        "read_listeners",
        "read_public_access",
        "read_retention",
        "read_rotation_of_keys",
        "read_rotation_of_secrets",
        "read_scaling_policies",
        "read_scaling_targets",
        "read_tags",
    ]


def test_a_tag_that_is_missing_or_differs_is_seen(aws: Aws) -> None:
    sns = aws.client("sns", REGION)
    tags = [{"Key": "Owner", "Value": "platform-team"}, {"Key": "Project", "Value": "other"}]
    arn = sns.create_topic(Name=f"topic-{uuid4().hex[:8]}", Tags=tags)["TopicArn"]
    asked = {"Owner": "platform-team", "Project": "shop"}
    (reading,) = read_tags(plan_of(resource("aws_sns_topic", {"arn": arn, "tags_all": asked})), aws)
    assert not reading.holds
    assert reading.found == {"Owner": "platform-team", "Project": "other"}
    (nowhere,) = read_tags(plan_of(resource("aws_sns_topic", {"arn": f"{arn}x", "tags_all": asked})), aws)
    assert nowhere.found is None


def test_a_bucket_that_lets_in_more_than_it_says_is_seen(aws: Aws) -> None:
    s3, name = aws.client("s3", REGION), f"bucket-{uuid4().hex[:8]}"
    s3.create_bucket(Bucket=name)
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "s3:Put*"}]}
    policy["Statement"][0]["Resource"] = f"arn:aws:s3:::{name}/*"  # type: ignore[index]
    s3.put_bucket_policy(Bucket=name, Policy=json.dumps(policy))
    s3.put_public_access_block(
        Bucket=name,
        PublicAccessBlockConfiguration={
            "BlockPublicAcls": True,
            "BlockPublicPolicy": True,
            "IgnorePublicAcls": True,
            "RestrictPublicBuckets": False,
        },
    )
    wanted = resource("aws_s3_bucket_policy", {"bucket": name, "policy": json.dumps(policy)})
    assert [one.holds for one in read_bucket_policies(plan_of(wanted), aws)] == [True]
    blocks = dict.fromkeys(
        ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"), True
    )
    closed = resource("aws_s3_bucket_public_access_block", {"bucket": name, **blocks})
    assert [one.holds for one in read_public_access(plan_of(closed), aws)] == [False]


def test_what_stands_in_front_of_no_balancer_is_seen(aws: Aws) -> None:
    ec2, elb, waf = (aws.client(service, REGION) for service in ("ec2", "elbv2", "wafv2"))
    vpc = ec2.create_vpc(CidrBlock="10.8.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.8.{number}.0/24", AvailabilityZone=f"us-east-1{zone}")["Subnet"]
        for number, zone in enumerate("ab")
    ]
    name = f"alb-{uuid4().hex[:8]}"
    balancer = elb.create_load_balancer(Name=name, Subnets=[one["SubnetId"] for one in subnets])["LoadBalancers"][0]
    group, stray = (
        elb.create_target_group(Name=f"{name}-{kind}", Protocol="HTTP", Port=80, VpcId=vpc)["TargetGroups"][0]
        for kind in ("own", "stray")
    )
    listener = elb.create_listener(
        LoadBalancerArn=balancer["LoadBalancerArn"],
        Protocol="HTTP",
        Port=80,
        DefaultActions=[{"Type": "forward", "TargetGroupArn": group["TargetGroupArn"]}],
    )["Listeners"][0]
    values = {
        "arn": listener["ListenerArn"],
        "load_balancer_arn": balancer["LoadBalancerArn"],
        "port": 80,
        "protocol": "HTTP",
        "default_action": [{"type": "forward", "target_group_arn": group["TargetGroupArn"]}],
    }
    assert all(one.holds for one in read_listeners(plan_of(resource("aws_lb_listener", values)), aws))
    elsewhere = [{"type": "forward", "target_group_arn": stray["TargetGroupArn"]}]
    wrong = plan_of(resource("aws_lb_listener", {**values, "port": 443, "default_action": elsewhere}))
    assert [one.what for one in read_listeners(wrong, aws) if not one.holds] == [
        "port and protocol",
        f"the balancer of {stray['TargetGroupArn']}",
    ]

    acl = waf.create_web_acl(
        Name=name,
        Scope="REGIONAL",
        DefaultAction={"Allow": {}},
        VisibilityConfig={"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"},
    )["Summary"]["ARN"]
    guarded = {"resource_arn": balancer["LoadBalancerArn"], "web_acl_arn": acl}
    association = plan_of(resource("aws_wafv2_web_acl_association", guarded))
    assert [one.holds for one in read_firewalls(association, aws)] == [False]
    waf.associate_web_acl(WebACLArn=acl, ResourceArn=balancer["LoadBalancerArn"])
    assert [one.holds for one in read_firewalls(association, aws)] == [True]


def test_rotation_is_read_from_secrets_and_keys(aws: Aws) -> None:
    secrets, kms = aws.client("secretsmanager", REGION), aws.client("kms", REGION)
    arn = secrets.create_secret(Name=f"secret-{uuid4().hex[:8]}", SecretString="a")["ARN"]
    rules = [{"automatically_after_days": 30}]
    planned = plan_of(resource("aws_secretsmanager_secret_rotation", {"secret_id": arn, "rotation_rules": rules}))
    assert [one.holds for one in read_rotation_of_secrets(planned, aws)] == [False, False]
    secrets.rotate_secret(SecretId=arn, RotationRules={"AutomaticallyAfterDays": 30})
    assert [one.holds for one in read_rotation_of_secrets(planned, aws)] == [True, True]

    key = kms.create_key()["KeyMetadata"]
    values = {"arn": key["Arn"], "key_id": key["KeyId"], "enable_key_rotation": True}
    keys = plan_of(resource("aws_kms_key", values))
    assert [one.holds for one in read_rotation_of_keys(keys, aws)] == [False]
    kms.enable_key_rotation(KeyId=key["KeyId"])
    assert [one.holds for one in read_rotation_of_keys(keys, aws)] == [True]


def test_scaling_backups_and_retention_are_read(aws: Aws) -> None:
    name = f"table-{uuid4().hex[:8]}"
    dynamodb, scaling, logs = (
        aws.client(service, REGION) for service in ("dynamodb", "application-autoscaling", "logs")
    )
    table = dynamodb.create_table(
        TableName=name,
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )["TableDescription"]
    recovering = {"arn": table["TableArn"], "name": name, "point_in_time_recovery": [{"enabled": True}]}
    tables = plan_of(resource("aws_dynamodb_table", recovering))
    assert [one.holds for one in read_backups_of_tables(tables, aws)] == [False]

    place = {
        "ServiceNamespace": "dynamodb",
        "ResourceId": f"table/{name}",
        "ScalableDimension": "dynamodb:table:ReadCapacityUnits",
    }
    target = scaling.register_scalable_target(**place, MinCapacity=1, MaxCapacity=2)["ScalableTargetARN"]
    metric = {"PredefinedMetricType": "DynamoDBReadCapacityUtilization"}
    tracking = {"TargetValue": 70.0, "PredefinedMetricSpecification": metric}
    policy = scaling.put_scaling_policy(
        **place,
        PolicyName="reads",
        PolicyType="TargetTrackingScaling",
        TargetTrackingScalingPolicyConfiguration=tracking,
    )["PolicyARN"]
    where = {"service_namespace": "dynamodb", "resource_id": place["ResourceId"]}
    bounds = {"arn": target, **where, "scalable_dimension": place["ScalableDimension"], "min_capacity": 1}
    wide, narrow = (plan_of(resource("aws_appautoscaling_target", {**bounds, "max_capacity": most})) for most in (3, 2))
    assert [one.holds for one in read_scaling_targets(wide, aws)] == [False]
    assert [one.holds for one in read_scaling_targets(narrow, aws)] == [True]
    for value, holds in ((70, True), (50, False)):
        tracked = [{"target_value": value}]
        values = {
            "arn": policy,
            "name": "reads",
            **where,
            "target_tracking_scaling_policy_configuration": tracked,
        }
        readings = read_scaling_policies(plan_of(resource("aws_appautoscaling_policy", values)), aws)
        assert [one.holds for one in readings] == [holds]

    logs.create_log_group(logGroupName=f"/{name}")
    group = {"arn": f"arn:aws:logs:{REGION}:1:log-group:/{name}", "name": f"/{name}", "retention_in_days": 30}
    kept = plan_of(resource("aws_cloudwatch_log_group", group))
    assert [one.holds for one in read_retention(kept, aws)] == [False]
    logs.put_retention_policy(logGroupName=f"/{name}", retentionInDays=30)
    assert [one.holds for one in read_retention(kept, aws)] == [True]
