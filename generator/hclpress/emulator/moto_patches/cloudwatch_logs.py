"""Gaps in Amazon CloudWatch Logs."""

from __future__ import annotations

import json

from moto.logs.exceptions import ResourceNotFoundException
from moto.logs.models import LogGroup
from moto.logs.responses import LogsResponse

from hclpress.emulator.moto_patch import Patch, add


class ChangeKeysOfLogGroups(Patch):
    """`AssociateKmsKey` and `DisassociateKmsKey`, which moto lacks: a group has the key it was created with."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add the operations."""

        def group_of(response: LogsResponse) -> LogGroup:
            named = response._get_param("logGroupName") or response._get_param("resourceIdentifier", "")
            group = response.logs_backend.groups.get(named.rpartition(":log-group:")[2].removesuffix(":*"))
            if group is None:
                raise ResourceNotFoundException
            return group

        def associate_kms_key(self: LogsResponse) -> str:
            group_of(self).kms_key_id = self._get_param("kmsKeyId")
            return json.dumps({})

        def disassociate_kms_key(self: LogsResponse) -> str:
            group_of(self).kms_key_id = None
            return json.dumps({})

        for operation in (associate_kms_key, disassociate_kms_key):
            add(LogsResponse, operation.__name__, operation)
