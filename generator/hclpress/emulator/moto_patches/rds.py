"""Gaps in Amazon RDS."""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping

from botocore import xform_name
from moto.core.responses import ActionResult
from moto.ec2.models.subnets import Subnet
from moto.moto_api._internal import mock_random as random
from moto.rds.exceptions import (
    DBClusterParameterGroupNotFoundError,
    DBParameterGroupNotFoundError,
    RDSClientError,
)
from moto.rds.models import DBCluster, DBInstance, DBParameterGroup, DBSubnetGroup, OptionGroup, RDSBackend
from moto.rds.responses import RDSResponse

from hclpress.emulator.moto_patch import Patch, add, around, before

_FORGOTTEN = ("DatabaseInsightsMode", "PerformanceInsightsKMSKeyId", "PerformanceInsightsRetentionPeriod")
_AS_ANSWERED = {"EnablePerformanceInsights": "performance_insights_enabled"}


class NoScalingOfProvisionedClusters(Patch):
    """A provisioned cluster has no scaling configuration of Aurora Serverless v1; moto returns an empty one."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Leave out the unset configuration."""
        original: Callable[[DBCluster], object] = DBCluster.scaling_configuration_info.fget  # type: ignore[attr-defined]

        def scaling_configuration_info(self: DBCluster) -> object:
            return original(self) if self.scaling_configuration else None

        add(DBCluster, "scaling_configuration_info", property(scaling_configuration_info))


class KeepModifiedSubnetGroups(Patch):
    """A subnet group that has been modified is still there; moto loses it."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Store the modified group again."""

        @around(RDSBackend, "modify_db_subnet_group")
        def _(original: Callable[..., DBSubnetGroup]) -> Callable[..., DBSubnetGroup]:
            def modify_db_subnet_group(self: RDSBackend, *arguments: object) -> DBSubnetGroup:
                group = original(self, *arguments)
                self.subnet_groups[group.name] = group
                return group

            return modify_db_subnet_group


class RestoreFromArns(Patch):
    """A cluster is restored from a snapshot by its ARN too, and is encrypted if it gets a key; moto does neither.

    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_RestoreDBClusterFromSnapshot.html
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look for the name at the end of the ARN."""

        @around(RDSBackend, "restore_db_cluster_from_snapshot")
        def _(original: Callable[..., DBCluster]) -> Callable[..., DBCluster]:
            def restore_db_cluster_from_snapshot(
                self: RDSBackend, from_snapshot_id: str, overrides: MutableMapping[str, object]
            ) -> DBCluster:
                if overrides.get("kms_key_id"):
                    overrides["storage_encrypted"] = True
                name = from_snapshot_id.rpartition(":cluster-snapshot:")[2]
                # The names of automatic snapshots have a colon of their own.
                return original(self, name, overrides)

            return restore_db_cluster_from_snapshot


class DataApis(Patch):
    """The Data API of a provisioned cluster, and the calls that switch it: moto knows only that of Serverless v1.

    A restored cluster begins without it, and `ModifyDBCluster` switches only that of Serverless v1.
    https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_EnableHttpEndpoint.html
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Store what is given, and add the operations."""

        def is_enabled(self: DBCluster) -> bool:
            return self._enable_http_endpoint

        def enable(self: DBCluster, value: object) -> None:
            self._enable_http_endpoint = str(value).lower() == "true"

        add(DBCluster, "enable_http_endpoint", property(is_enabled, enable))

        @before(RDSBackend, "modify_db_cluster")
        def _(self: RDSBackend, kwargs: dict[str, object]) -> None:
            cluster = self.clusters.get(str(kwargs["db_cluster_identifier"]))
            if cluster is not None and cluster.engine_mode != "serverless":
                kwargs.pop("enable_http_endpoint", None)

        @around(RDSBackend, "restore_db_cluster_from_snapshot")
        def _(original: Callable[..., DBCluster]) -> Callable[..., DBCluster]:
            def restore_db_cluster_from_snapshot(self: RDSBackend, *arguments: object) -> DBCluster:
                cluster = original(self, *arguments)
                cluster.enable_http_endpoint = False
                return cluster

            return restore_db_cluster_from_snapshot

        def switch(response: RDSResponse, is_on: bool) -> ActionResult:
            arn = str(response.params.get("ResourceArn"))
            name = arn.rpartition(":cluster:")[2]
            if name not in response.backend.clusters:
                raise RDSClientError("ResourceNotFoundFault", f"The resource {arn} is not there.")
            response.backend.clusters[name].enable_http_endpoint = is_on
            return ActionResult({"ResourceArn": arn, "HttpEndpointEnabled": is_on})

        add(RDSResponse, "enable_http_endpoint", lambda self: switch(self, True))
        add(RDSResponse, "disable_http_endpoint", lambda self: switch(self, False))


class ResetParameters(Patch):
    """`ResetDBClusterParameterGroup`, with which parameters get their defaults again; moto lacks it."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Forget the values that are reset."""

        def reset_db_cluster_parameter_group(self: RDSResponse) -> ActionResult:
            name = str(self.params.get("DBClusterParameterGroupName"))
            if name not in self.backend.db_cluster_parameter_groups:
                raise DBClusterParameterGroupNotFoundError(name)
            group = self.backend.db_cluster_parameter_groups[name]
            for parameter in self.params.get("Parameters") or ():
                group.parameters.pop(parameter["ParameterName"], None)
            if str(self.params.get("ResetAllParameters")).lower() == "true":
                group.parameters.clear()
            return ActionResult({"DBClusterParameterGroupName": group.name})

        add(RDSResponse, "reset_db_cluster_parameter_group", reset_db_cluster_parameter_group)


class RememberPerformanceInsights(Patch):
    """The settings of Performance Insights and Database Insights of an instance, which moto drops."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Store the settings with the instance when it is created or updated."""

        def remembering(original: Callable[..., ActionResult]) -> Callable[..., ActionResult]:
            def operation(self: RDSResponse) -> ActionResult:
                given = {name: self.params.get(name) for name in (*_FORGOTTEN, "EnablePerformanceInsights")}
                answer = original(self)
                instance = answer.result["DBInstance"] if isinstance(answer.result, dict) else None
                if isinstance(instance, DBInstance):
                    for name, value in given.items():
                        if value is not None:
                            setattr(instance, _AS_ANSWERED.get(name, xform_name(name)), value)
                return answer

            return operation

        around(RDSResponse, "create_db_instance")(remembering)
        around(RDSResponse, "modify_db_instance")(remembering)


class TellParametersOfInstances(Patch):
    """Parameters of an instance's group are told as those of a user, and can be reset; moto does neither."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Note who has set a parameter, and forget those that are reset."""

        @around(DBParameterGroup, "update_parameters")
        def _(original: Callable[..., None]) -> Callable[..., None]:
            def update_parameters(self: DBParameterGroup, parameters: Iterable[dict[str, object]]) -> None:
                original(self, [{**one, "Source": "user"} for one in parameters])

            return update_parameters

        def reset_db_parameter_group(self: RDSResponse) -> ActionResult:
            name = str(self.params.get("DBParameterGroupName"))
            if name not in self.backend.db_parameter_groups:
                raise DBParameterGroupNotFoundError(name)
            group = self.backend.db_parameter_groups[name]
            for parameter in self.params.get("Parameters") or ():
                group.parameters.pop(parameter["ParameterName"], None)
            return ActionResult({"DBParameterGroupName": group.name})

        add(RDSResponse, "reset_db_parameter_group", reset_db_parameter_group)


class NewerOptionGroups(Patch):
    """Option groups of the versions that RDS has today; moto knows those of 2022."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Make the group for a version that moto knows, and give it its own."""
        known = {"mariadb": "10.6", "mysql": "8.0"}

        @around(RDSBackend, "create_option_group")
        def _(original: Callable[..., OptionGroup]) -> Callable[..., OptionGroup]:
            def create_option_group(self: RDSBackend, asked: MutableMapping[str, str]) -> OptionGroup:
                version = asked["major_engine_version"]
                older = known.get(asked["engine_name"], version)
                group = original(self, {**asked, "major_engine_version": older})
                group.major_engine_version = version
                return group

            return create_option_group


class RestoreWhatIsSaid(Patch):
    """An instance that begins with a snapshot has the settings of the call; moto ignores those that are false."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Set them on the restored instance."""

        @around(RDSBackend, "restore_db_instance_from_db_snapshot")
        def _(original: Callable[..., DBInstance]) -> Callable[..., DBInstance]:
            def restore_db_instance_from_db_snapshot(
                self: RDSBackend, from_snapshot_id: str, overrides: MutableMapping[str, object]
            ) -> DBInstance:
                instance = original(self, from_snapshot_id, overrides)
                for name, value in overrides.items():
                    if value is False:
                        setattr(instance, name, value)
                return instance

            return restore_db_instance_from_db_snapshot


class OneResourceIdEach(Patch):
    """Each instance has a resource id of its own, by which the provider finds it; moto gives all of them the same."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Give each another one."""

        @around(DBInstance, "__init__")
        def _(original: Callable[..., None]) -> Callable[..., None]:
            def __init__(self: DBInstance, *arguments: object, **more: object) -> None:  # noqa: N807
                original(self, *arguments, **more)
                self.dbi_resource_id = _resource_id()

            return __init__


def _resource_id() -> str:
    return f"db-{random.get_random_string(26, include_digits=False).upper()}"


class ReplicasOfTheirOwn(Patch):
    """A read replica has settings of its own; moto gives it those of its source, and shares their lists."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Set what the call does not name to what AWS gives a replica."""

        @around(RDSBackend, "create_db_instance_read_replica")
        def _(original: Callable[..., DBInstance]) -> Callable[..., DBInstance]:
            def create_db_instance_read_replica(self: RDSBackend, asked: MutableMapping[str, object]) -> DBInstance:
                replica = original(self, asked)
                own = {
                    "backup_retention_period": 0,
                    "deletion_protection": False,
                    "enabled_cloudwatch_logs_exports": [],
                    "monitoring_interval": 0,
                    "monitoring_role_arn": None,
                    "multi_az": False,
                    "tags": [],
                }
                for name, value in own.items():
                    setattr(replica, name, asked.get(name) or value)
                replica.dbi_resource_id = _resource_id()
                return replica

            return create_db_instance_read_replica


class ModifyProxies(Patch):
    """`ModifyDBProxy`, with which a proxy gets other settings; moto lacks it."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Store what is given."""

        def modify_db_proxy(self: RDSResponse) -> ActionResult:
            name = str(self.params.get("DBProxyName"))
            if name not in self.backend.db_proxies:
                raise RDSClientError("DBProxyNotFoundFault", f"DBProxy {name} not found.")
            proxy = self.backend.db_proxies[name]
            changes = {
                "auth": self.params.get("Auth"),
                "debug_logging": self.params.get("DebugLogging"),
                "idle_client_timeout": self.params.get("IdleClientTimeout"),
                "require_tls": self.params.get("RequireTLS"),
                "role_arn": self.params.get("RoleArn"),
                "vpc_security_group_ids": self.params.get("SecurityGroups"),
            }
            for field, value in changes.items():
                if value is not None:
                    setattr(proxy, field, value)
            return ActionResult({"DBProxy": proxy})

        add(RDSResponse, "modify_db_proxy", modify_db_proxy)


class SwitchAuthenticationByIam(Patch):
    """Authentication by IAM of a cluster that exists, whose change moto stores where it never reads it."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Store the setting where it is read."""

        def switching(original: Callable[..., DBCluster]) -> Callable[..., DBCluster]:
            def operation(self: RDSBackend, kwargs: MutableMapping[str, object]) -> DBCluster:
                wanted = kwargs.get("enable_iam_database_authentication")
                cluster = original(self, kwargs)
                if wanted is not None:
                    cluster.iam_auth = wanted
                    self.clusters[cluster.db_cluster_identifier].iam_auth = wanted
                return cluster

            return operation

        around(RDSBackend, "modify_db_cluster")(switching)


class RefuseBusyGroupsAndWrongVersions(Patch):
    """Groups that a cluster uses stay and have a name once; a version rises, by a major one only with leave.

    The subnet of an instance stays in its group.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Check the calls first."""

        @before(RDSBackend, "delete_db_cluster_parameter_group")
        def _(self: RDSBackend, db_cluster_parameter_group_name: str) -> None:
            for cluster in self.clusters.values():
                if cluster.parameter_group == db_cluster_parameter_group_name:
                    words = f"One or more DB clusters use the parameter group {db_cluster_parameter_group_name}"
                    raise RDSClientError("InvalidDBParameterGroupState", words)

        @before(RDSBackend, "create_subnet_group")
        def _(self: RDSBackend, subnet_name: str, *_: object, **__: object) -> None:
            if subnet_name in self.subnet_groups:
                raise RDSClientError("DBSubnetGroupAlreadyExists", f"The subnet group {subnet_name} already exists.")

        @before(RDSBackend, "delete_subnet_group")
        def _(self: RDSBackend, subnet_name: str) -> None:
            if any(one.db_subnet_group_name == subnet_name for one in self.clusters.values()):
                raise RDSClientError(
                    "InvalidDBSubnetGroupStateFault",
                    f"Cannot delete the subnet group '{subnet_name}' because at least one database uses it.",
                )

        @before(RDSBackend, "modify_db_subnet_group")
        def _(self: RDSBackend, subnet_name: str, _description: str, subnets: list[Subnet]) -> None:
            held = self.subnet_groups[subnet_name]._subnets if subnet_name in self.subnet_groups else []
            if {one.vpc_id for one in held} - {one.vpc_id for one in subnets}:
                words = "The new Subnets are not in the same Vpc as the existing subnet group"
                raise RDSClientError("InvalidParameterValue", words)
            kept = {one.id for one in subnets}
            left = {one.availability_zone for one in held if one.id not in kept}
            users = {name for name, one in self.clusters.items() if one.db_subnet_group_name == subnet_name}
            for instance in self.databases.values():
                # Only an instance outside of a cluster has a group of its own.
                own = getattr(instance, "db_subnet_group", None)
                is_there = instance.db_cluster_identifier in users or (own and own.name == subnet_name)
                if is_there and instance.availability_zone in left:
                    words = f"The subnet of {instance.db_instance_identifier} is in use"
                    raise RDSClientError("SubnetAlreadyInUse", words)

        @before(RDSBackend, "modify_db_cluster")
        def _(self: RDSBackend, kwargs: dict[str, object]) -> None:
            cluster = self.clusters.get(str(kwargs["db_cluster_identifier"]))
            wanted = _numbers(kwargs.get("engine_version"))
            held = _numbers(cluster.engine_version) if cluster else ()
            if not wanted or not held or wanted[: len(held)] == held:
                return
            if wanted < held:
                raise RDSClientError("InvalidParameterCombination", f"Cannot upgrade from {held} to {wanted}")
            if wanted[0] != held[0] and str(kwargs.get("allow_major_version_upgrade")).lower() != "true":
                words = "The AllowMajorVersionUpgrade flag must be present when upgrading to a new major version."
                raise RDSClientError("InvalidParameterCombination", words)


def _numbers(version: object) -> tuple[int, ...]:
    """Return a version as numbers: `16.6` of PostgreSQL, and 3.8.2 for `8.0.mysql_aurora.3.08.2`."""
    last = str(version or "").rpartition("aurora.")[2]
    return tuple(int(one) for one in last.split(".") if one.isdigit())
