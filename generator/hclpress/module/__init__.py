"""The interface for authors of modules: everything that a contract imports.

The page docs/modules.md builds a module with it step by step.
"""

from hclpress.aws.encryption import Encryption
from hclpress.aws.name_rules import NameRule
from hclpress.aws.quota import Quota
from hclpress.aws.resource_facts import ResourceFacts
from hclpress.aws.stateful import Stateful
from hclpress.diagnostics import Severity
from hclpress.hcl.identifier import identifier
from hclpress.module.above_quota import above_quota
from hclpress.module.alarm import Alarm, ComparisonOperator
from hclpress.module.called_function import FunctionName, function_alias, function_problems, functions_of
from hclpress.module.certificate import Certificate, Domain, HostedZoneId
from hclpress.module.certificate_names import certificate_problems
from hclpress.module.connection import Connection, Listener
from hclpress.module.database_engine import DatabaseEngine, database_name_problems, database_parameter_problems
from hclpress.module.database_grants import GrantedDatabase, database_grants
from hclpress.module.database_proxy import (
    DatabaseProxy,
    ProxyView,
    SecretReference,
    proxy_inputs,
    proxy_problems,
    proxy_view,
)
from hclpress.module.existing import Existing, Found, Ways, item_label, told_elsewhere
from hclpress.module.fact_references import (
    EnvironmentValue,
    FactReference,
    FormattedText,
    FromFact,
    KeyReference,
    VariableName,
    environment_expression,
    fact_inputs,
    input_name,
    known_text,
    reference_inputs,
    text_or_mapping,
    value_form,
    word_or_own,
)
from hclpress.module.facts import ACCOUNT, Fact, Input, Output, Variable
from hclpress.module.field_annotations import FromPosture, OfKind, ReferenceTo
from hclpress.module.foreign_arns import other_account_problems, other_region_problems
from hclpress.module.foreign_policies import ATTACHED, foreign_policy_problems
from hclpress.module.grant import Grant
from hclpress.module.hosts_told import unreachable_host_problems
from hclpress.module.item import Item
from hclpress.module.item_view import ItemView, item_views
from hclpress.module.look_up import FoundValue, LookUp, account_of, parameter, told_or_held
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.package import Package
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.protocols import (
    CalledFunction,
    FunctionHolder,
    HttpApi,
    LoadBalancer,
    Network,
    Reach,
    Target,
    TargetUser,
    WebAcl,
)
from hclpress.module.role_permissions import (
    ManagedPolicy,
    OwnStatement,
    PermissionsBoundary,
    own_statements,
    policy_attachments,
    statement_inputs,
)
from hclpress.module.site import Site
from hclpress.module.stand_in_resource import StandInResource, stand_in_network
from hclpress.module.statement import Condition, Statement
from hclpress.module.store_network import admitted_problems, rds_tag_problems, store_subnet_problems
from hclpress.module.uses import (
    Use,
    UseEntry,
    use_connections,
    use_inputs,
    use_problems,
    use_statements,
)
from hclpress.module.waivers import (
    ScannerWaiver,
    bucket_waivers,
    key_policy_waivers,
    log_bucket_waivers,
    log_waivers,
    unkeyed_bucket_waivers,
    unlogged_bucket_waivers,
)
from hclpress.module.windows import DailyWindow, WeeklyWindow, window_problems
from hclpress.source.document import SpecPath
from hclpress.source.nearest import nearest
from hclpress.spec.environment import Environment, Providers
from hclpress.spec.fields import (
    AccountId,
    AnyHostName,
    BucketName,
    CertificateArn,
    Cidr,
    ClusterSnapshotArn,
    Country,
    HostName,
    InstanceName,
    ItemName,
    KeyArn,
    LatinText,
    LogDays,
    ParameterName,
    Percent,
    Port,
    QueueArn,
    Region,
    SecurityGroupId,
    StreamArn,
    SubnetId,
    Text,
    TopicArn,
    VpcId,
    Zone,
    arn_region,
    arn_service,
    spelled,
)
from hclpress.spec.settings import Settings

__all__ = [
    "ACCOUNT",
    "ATTACHED",
    "AccountId",
    "Alarm",
    "AnyHostName",
    "BucketName",
    "CalledFunction",
    "Certificate",
    "CertificateArn",
    "Cidr",
    "ClusterSnapshotArn",
    "ComparisonOperator",
    "Condition",
    "Connection",
    "Country",
    "DailyWindow",
    "DatabaseEngine",
    "DatabaseProxy",
    "Domain",
    "Encryption",
    "Environment",
    "EnvironmentValue",
    "Existing",
    "Fact",
    "FactReference",
    "FormattedText",
    "Found",
    "FoundValue",
    "FromFact",
    "FromPosture",
    "FunctionHolder",
    "FunctionName",
    "Grant",
    "GrantedDatabase",
    "HostName",
    "HostedZoneId",
    "HttpApi",
    "Input",
    "InstanceName",
    "Item",
    "ItemName",
    "ItemView",
    "KeyArn",
    "KeyReference",
    "LatinText",
    "Listener",
    "LoadBalancer",
    "LogDays",
    "LookUp",
    "ManagedPolicy",
    "Module",
    "Name",
    "NameRule",
    "Network",
    "OfKind",
    "Output",
    "OwnStatement",
    "Package",
    "ParameterName",
    "Percent",
    "PermissionsBoundary",
    "Port",
    "Problem",
    "Proof",
    "Providers",
    "ProxyView",
    "QueueArn",
    "Quota",
    "Reach",
    "ReferenceTo",
    "Region",
    "ResourceFacts",
    "ScannerWaiver",
    "SecretReference",
    "SecurityGroupId",
    "Settings",
    "Severity",
    "Site",
    "SpecPath",
    "StandInResource",
    "Stateful",
    "Statement",
    "StreamArn",
    "SubnetId",
    "Target",
    "TargetUser",
    "Text",
    "TopicArn",
    "Use",
    "UseEntry",
    "Variable",
    "VariableName",
    "VpcId",
    "Ways",
    "WebAcl",
    "WeeklyWindow",
    "Zone",
    "above_quota",
    "account_of",
    "admitted_problems",
    "arn_region",
    "arn_service",
    "bucket_waivers",
    "certificate_problems",
    "database_grants",
    "database_name_problems",
    "database_parameter_problems",
    "environment_expression",
    "fact_inputs",
    "foreign_policy_problems",
    "function_alias",
    "function_problems",
    "functions_of",
    "identifier",
    "input_name",
    "item_label",
    "item_views",
    "key_policy_waivers",
    "known_text",
    "log_bucket_waivers",
    "log_waivers",
    "nearest",
    "other_account_problems",
    "other_region_problems",
    "own_statements",
    "parameter",
    "policy_attachments",
    "proxy_inputs",
    "proxy_problems",
    "proxy_view",
    "rds_tag_problems",
    "reference_inputs",
    "spelled",
    "stand_in_network",
    "statement_inputs",
    "store_subnet_problems",
    "text_or_mapping",
    "told_elsewhere",
    "told_or_held",
    "unkeyed_bucket_waivers",
    "unlogged_bucket_waivers",
    "unreachable_host_problems",
    "use_connections",
    "use_inputs",
    "use_problems",
    "use_statements",
    "value_form",
    "window_problems",
    "word_or_own",
]
