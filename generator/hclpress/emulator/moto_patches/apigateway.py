"""Gaps in Amazon API Gateway."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import unquote

from moto.apigateway.models import Account
from moto.apigatewayv2.models import Stage
from moto.apigatewayv2.responses import ApiGatewayV2Response

from hclpress.emulator.moto_patch import Patch, add, around


class ResetTheAccountRole(Patch):
    """`UpdateAccount` without a value removes the role for logs from the account; moto fails with an error."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Read a missing value as an empty one."""

        @around(Account, "apply_patch_operations")
        def _(original: Callable[..., Account]) -> Callable[..., Account]:
            def apply_patch_operations(self: Account, patch_operations: list[dict[str, object]]) -> Account:
                return original(self, [{"value": "", **operation} for operation in patch_operations])

            return apply_patch_operations


class UpdateStages(Patch):
    """`UpdateStage` of an HTTP API, which moto lacks."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Make the stage again from its settings and the changes, with its creation date."""

        def update_stage(self: ApiGatewayV2Response) -> tuple[int, dict[str, str], str]:
            *_, api_id, _, name = self.path.split("/")
            api = self.apigatewayv2_backend.get_api(api_id)
            before = api.get_stage(unquote(name))
            after = Stage(api, {**before.config, **json.loads(self.body)})
            after.created, after.tags = before.created, before.tags
            api.stages[after.name] = after
            return 200, {}, json.dumps(after.to_json())

        add(ApiGatewayV2Response, "update_stage", update_stage)
