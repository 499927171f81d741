"""The table of what AWS refuses, and the emulator with it: a call for each, the error and the page that documents it.

A function makes what is needed and returns the call that is refused. Its name says which call that is.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any, TypeAlias
from uuid import uuid4

from msgspec import Struct

from hclpress.rehearsal.aws_clients import Aws

REGION = "us-east-1"
Call: TypeAlias = Callable[[], object]
_SERVICES = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}]}
_NOTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]}
_VISIBILITY = {"SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": "m"}


class Refusal(Struct, frozen=True):
    """One row.

    Attributes:
        name: the call in words.
        code: the error code of AWS.
        status: the HTTP status.
        source: the API reference and operation that document it.
        prepare: makes what is needed, and returns the call that is refused.
    """

    name: str
    code: str
    status: int
    source: str
    prepare: Callable[[Aws], Call]

    def __str__(self) -> str:
        return self.name


REFUSALS: list[Refusal] = []


def refused(code: str, source: str, status: int = 400) -> Callable[[Callable[[Aws], Call]], Callable[[Aws], Call]]:
    """Add a row."""

    def add(prepare: Callable[[Aws], Call]) -> Callable[[Aws], Call]:
        REFUSALS.append(Refusal(prepare.__name__.replace("_", " "), code, status, source, prepare))
        return prepare

    return add


def _name(kind: str) -> str:
    return f"{kind}-{uuid4().hex[:8]}"


_EC2 = "Amazon EC2 User Guide, Error codes for the Amazon EC2 API: "
_ELB = "Elastic Load Balancing API, "
_IAM = "AWS IAM API, "
_LAMBDA = "AWS Lambda API, "
_REST = "Amazon API Gateway API, "
_HTTP = "Amazon API Gateway V2 API, "
_FRONT = "Amazon CloudFront API, "
_WAF = "AWS WAF V2 API, "
_RDS = "Amazon RDS API, "
_TABLES = "Amazon DynamoDB API, "


def _network(aws: Aws, cidr: str = "10.50.0.0/16") -> tuple[Any, str, str]:
    ec2 = aws.client("ec2", REGION)
    vpc = ec2.create_vpc(CidrBlock=cidr)["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=cidr.replace("0.0/16", "1.0/24"), AvailabilityZone=f"{REGION}a")
    return ec2, vpc, subnet["Subnet"]["SubnetId"]


# Amazon EC2


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def delete_a_subnet_with_an_interface(aws: Aws) -> Call:
    ec2, _, subnet = _network(aws)
    ec2.create_network_interface(SubnetId=subnet)
    return lambda: ec2.delete_subnet(SubnetId=subnet)


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def delete_a_subnet_with_a_nat_gateway(aws: Aws) -> Call:
    ec2, _, subnet = _network(aws)
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address)
    return lambda: ec2.delete_subnet(SubnetId=subnet)


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def delete_a_subnet_of_a_balancer(aws: Aws) -> Call:
    balancer, ec2, _, subnets = _balancer(aws)
    del balancer
    return lambda: ec2.delete_subnet(SubnetId=subnets[0])


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def delete_a_subnet_of_a_function(aws: Aws) -> Call:
    ec2, vpc, subnet = _network(aws)
    group = ec2.create_security_group(GroupName=_name("group"), Description="d", VpcId=vpc)["GroupId"]
    _function(aws, VpcConfig={"SubnetIds": [subnet], "SecurityGroupIds": [group]})
    return lambda: ec2.delete_subnet(SubnetId=subnet)


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def delete_a_security_group_of_an_interface(aws: Aws) -> Call:
    ec2, vpc, subnet = _network(aws)
    group = ec2.create_security_group(GroupName=_name("group"), Description="d", VpcId=vpc)["GroupId"]
    ec2.create_network_interface(SubnetId=subnet, Groups=[group])
    return lambda: ec2.delete_security_group(GroupId=group)


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def delete_a_security_group_that_a_rule_names(aws: Aws) -> Call:
    ec2, vpc, _ = _network(aws)
    groups = [
        ec2.create_security_group(GroupName=_name("group"), Description="d", VpcId=vpc)["GroupId"] for _ in range(2)
    ]
    allowed = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "UserIdGroupPairs": [{"GroupId": groups[1]}]}
    ec2.authorize_security_group_ingress(GroupId=groups[0], IpPermissions=[allowed])
    return lambda: ec2.delete_security_group(GroupId=groups[1])


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def delete_a_security_group_of_a_balancer(aws: Aws) -> Call:
    _, ec2, group, _ = _balancer(aws)
    return lambda: ec2.delete_security_group(GroupId=group)


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def delete_a_security_group_of_a_function(aws: Aws) -> Call:
    ec2, vpc, subnet = _network(aws)
    group = ec2.create_security_group(GroupName=_name("group"), Description="d", VpcId=vpc)["GroupId"]
    _function(aws, VpcConfig={"SubnetIds": [subnet], "SecurityGroupIds": [group]})
    return lambda: ec2.delete_security_group(GroupId=group)


@refused("CannotDelete", f"{_EC2}CannotDelete")
def delete_a_default_security_group(aws: Aws) -> Call:
    ec2, vpc, _ = _network(aws)
    (group,) = ec2.describe_security_groups(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["SecurityGroups"]
    return lambda: ec2.delete_security_group(GroupId=group["GroupId"])


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def delete_a_network_with_a_subnet(aws: Aws) -> Call:
    ec2, vpc, _ = _network(aws)
    return lambda: ec2.delete_vpc(VpcId=vpc)


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def delete_a_network_with_an_internet_gateway(aws: Aws) -> Call:
    ec2 = aws.client("ec2", REGION)
    vpc = ec2.create_vpc(CidrBlock="10.51.0.0/16")["Vpc"]["VpcId"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    return lambda: ec2.delete_vpc(VpcId=vpc)


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def delete_a_network_with_a_security_group(aws: Aws) -> Call:
    ec2 = aws.client("ec2", REGION)
    vpc = ec2.create_vpc(CidrBlock="10.51.0.0/16")["Vpc"]["VpcId"]
    ec2.create_security_group(GroupName=_name("group"), Description="d", VpcId=vpc)
    return lambda: ec2.delete_vpc(VpcId=vpc)


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def delete_an_attached_internet_gateway(aws: Aws) -> Call:
    ec2, vpc, _ = _network(aws)
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    return lambda: ec2.delete_internet_gateway(InternetGatewayId=gateway)


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def detach_an_internet_gateway_under_a_public_address(aws: Aws) -> Call:
    ec2, vpc, subnet = _network(aws)
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address)
    return lambda: ec2.detach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)


@refused("DependencyViolation", f"{_EC2}DependencyViolation")
def delete_a_route_table_of_a_subnet(aws: Aws) -> Call:
    ec2, vpc, subnet = _network(aws)
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
    return lambda: ec2.delete_route_table(RouteTableId=table)


@refused("Resource.AlreadyAssociated", f"{_EC2}Resource.AlreadyAssociated")
def associate_a_subnet_with_a_second_route_table(aws: Aws) -> Call:
    ec2, vpc, subnet = _network(aws)
    tables = [ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"] for _ in range(2)]
    ec2.associate_route_table(RouteTableId=tables[0], SubnetId=subnet)
    return lambda: ec2.associate_route_table(RouteTableId=tables[1], SubnetId=subnet)


@refused("RouteAlreadyExists", f"{_EC2}RouteAlreadyExists")
def create_a_second_route_to_one_destination(aws: Aws) -> Call:
    ec2, vpc, _ = _network(aws)
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    table = ec2.create_route_table(VpcId=vpc)["RouteTable"]["RouteTableId"]
    route = {"RouteTableId": table, "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": gateway}
    ec2.create_route(**route)
    return lambda: ec2.create_route(**route)


@refused("InvalidIPAddress.InUse", f"{_EC2}InvalidIPAddress.InUse")
def release_the_address_of_a_nat_gateway(aws: Aws) -> Call:
    ec2, _, subnet = _network(aws)
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    ec2.create_nat_gateway(SubnetId=subnet, AllocationId=address)
    return lambda: ec2.release_address(AllocationId=address)


@refused("InvalidSubnet.Conflict", f"{_EC2}InvalidSubnet.Conflict")
def create_a_subnet_over_another(aws: Aws) -> Call:
    ec2, vpc, _ = _network(aws)
    return lambda: ec2.create_subnet(VpcId=vpc, CidrBlock="10.50.1.128/25")


@refused("InvalidGroup.Duplicate", f"{_EC2}InvalidGroup.Duplicate")
def create_a_second_security_group_of_one_name(aws: Aws) -> Call:
    ec2, vpc, _ = _network(aws)
    group = {"GroupName": _name("group"), "Description": "d", "VpcId": vpc}
    ec2.create_security_group(**group)
    return lambda: ec2.create_security_group(**group)


@refused("InvalidPermission.Duplicate", f"{_EC2}InvalidPermission.Duplicate")
def authorize_the_same_ingress_twice(aws: Aws) -> Call:
    ec2, vpc, _ = _network(aws)
    group = ec2.create_security_group(GroupName=_name("group"), Description="d", VpcId=vpc)["GroupId"]
    allowed = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[allowed])
    return lambda: ec2.authorize_security_group_ingress(GroupId=group, IpPermissions=[allowed])


@refused("InvalidPermission.Duplicate", f"{_EC2}InvalidPermission.Duplicate")
def authorize_the_same_egress_twice(aws: Aws) -> Call:
    ec2, vpc, _ = _network(aws)
    group = ec2.create_security_group(GroupName=_name("group"), Description="d", VpcId=vpc)["GroupId"]
    allowed = {"IpProtocol": "tcp", "FromPort": 1, "ToPort": 1, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[allowed])
    return lambda: ec2.authorize_security_group_egress(GroupId=group, IpPermissions=[allowed])


# Elastic Load Balancing


def _balancer(aws: Aws) -> tuple[str, Any, str, list[str]]:
    ec2, vpc, first = _network(aws, "10.52.0.0/16")
    second = ec2.create_subnet(VpcId=vpc, CidrBlock="10.52.2.0/24", AvailabilityZone=f"{REGION}b")["Subnet"]["SubnetId"]
    group = ec2.create_security_group(GroupName=_name("group"), Description="d", VpcId=vpc)["GroupId"]
    made = aws.client("elbv2", REGION).create_load_balancer(
        Name=_name("alb"), Subnets=[first, second], SecurityGroups=[group], Scheme="internal", Type="application"
    )
    return made["LoadBalancers"][0]["LoadBalancerArn"], ec2, group, [first, second]


def _target_group(aws: Aws, name: str, **settings: object) -> str:
    vpc = aws.client("ec2", REGION).create_vpc(CidrBlock="10.53.0.0/16")["Vpc"]["VpcId"]
    asked = {"Protocol": "HTTP", "Port": 80, "VpcId": vpc, "TargetType": "ip", **settings}
    made = aws.client("elbv2", REGION).create_target_group(Name=name, **asked)
    return str(made["TargetGroups"][0]["TargetGroupArn"])


def _listener(aws: Aws) -> tuple[Any, str, str, str]:
    elb, (balancer, *_) = aws.client("elbv2", REGION), _balancer(aws)
    group = _target_group(aws, _name("tg"))
    forward = [{"Type": "forward", "TargetGroupArn": group}]
    made = elb.create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=forward)
    return elb, balancer, made["Listeners"][0]["ListenerArn"], group


@refused("DuplicateListener", f"{_ELB}CreateListener")
def create_a_second_listener_on_one_port(aws: Aws) -> Call:
    elb, balancer, _, group = _listener(aws)
    forward = [{"Type": "forward", "TargetGroupArn": group}]
    return lambda: elb.create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=forward)


@refused("PriorityInUse", f"{_ELB}CreateRule")
def create_a_second_rule_of_one_priority(aws: Aws) -> Call:
    elb, _, listener, group = _listener(aws)
    rule = {
        "ListenerArn": listener,
        "Priority": 10,
        "Conditions": [{"Field": "path-pattern", "Values": ["/a"]}],
        "Actions": [{"Type": "forward", "TargetGroupArn": group}],
    }
    elb.create_rule(**rule)
    return lambda: elb.create_rule(**rule)


@refused("ResourceInUse", f"{_ELB}DeleteTargetGroup")
def delete_the_target_group_of_a_listener(aws: Aws) -> Call:
    elb, _, _, group = _listener(aws)
    return lambda: elb.delete_target_group(TargetGroupArn=group)


@refused("ResourceInUse", f"{_ELB}DeleteTargetGroup")
def delete_the_target_group_of_a_rule(aws: Aws) -> Call:
    elb, _, listener, _ = _listener(aws)
    group = _target_group(aws, _name("tg"))
    elb.create_rule(
        ListenerArn=listener,
        Priority=10,
        Conditions=[{"Field": "path-pattern", "Values": ["/a"]}],
        Actions=[{"Type": "forward", "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": group, "Weight": 1}]}}],
    )
    return lambda: elb.delete_target_group(TargetGroupArn=group)


@refused("DuplicateTargetGroupName", f"{_ELB}CreateTargetGroup")
def create_a_second_target_group_of_one_name(aws: Aws) -> Call:
    name = _name("tg")
    _target_group(aws, name)
    return lambda: _target_group(aws, name, Port=81)


@refused("DuplicateLoadBalancerName", f"{_ELB}CreateLoadBalancer")
def create_a_second_balancer_of_one_name(aws: Aws) -> Call:
    elb, (balancer, _, _, subnets) = aws.client("elbv2", REGION), _balancer(aws)
    (made,) = elb.describe_load_balancers(LoadBalancerArns=[balancer])["LoadBalancers"]
    return lambda: elb.create_load_balancer(
        Name=made["LoadBalancerName"], Subnets=subnets, Scheme="internet-facing", Type="application"
    )


@refused("OperationNotPermitted", f"{_ELB}DeleteLoadBalancer")
def delete_a_protected_balancer(aws: Aws) -> Call:
    elb, (balancer, *_) = aws.client("elbv2", REGION), _balancer(aws)
    elb.modify_load_balancer_attributes(
        LoadBalancerArn=balancer, Attributes=[{"Key": "deletion_protection.enabled", "Value": "true"}]
    )
    return lambda: elb.delete_load_balancer(LoadBalancerArn=balancer)


# AWS IAM


def _role(aws: Aws, name: str = "") -> tuple[Any, str, str]:
    iam, name = aws.client("iam", REGION), name or _name("role")
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(_SERVICES))["Role"]
    return iam, name, role["Arn"]


@refused("DeleteConflict", f"{_IAM}DeleteRole", 409)
def delete_a_role_with_an_inline_policy(aws: Aws) -> Call:
    iam, role, _ = _role(aws)
    iam.put_role_policy(RoleName=role, PolicyName="p", PolicyDocument=json.dumps(_NOTHING))
    return lambda: iam.delete_role(RoleName=role)


@refused("DeleteConflict", f"{_IAM}DeleteRole", 409)
def delete_a_role_with_a_managed_policy(aws: Aws) -> Call:
    iam, role, _ = _role(aws)
    policy = iam.create_policy(PolicyName=_name("policy"), PolicyDocument=json.dumps(_NOTHING))["Policy"]["Arn"]
    iam.attach_role_policy(RoleName=role, PolicyArn=policy)
    return lambda: iam.delete_role(RoleName=role)


@refused("DeleteConflict", f"{_IAM}DeleteRole", 409)
def delete_a_role_of_an_instance_profile(aws: Aws) -> Call:
    iam, role, _ = _role(aws)
    iam.create_instance_profile(InstanceProfileName=role)
    iam.add_role_to_instance_profile(InstanceProfileName=role, RoleName=role)
    return lambda: iam.delete_role(RoleName=role)


@refused("DeleteConflict", f"{_IAM}DeletePolicy", 409)
def delete_an_attached_policy(aws: Aws) -> Call:
    iam, role, _ = _role(aws)
    policy = iam.create_policy(PolicyName=_name("policy"), PolicyDocument=json.dumps(_NOTHING))["Policy"]["Arn"]
    iam.attach_role_policy(RoleName=role, PolicyArn=policy)
    return lambda: iam.delete_policy(PolicyArn=policy)


@refused("EntityAlreadyExists", f"{_IAM}CreateRole", 409)
def create_a_second_role_of_one_name(aws: Aws) -> Call:
    _, role, _ = _role(aws)
    return lambda: _role(aws, role)


@refused("EntityAlreadyExists", f"{_IAM}CreatePolicy", 409)
def create_a_second_policy_of_one_name(aws: Aws) -> Call:
    iam, policy = aws.client("iam", REGION), {"PolicyName": _name("p"), "PolicyDocument": json.dumps(_NOTHING)}
    iam.create_policy(**policy)
    return lambda: iam.create_policy(**policy)


# AWS Lambda


def _function(aws: Aws, name: str = "", **settings: object) -> tuple[Any, str]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("index.py", "def handler(event, context): ...")
    functions, name = aws.client("lambda", REGION), name or _name("function")
    _, _, role = _role(aws)
    asked = {"Runtime": "python3.13", "Role": role, "Handler": "index.handler", **settings}
    functions.create_function(FunctionName=name, Code={"ZipFile": packed.getvalue()}, **asked)
    return functions, name


@refused("ResourceConflictException", f"{_LAMBDA}CreateFunction", 409)
def create_a_second_function_of_one_name(aws: Aws) -> Call:
    _, name = _function(aws)
    return lambda: _function(aws, name)


@refused("ResourceConflictException", f"{_LAMBDA}AddPermission", 409)
def add_a_second_permission_of_one_statement_id(aws: Aws) -> Call:
    functions, name = _function(aws)
    allowed = {
        "FunctionName": name,
        "StatementId": "one",
        "Action": "lambda:InvokeFunction",
        "Principal": "events.amazonaws.com",
    }
    functions.add_permission(**allowed)
    return lambda: functions.add_permission(**allowed)


@refused("ResourceConflictException", f"{_LAMBDA}CreateAlias", 409)
def create_a_second_alias_of_one_name(aws: Aws) -> Call:
    functions, name = _function(aws)
    version = functions.publish_version(FunctionName=name)["Version"]
    alias = {"FunctionName": name, "Name": "live", "FunctionVersion": version}
    functions.create_alias(**alias)
    return lambda: functions.create_alias(**alias)


@refused("ResourceConflictException", f"{_LAMBDA}CreateEventSourceMapping", 409)
def create_a_second_mapping_of_one_queue_and_function(aws: Aws) -> Call:
    functions, name = _function(aws)
    queues = aws.client("sqs", REGION)
    url = queues.create_queue(QueueName=_name("queue"))["QueueUrl"]
    arn = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    functions.create_event_source_mapping(FunctionName=name, EventSourceArn=arn)
    return lambda: functions.create_event_source_mapping(FunctionName=name, EventSourceArn=arn)


@refused("ResourceConflictException", f"{_LAMBDA}DeleteFunction", 409)
def delete_a_version_of_an_alias(aws: Aws) -> Call:
    functions, name = _function(aws)
    version = functions.publish_version(FunctionName=name)["Version"]
    functions.create_alias(FunctionName=name, Name="live", FunctionVersion=version)
    return lambda: functions.delete_function(FunctionName=name, Qualifier=version)


# Amazon API Gateway, REST


def _rest(aws: Aws) -> tuple[Any, str, str]:
    rest = aws.client("apigateway", REGION)
    api = rest.create_rest_api(name=_name("api"))["id"]
    return rest, api, rest.get_resources(restApiId=api)["items"][0]["id"]


def _deployed(aws: Aws) -> tuple[Any, str, str]:
    rest, api, root = _rest(aws)
    rest.put_method(restApiId=api, resourceId=root, httpMethod="GET", authorizationType="NONE")
    integration = {"restApiId": api, "resourceId": root, "httpMethod": "GET", "type": "MOCK"}
    rest.put_integration(**integration, integrationHttpMethod="POST")
    return rest, api, rest.create_deployment(restApiId=api)["id"]


@refused("ConflictException", f"{_REST}CreateResource", 409)
def create_a_second_resource_of_one_path(aws: Aws) -> Call:
    rest, api, root = _rest(aws)
    rest.create_resource(restApiId=api, parentId=root, pathPart="users")
    return lambda: rest.create_resource(restApiId=api, parentId=root, pathPart="users")


@refused("BadRequestException", f"{_REST}CreateResource")
def create_a_sibling_of_a_variable_path(aws: Aws) -> Call:
    rest, api, root = _rest(aws)
    rest.create_resource(restApiId=api, parentId=root, pathPart="{id}")
    return lambda: rest.create_resource(restApiId=api, parentId=root, pathPart="{name}")


@refused("ConflictException", f"{_REST}PutMethod", 409)
def put_a_second_method(aws: Aws) -> Call:
    rest, api, root = _rest(aws)
    method = {"restApiId": api, "resourceId": root, "httpMethod": "GET", "authorizationType": "NONE"}
    rest.put_method(**method)
    return lambda: rest.put_method(**method)


@refused("ConflictException", f"{_REST}CreateModel", 409)
def create_a_second_model_of_one_name(aws: Aws) -> Call:
    rest, api, _ = _rest(aws)
    model = {"restApiId": api, "name": "Order", "contentType": "application/json", "schema": "{}"}
    rest.create_model(**model)
    return lambda: rest.create_model(**model)


@refused("ConflictException", f"{_REST}DeleteModel", 409)
def delete_the_model_of_a_method(aws: Aws) -> Call:
    rest, api, root = _rest(aws)
    rest.create_model(restApiId=api, name="Order", contentType="application/json", schema="{}")
    method = {"restApiId": api, "resourceId": root, "httpMethod": "POST", "authorizationType": "NONE"}
    rest.put_method(**method, requestModels={"application/json": "Order"})
    return lambda: rest.delete_model(restApiId=api, modelName="Order")


@refused("ConflictException", f"{_REST}DeleteRequestValidator", 409)
def delete_the_validator_of_a_method(aws: Aws) -> Call:
    rest, api, root = _rest(aws)
    validator = rest.create_request_validator(restApiId=api, name="v", validateRequestBody=True)["id"]
    method = {"restApiId": api, "resourceId": root, "httpMethod": "POST", "authorizationType": "NONE"}
    rest.put_method(**method, requestValidatorId=validator)
    return lambda: rest.delete_request_validator(restApiId=api, requestValidatorId=validator)


@refused("ConflictException", f"{_REST}DeleteAuthorizer", 409)
def delete_the_authorizer_of_a_method(aws: Aws) -> Call:
    rest, api, root = _rest(aws)
    authorizer = rest.create_authorizer(
        restApiId=api, name="a", type="TOKEN", authorizerUri="arn:x", identitySource="method.request.header.A"
    )["id"]
    method = {"restApiId": api, "resourceId": root, "httpMethod": "POST", "authorizationType": "CUSTOM"}
    rest.put_method(**method, authorizerId=authorizer)
    return lambda: rest.delete_authorizer(restApiId=api, authorizerId=authorizer)


@refused("BadRequestException", f"{_REST}DeleteDeployment")
def delete_the_deployment_of_a_stage(aws: Aws) -> Call:
    rest, api, deployment = _deployed(aws)
    rest.create_stage(restApiId=api, stageName="v1", deploymentId=deployment)
    return lambda: rest.delete_deployment(restApiId=api, deploymentId=deployment)


@refused("ConflictException", f"{_REST}CreateStage", 409)
def create_a_second_stage_of_one_name(aws: Aws) -> Call:
    rest, api, deployment = _deployed(aws)
    rest.create_stage(restApiId=api, stageName="v1", deploymentId=deployment)
    return lambda: rest.create_stage(restApiId=api, stageName="v1", deploymentId=deployment)


# Amazon API Gateway, HTTP


def _http(aws: Aws) -> tuple[Any, str]:
    http = aws.client("apigatewayv2", REGION)
    return http, http.create_api(Name=_name("api"), ProtocolType="HTTP")["ApiId"]


@refused("ConflictException", f"{_HTTP}CreateRoute", 409)
def create_a_second_route_of_one_key(aws: Aws) -> Call:
    http, api = _http(aws)
    http.create_route(ApiId=api, RouteKey="GET /users")
    return lambda: http.create_route(ApiId=api, RouteKey="GET /users")


@refused("ConflictException", f"{_HTTP}CreateRoute", 409)
def create_a_second_route_whose_variable_has_another_name(aws: Aws) -> Call:
    http, api = _http(aws)
    http.create_route(ApiId=api, RouteKey="GET /users/{id}")
    return lambda: http.create_route(ApiId=api, RouteKey="GET /users/{name}")


@refused("ConflictException", f"{_HTTP}UpdateRoute", 409)
def give_a_route_the_key_of_another(aws: Aws) -> Call:
    http, api = _http(aws)
    http.create_route(ApiId=api, RouteKey="GET /users")
    route = http.create_route(ApiId=api, RouteKey="GET /orders")["RouteId"]
    return lambda: http.update_route(ApiId=api, RouteId=route, RouteKey="GET /users")


@refused("ConflictException", f"{_HTTP}CreateStage", 409)
def create_a_second_stage_of_an_http_api(aws: Aws) -> Call:
    http, api = _http(aws)
    http.create_stage(ApiId=api, StageName="v1")
    return lambda: http.create_stage(ApiId=api, StageName="v1")


@refused("ConflictException", f"{_HTTP}DeleteAuthorizer", 409)
def delete_the_authorizer_of_a_route(aws: Aws) -> Call:
    http, api = _http(aws)
    authorizer = http.create_authorizer(
        ApiId=api,
        AuthorizerType="JWT",
        IdentitySource=["$request.header.Authorization"],
        Name="a",
        JwtConfiguration={"Issuer": "https://example.com", "Audience": ["a"]},
    )["AuthorizerId"]
    http.create_route(ApiId=api, RouteKey="GET /users", AuthorizationType="JWT", AuthorizerId=authorizer)
    return lambda: http.delete_authorizer(ApiId=api, AuthorizerId=authorizer)


@refused("ConflictException", f"{_HTTP}CreateApiMapping", 409)
def map_a_second_api_to_a_path_of_a_domain(aws: Aws) -> Call:
    api, domain = aws.client("apigatewayv2", REGION), f"{_name('api')}.example.com"
    shown = {"CertificateArn": "arn:aws:acm:us-east-1:1:certificate/a", "EndpointType": "REGIONAL"}
    api.create_domain_name(DomainName=domain, DomainNameConfigurations=[shown])
    found = api.create_api(Name=_name("api"), ProtocolType="HTTP")["ApiId"]
    api.create_api_mapping(ApiId=found, DomainName=domain, Stage="v1", ApiMappingKey="shop")
    return lambda: api.create_api_mapping(ApiId=found, DomainName=domain, Stage="v2", ApiMappingKey="shop")


@refused("ConflictException", f"{_HTTP}DeleteIntegration", 409)
def delete_the_integration_of_a_route(aws: Aws) -> Call:
    http, api = _http(aws)
    integration = http.create_integration(
        ApiId=api, IntegrationType="HTTP_PROXY", IntegrationMethod="GET", IntegrationUri="https://example.com"
    )["IntegrationId"]
    http.create_route(ApiId=api, RouteKey="GET /users", Target=f"integrations/{integration}")
    return lambda: http.delete_integration(ApiId=api, IntegrationId=integration)


# Amazon CloudFront


def _distribution(
    aws: Aws, *, origin: dict[str, Any] | None = None, aliases: tuple[str, ...] = (), **behaviour: object
) -> dict[str, Any]:
    config = {
        **({"Aliases": {"Quantity": len(aliases), "Items": list(aliases)}} if aliases else {}),
        "CallerReference": _name("call"),
        "Comment": "",
        "Enabled": True,
        "Origins": {
            "Quantity": 1,
            "Items": [
                {
                    "Id": "o",
                    "DomainName": "o.s3.us-east-1.amazonaws.com",
                    "S3OriginConfig": {"OriginAccessIdentity": ""},
                    **(origin or {}),
                }
            ],
        },
        "DefaultCacheBehavior": {"TargetOriginId": "o", "ViewerProtocolPolicy": "https-only", "MinTTL": 0, **behaviour},
    }
    made: dict[str, Any] = aws.client("cloudfront", REGION).create_distribution(DistributionConfig=config)
    return made


@refused("DistributionNotDisabled", f"{_FRONT}DeleteDistribution", 409)
def delete_an_enabled_distribution(aws: Aws) -> Call:
    front, made = aws.client("cloudfront", REGION), _distribution(aws)
    return lambda: front.delete_distribution(Id=made["Distribution"]["Id"], IfMatch=made["ETag"])


@refused("CNAMEAlreadyExists", f"{_FRONT}CreateDistribution", 409)
def create_a_second_distribution_of_one_alias(aws: Aws) -> Call:
    alias = f"{_name('alias')}.example.com"
    _distribution(aws, aliases=(alias,))
    return lambda: _distribution(aws, aliases=("other.example.com", alias))


@refused("CNAMEAlreadyExists", f"{_FRONT}UpdateDistribution", 409)
def give_the_alias_of_a_distribution_to_another(aws: Aws) -> Call:
    front, alias = aws.client("cloudfront", REGION), f"{_name('alias')}.example.com"
    _distribution(aws, aliases=(alias,))
    identity = _distribution(aws)["Distribution"]["Id"]
    found = front.get_distribution_config(Id=identity)
    config = {**found["DistributionConfig"], "Aliases": {"Quantity": 1, "Items": [alias]}}
    return lambda: front.update_distribution(Id=identity, IfMatch=found["ETag"], DistributionConfig=config)


@refused("CloudFrontOriginAccessIdentityInUse", f"{_FRONT}DeleteCloudFrontOriginAccessIdentity", 409)
def delete_the_identity_of_an_origin(aws: Aws) -> Call:
    front = aws.client("cloudfront", REGION)
    config = {"CallerReference": _name("call"), "Comment": ""}
    made = front.create_cloud_front_origin_access_identity(CloudFrontOriginAccessIdentityConfig=config)
    identity = made["CloudFrontOriginAccessIdentity"]["Id"]
    named = {"OriginAccessIdentity": f"origin-access-identity/cloudfront/{identity}"}
    _distribution(aws, origin={"S3OriginConfig": named})
    return lambda: front.delete_cloud_front_origin_access_identity(Id=identity, IfMatch=made["ETag"])


@refused("OriginAccessControlInUse", f"{_FRONT}DeleteOriginAccessControl", 409)
def delete_the_access_control_of_an_origin(aws: Aws) -> Call:
    front = aws.client("cloudfront", REGION)
    config = {
        "Name": _name("oac"),
        "SigningProtocol": "sigv4",
        "SigningBehavior": "always",
        "OriginAccessControlOriginType": "s3",
    }
    made = front.create_origin_access_control(OriginAccessControlConfig=config)
    identity = made["OriginAccessControl"]["Id"]
    _distribution(aws, origin={"OriginAccessControlId": identity})
    return lambda: front.delete_origin_access_control(Id=identity, IfMatch=made["ETag"])


@refused("OriginAccessControlAlreadyExists", f"{_FRONT}CreateOriginAccessControl", 409)
def create_a_second_access_control_of_one_name(aws: Aws) -> Call:
    front = aws.client("cloudfront", REGION)
    config = {
        "Name": _name("oac"),
        "SigningProtocol": "sigv4",
        "SigningBehavior": "always",
        "OriginAccessControlOriginType": "s3",
    }
    front.create_origin_access_control(OriginAccessControlConfig=config)
    return lambda: front.create_origin_access_control(OriginAccessControlConfig=config)


def _headers_policy(aws: Aws, name: str = "") -> tuple[Any, str, str]:
    front = aws.client("cloudfront", REGION)
    hidden = {"ContentTypeOptions": {"Override": True}}
    made = front.create_response_headers_policy(
        ResponseHeadersPolicyConfig={"Name": name or _name("headers"), "SecurityHeadersConfig": hidden}
    )
    return front, made["ResponseHeadersPolicy"]["Id"], made["ETag"]


@refused("ResponseHeadersPolicyInUse", f"{_FRONT}DeleteResponseHeadersPolicy", 409)
def delete_the_headers_policy_of_a_distribution(aws: Aws) -> Call:
    front, policy, tag = _headers_policy(aws)
    _distribution(aws, ResponseHeadersPolicyId=policy)
    return lambda: front.delete_response_headers_policy(Id=policy, IfMatch=tag)


@refused("ResponseHeadersPolicyAlreadyExists", f"{_FRONT}CreateResponseHeadersPolicy", 409)
def create_a_second_headers_policy_of_one_name(aws: Aws) -> Call:
    name = _name("headers")
    _headers_policy(aws, name)
    return lambda: _headers_policy(aws, name)


def _cache_policy(aws: Aws, name: str = "") -> tuple[Any, str, str]:
    front = aws.client("cloudfront", REGION)
    made = front.create_cache_policy(CachePolicyConfig={"Name": name or _name("cache"), "MinTTL": 0})
    return front, made["CachePolicy"]["Id"], made["ETag"]


@refused("CachePolicyInUse", f"{_FRONT}DeleteCachePolicy", 409)
def delete_the_cache_policy_of_a_distribution(aws: Aws) -> Call:
    front, policy, tag = _cache_policy(aws)
    _distribution(aws, CachePolicyId=policy)
    return lambda: front.delete_cache_policy(Id=policy, IfMatch=tag)


@refused("CachePolicyAlreadyExists", f"{_FRONT}CreateCachePolicy", 409)
def create_a_second_cache_policy_of_one_name(aws: Aws) -> Call:
    name = _name("cache")
    _cache_policy(aws, name)
    return lambda: _cache_policy(aws, name)


@refused("FunctionInUse", f"{_FRONT}DeleteFunction", 409)
def delete_the_function_of_a_distribution(aws: Aws) -> Call:
    front, name = aws.client("cloudfront", REGION), _name("function")
    made = front.create_function(
        Name=name, FunctionConfig={"Comment": "", "Runtime": "cloudfront-js-2.0"}, FunctionCode=b"1"
    )
    arn = made["FunctionSummary"]["FunctionMetadata"]["FunctionARN"]
    associated = {"Quantity": 1, "Items": [{"FunctionARN": arn, "EventType": "viewer-request"}]}
    _distribution(aws, FunctionAssociations=associated)
    return lambda: front.delete_function(Name=name, IfMatch=made["ETag"])


# AWS WAF


def _ip_set(aws: Aws, name: str = "") -> dict[str, Any]:
    made: dict[str, Any] = aws.client("wafv2", REGION).create_ip_set(
        Name=name or _name("set"), Scope="REGIONAL", IPAddressVersion="IPV4", Addresses=["192.0.2.0/24"]
    )["Summary"]
    return made


def _web_acl(aws: Aws, rules: list[dict[str, Any]], name: str = "") -> dict[str, Any]:
    made: dict[str, Any] = aws.client("wafv2", REGION).create_web_acl(
        Name=name or _name("acl"),
        Scope="REGIONAL",
        DefaultAction={"Allow": {}},
        VisibilityConfig=_VISIBILITY,
        Rules=rules,
    )["Summary"]
    return made


@refused("WAFAssociatedItemException", f"{_WAF}DeleteIPSet")
def delete_the_ip_set_of_a_web_acl(aws: Aws) -> Call:
    waf, made = aws.client("wafv2", REGION), _ip_set(aws)
    statement = {"IPSetReferenceStatement": {"ARN": made["ARN"]}}
    rule = {"Name": "r", "Priority": 1, "Statement": statement, "Action": {"Block": {}}}
    _web_acl(aws, [{**rule, "VisibilityConfig": _VISIBILITY}])
    return lambda: waf.delete_ip_set(Name=made["Name"], Scope="REGIONAL", Id=made["Id"], LockToken=made["LockToken"])


@refused("WAFDuplicateItemException", f"{_WAF}CreateIPSet")
def create_a_second_ip_set_of_one_name(aws: Aws) -> Call:
    name = _name("set")
    _ip_set(aws, name)
    return lambda: _ip_set(aws, name)


@refused("WAFDuplicateItemException", f"{_WAF}CreateWebACL")
def create_a_second_web_acl_of_one_name(aws: Aws) -> Call:
    name = _name("acl")
    _web_acl(aws, [], name)
    return lambda: _web_acl(aws, [], name)


@refused("WAFAssociatedItemException", f"{_WAF}DeleteWebACL")
def delete_the_web_acl_of_a_balancer(aws: Aws) -> Call:
    waf, made, (balancer, *_) = aws.client("wafv2", REGION), _web_acl(aws, []), _balancer(aws)
    waf.associate_web_acl(WebACLArn=made["ARN"], ResourceArn=balancer)
    return lambda: waf.delete_web_acl(Name=made["Name"], Scope="REGIONAL", Id=made["Id"], LockToken=made["LockToken"])


@refused("WAFAssociatedItemException", f"{_WAF}DeleteWebACL")
def delete_the_web_acl_of_a_distribution(aws: Aws) -> Call:
    waf, name = aws.client("wafv2", REGION), _name("acl")
    made = waf.create_web_acl(
        Name=name, Scope="CLOUDFRONT", DefaultAction={"Allow": {}}, VisibilityConfig=_VISIBILITY, Rules=[]
    )["Summary"]
    found = _distribution(aws)
    front = aws.client("cloudfront", REGION)
    config = front.get_distribution_config(Id=found["Distribution"]["Id"])
    front.update_distribution(
        Id=found["Distribution"]["Id"],
        IfMatch=config["ETag"],
        DistributionConfig={**config["DistributionConfig"], "WebACLId": made["ARN"]},
    )
    return lambda: waf.delete_web_acl(Name=name, Scope="CLOUDFRONT", Id=made["Id"], LockToken=made["LockToken"])


# Amazon RDS


def _parameter_group(aws: Aws, name: str = "") -> str:
    name = name or _name("group")
    aws.client("rds", REGION).create_db_cluster_parameter_group(
        DBClusterParameterGroupName=name, DBParameterGroupFamily="aurora-postgresql16", Description="d"
    )
    return name


def _cluster(aws: Aws, **settings: object) -> tuple[Any, str]:
    rds, name = aws.client("rds", REGION), _name("cluster")
    asked = {"Engine": "aurora-postgresql", "MasterUsername": "dbadmin", "MasterUserPassword": "only-a-probe-1"}
    rds.create_db_cluster(DBClusterIdentifier=name, **asked, **settings)
    return rds, name


def _subnet_group(aws: Aws, name: str) -> None:
    _, _, _, subnets = _balancer(aws)
    rds = aws.client("rds", REGION)
    rds.create_db_subnet_group(DBSubnetGroupName=name, DBSubnetGroupDescription="d", SubnetIds=subnets)


@refused("DBParameterGroupAlreadyExists", f"{_RDS}CreateDBClusterParameterGroup")
def create_a_second_parameter_group_of_one_name(aws: Aws) -> Call:
    name = _parameter_group(aws)
    return lambda: _parameter_group(aws, name)


@refused("InvalidDBParameterGroupState", f"{_RDS}DeleteDBClusterParameterGroup")
def delete_the_parameter_group_of_a_cluster(aws: Aws) -> Call:
    group = _parameter_group(aws)
    rds, _ = _cluster(aws, DBClusterParameterGroupName=group)
    return lambda: rds.delete_db_cluster_parameter_group(DBClusterParameterGroupName=group)


@refused("DBSubnetGroupAlreadyExists", f"{_RDS}CreateDBSubnetGroup")
def create_a_second_subnet_group_of_one_name(aws: Aws) -> Call:
    name = _name("subnets")
    _subnet_group(aws, name)
    return lambda: _subnet_group(aws, name)


@refused("InvalidDBSubnetGroupStateFault", f"{_RDS}DeleteDBSubnetGroup")
def delete_the_subnet_group_of_a_cluster(aws: Aws) -> Call:
    name = _name("subnets")
    _subnet_group(aws, name)
    rds, _ = _cluster(aws, DBSubnetGroupName=name)
    return lambda: rds.delete_db_subnet_group(DBSubnetGroupName=name)


@refused("SubnetAlreadyInUse", f"{_RDS}ModifyDBSubnetGroup")
def take_the_subnet_of_an_instance_out_of_its_group(aws: Aws) -> Call:
    name = _name("subnets")
    _subnet_group(aws, name)
    rds, cluster = _cluster(aws, DBSubnetGroupName=name)
    group = rds.describe_db_subnet_groups(DBSubnetGroupName=name)["DBSubnetGroups"][0]
    (first, second) = group["Subnets"]
    rds.create_db_instance(
        DBInstanceIdentifier=cluster,
        DBClusterIdentifier=cluster,
        DBInstanceClass="db.serverless",
        Engine="aurora-postgresql",
        AvailabilityZone=first["SubnetAvailabilityZone"]["Name"],
    )
    return lambda: rds.modify_db_subnet_group(DBSubnetGroupName=name, SubnetIds=[second["SubnetIdentifier"]])


@refused("SubnetAlreadyInUse", f"{_RDS}ModifyDBSubnetGroup")
def take_the_subnet_of_an_instance_without_a_cluster_out_of_its_group(aws: Aws) -> Call:
    name, rds = _name("subnets"), aws.client("rds", REGION)
    _subnet_group(aws, name)
    (first, second) = rds.describe_db_subnet_groups(DBSubnetGroupName=name)["DBSubnetGroups"][0]["Subnets"]
    rds.create_db_instance(
        DBInstanceIdentifier=name,
        DBInstanceClass="db.t4g.micro",
        Engine="postgres",
        MasterUsername="dbadmin",
        MasterUserPassword="only-a-probe-1",
        AllocatedStorage=20,
        DBSubnetGroupName=name,
        AvailabilityZone=first["SubnetAvailabilityZone"]["Name"],
    )
    return lambda: rds.modify_db_subnet_group(DBSubnetGroupName=name, SubnetIds=[second["SubnetIdentifier"]])


@refused("InvalidParameterValue", f"{_RDS}ModifyDBSubnetGroup")
def move_a_subnet_group_to_another_network(aws: Aws) -> Call:
    name = _name("subnets")
    _subnet_group(aws, name)
    _, _, _, subnets = _balancer(aws)
    rds = aws.client("rds", REGION)
    return lambda: rds.modify_db_subnet_group(DBSubnetGroupName=name, SubnetIds=subnets)


@refused("DBClusterSnapshotAlreadyExistsFault", f"{_RDS}DeleteDBCluster")
def delete_a_cluster_into_an_existing_snapshot(aws: Aws) -> Call:
    snapshot = _name("final")
    rds, first = _cluster(aws)
    rds.delete_db_cluster(DBClusterIdentifier=first, FinalDBSnapshotIdentifier=snapshot)
    _, second = _cluster(aws)
    return lambda: rds.delete_db_cluster(DBClusterIdentifier=second, FinalDBSnapshotIdentifier=snapshot)


@refused("InvalidParameterCombination", f"{_RDS}DeleteDBCluster")
def delete_a_protected_cluster(aws: Aws) -> Call:
    rds, name = _cluster(aws, DeletionProtection=True)
    return lambda: rds.delete_db_cluster(DBClusterIdentifier=name, SkipFinalSnapshot=True)


@refused("InvalidDBClusterStateFault", f"{_RDS}DeleteDBCluster")
def delete_a_cluster_with_an_instance(aws: Aws) -> Call:
    rds, name = _cluster(aws)
    rds.create_db_instance(
        DBInstanceIdentifier=name,
        DBClusterIdentifier=name,
        DBInstanceClass="db.serverless",
        Engine="aurora-postgresql",
    )
    return lambda: rds.delete_db_cluster(DBClusterIdentifier=name, SkipFinalSnapshot=True)


@refused("InvalidParameterCombination", f"{_RDS}ModifyDBCluster")
def upgrade_a_cluster_to_a_major_version_without_leave(aws: Aws) -> Call:
    rds, name = _cluster(aws, EngineVersion="16.6")
    return lambda: rds.modify_db_cluster(DBClusterIdentifier=name, EngineVersion="17.5", ApplyImmediately=True)


@refused("InvalidParameterCombination", f"{_RDS}ModifyDBCluster")
def downgrade_a_cluster(aws: Aws) -> Call:
    rds, name = _cluster(aws, EngineVersion="16.6")
    return lambda: rds.modify_db_cluster(DBClusterIdentifier=name, EngineVersion="16.4", ApplyImmediately=True)


# Amazon DynamoDB


def _table(aws: Aws, name: str = "", **settings: object) -> tuple[Any, str]:
    tables, name = aws.client("dynamodb", REGION), name or _name("table")
    asked: dict[str, object] = {
        "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
        "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
        "BillingMode": "PAY_PER_REQUEST",
    }
    tables.create_table(TableName=name, **(asked | settings))
    return tables, name


def _index(name: str) -> dict[str, Any]:
    return {
        "Create": {
            "IndexName": name,
            "KeySchema": [{"AttributeName": name, "KeyType": "HASH"}],
            "Projection": {"ProjectionType": "ALL"},
        }
    }


@refused("ResourceInUseException", f"{_TABLES}CreateTable")
def create_a_second_table_of_one_name(aws: Aws) -> Call:
    _, name = _table(aws)
    return lambda: _table(aws, name)


@refused("ValidationException", f"{_TABLES}DeleteTable")
def delete_a_protected_table(aws: Aws) -> Call:
    tables, name = _table(aws, DeletionProtectionEnabled=True)
    return lambda: tables.delete_table(TableName=name)


@refused("ValidationException", f"{_TABLES}CreateTable")
def create_a_table_with_an_attribute_of_no_key(aws: Aws) -> Call:
    attributes = [{"AttributeName": one, "AttributeType": "S"} for one in ("id", "other")]
    return lambda: _table(aws, AttributeDefinitions=attributes)


@refused("ValidationException", f"{_TABLES}UpdateTable")
def add_an_index_without_its_attribute(aws: Aws) -> Call:
    tables, name = _table(aws)
    return lambda: tables.update_table(TableName=name, GlobalSecondaryIndexUpdates=[_index("shop")])


@refused("LimitExceededException", f"{_TABLES}UpdateTable")
def add_two_indexes_at_once(aws: Aws) -> Call:
    tables, name = _table(aws)
    attributes = [{"AttributeName": one, "AttributeType": "S"} for one in ("id", "shop", "day")]
    return lambda: tables.update_table(
        TableName=name,
        AttributeDefinitions=attributes,
        GlobalSecondaryIndexUpdates=[_index("shop"), _index("day")],
    )


# Other services


@refused("BucketNotEmpty", "Amazon S3 API, Error responses: BucketNotEmpty", 409)
def delete_a_bucket_with_an_object(aws: Aws) -> Call:
    s3, name = aws.client("s3", REGION), _name("bucket")
    s3.create_bucket(Bucket=name)
    s3.put_object(Bucket=name, Key="a", Body=b"1")
    return lambda: s3.delete_bucket(Bucket=name)


@refused("BucketAlreadyOwnedByYou", "Amazon S3 API, Error responses: BucketAlreadyOwnedByYou", 409)
def create_a_second_bucket_of_one_name(aws: Aws) -> Call:
    s3, name = aws.client("s3", "eu-west-1"), _name("bucket")
    place = {"LocationConstraint": "eu-west-1"}
    s3.create_bucket(Bucket=name, CreateBucketConfiguration=place)
    return lambda: s3.create_bucket(Bucket=name, CreateBucketConfiguration=place)


@refused("KMSInvalidStateException", "AWS KMS API, Encrypt")
def encrypt_with_a_key_that_waits_for_its_deletion(aws: Aws) -> Call:
    kms = aws.client("kms", REGION)
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    return lambda: kms.encrypt(KeyId=key, Plaintext=b"1")


@refused("AlreadyExistsException", "AWS KMS API, CreateAlias")
def create_a_second_alias_of_a_key(aws: Aws) -> Call:
    kms, name = aws.client("kms", REGION), f"alias/{_name('key')}"
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName=name, TargetKeyId=key)
    return lambda: kms.create_alias(AliasName=name, TargetKeyId=key)


@refused("QueueAlreadyExists", "Amazon SQS API, CreateQueue")
def create_a_second_queue_with_other_attributes(aws: Aws) -> Call:
    queues, name = aws.client("sqs", REGION), _name("queue")
    queues.create_queue(QueueName=name)
    return lambda: queues.create_queue(QueueName=name, Attributes={"VisibilityTimeout": "7"})


def _service(aws: Aws) -> tuple[Any, str, dict[str, Any]]:
    ecs, name = aws.client("ecs", REGION), _name("cluster")
    ecs.create_cluster(clusterName=name)
    ecs.register_task_definition(family=name, containerDefinitions=[{"name": "app", "image": "i", "memory": 128}])
    service = {"cluster": name, "serviceName": "web", "taskDefinition": name, "desiredCount": 1}
    ecs.create_service(**service)
    return ecs, name, service


@refused("ClusterContainsServicesException", "Amazon ECS API, DeleteCluster")
def delete_a_cluster_with_a_service(aws: Aws) -> Call:
    ecs, name, _ = _service(aws)
    return lambda: ecs.delete_cluster(cluster=name)


@refused("InvalidParameterException", "Amazon ECS API, CreateService")
def create_a_second_service_of_one_name(aws: Aws) -> Call:
    ecs, _, service = _service(aws)
    return lambda: ecs.create_service(**{**service, "desiredCount": 2})


@refused("InvalidParameterException", "Amazon ECS API, DeleteService")
def delete_a_service_with_tasks(aws: Aws) -> Call:
    ecs, name, _ = _service(aws)
    return lambda: ecs.delete_service(cluster=name, service="web")


@refused("ResourceAlreadyExistsException", "Amazon CloudWatch Logs API, CreateLogGroup")
def create_a_second_log_group_of_one_name(aws: Aws) -> Call:
    logs, name = aws.client("logs", REGION), _name("/group")
    logs.create_log_group(logGroupName=name)
    return lambda: logs.create_log_group(logGroupName=name)


@refused("ParameterAlreadyExists", "AWS Systems Manager API, PutParameter")
def put_a_parameter_a_second_time(aws: Aws) -> Call:
    ssm, parameter = aws.client("ssm", REGION), {"Name": _name("parameter"), "Value": "1", "Type": "String"}
    ssm.put_parameter(**parameter)
    return lambda: ssm.put_parameter(**parameter)


@refused("InvalidRequestException", "AWS Secrets Manager API, CreateSecret")
def create_a_secret_whose_name_waits_for_its_deletion(aws: Aws) -> Call:
    secrets, name = aws.client("secretsmanager", REGION), _name("secret")
    secrets.create_secret(Name=name, SecretString="1")
    secrets.delete_secret(SecretId=name, RecoveryWindowInDays=7)
    return lambda: secrets.create_secret(Name=name, SecretString="1")


@refused("ValidationException", "Amazon Aurora DSQL API, DeleteCluster")
def delete_a_protected_dsql_cluster(aws: Aws) -> Call:
    dsql = aws.client("dsql", REGION)
    cluster = dsql.create_cluster(deletionProtectionEnabled=True)["identifier"]
    return lambda: dsql.delete_cluster(identifier=cluster)


@refused("ValidationException", "Amazon EventBridge API, DeleteRule")
def delete_a_rule_with_targets(aws: Aws) -> Call:
    events, name = aws.client("events", REGION), _name("rule")
    events.put_rule(Name=name, ScheduleExpression="rate(1 day)")
    events.put_targets(Rule=name, Targets=[{"Id": "1", "Arn": f"arn:aws:sqs:{REGION}:{aws.account}:q"}])
    return lambda: events.delete_rule(Name=name)
