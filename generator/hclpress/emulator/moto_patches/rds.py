"""Gaps in Amazon RDS."""

from __future__ import annotations

from collections.abc import Callable

from botocore import xform_name
from moto.core.responses import ActionResult
from moto.rds.models import DBCluster, DBInstance, DBSubnetGroup, RDSBackend
from moto.rds.responses import RDSResponse

from hclpress.emulator.moto_patch import Patch, add, around

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
