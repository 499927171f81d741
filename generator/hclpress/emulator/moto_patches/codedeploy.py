"""Gaps in AWS CodeDeploy."""

from __future__ import annotations

from collections.abc import Callable

from botocore import xform_name
from moto.codedeploy import responses
from moto.codedeploy.models import DeploymentGroup
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.responses import ActionResult, EmptyResult

from hclpress.emulator.moto_patch import Patch, add


class DeleteCodeDeployApplication(Patch):
    """`DeleteApplication`, which deletes the deployment groups of the application too."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add the operation."""

        def delete_application(self: CodeDeployResponse) -> EmptyResult:
            backend, name = self.codedeploy_backend, self._get_param("applicationName")
            backend.applications.pop(name, None)
            backend.deployment_groups.pop(name, None)
            return EmptyResult()

        add(CodeDeployResponse, "delete_application", delete_application)


class RenameCodeDeployApplications(Patch):
    """`UpdateApplication`, which gives an application another name; moto lacks it."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Keep the application and its deployment groups under the new name."""

        def update_application(self: CodeDeployResponse) -> EmptyResult:
            backend, name = self.codedeploy_backend, self._get_param("applicationName")
            application, new = backend.get_application(name), self._get_param("newApplicationName") or name
            application.application_name = new
            backend.applications[new] = backend.applications.pop(name)
            backend.deployment_groups[new] = backend.deployment_groups.pop(name, {})
            return EmptyResult()

        add(CodeDeployResponse, "update_application", update_application)


class ChangeDeploymentGroups(Patch):
    """`UpdateDeploymentGroup` and `DeleteDeploymentGroup`."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add the operations."""

        def update_deployment_group(self: CodeDeployResponse) -> ActionResult:
            parameters = dict(self._get_params())
            application = parameters.pop("applicationName")
            current = parameters.pop("currentDeploymentGroupName")
            group = self.codedeploy_backend.get_deployment_group(application, current)
            name = parameters.pop("newDeploymentGroupName", None) or current
            for parameter, value in parameters.items():
                setattr(group, xform_name(parameter), value)
            groups = self.codedeploy_backend.deployment_groups[application]
            groups[name] = groups.pop(current)
            group.deployment_group_name = name
            return ActionResult({"hooksNotCleanedUp": []})

        def delete_deployment_group(self: CodeDeployResponse) -> ActionResult:
            groups = self.codedeploy_backend.deployment_groups.get(self._get_param("applicationName"), {})
            groups.pop(self._get_param("deploymentGroupName"), None)
            return ActionResult({"hooksNotCleanedUp": []})

        add(CodeDeployResponse, "update_deployment_group", update_deployment_group)
        add(CodeDeployResponse, "delete_deployment_group", delete_deployment_group)


class ReadAlarmsOfDeploymentGroups(Patch):
    """`GetDeploymentGroup` returns the alarm configuration it was given; moto always returns none."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add the configuration to moto's response."""
        original: Callable[[DeploymentGroup], dict[str, object]] = vars(responses)["_deployment_group_info"]

        def described(group: DeploymentGroup) -> dict[str, object]:
            return {**original(group), "alarmConfiguration": group.alarm_configuration or {}}

        add(responses, "_deployment_group_info", described)
