"""Gaps in Amazon ECR."""

from __future__ import annotations

from collections.abc import Callable

from moto.core.exceptions import ServiceException
from moto.core.responses import ActionResult
from moto.ecr.models import ECRBackend
from moto.ecr.responses import ECRResponse

from hclpress.emulator.moto_patch import Patch, add, around


class RuleNotFound(ServiceException):
    """The answer of ECR about a rule that nobody made."""

    code = "PullThroughCacheRuleNotFoundException"


class PullThroughCacheRules(Patch):
    """The rules by which ECR mirrors another registry: they are made, changed, listed and deleted; moto has none."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Keep the rules of an account and region by their prefixes."""

        def rules(self: ECRResponse) -> dict[str, dict[str, str]]:
            kept: dict[str, dict[str, str]] = self.ecr_backend.__dict__.setdefault("cache_rules", {})
            return kept

        def create(self: ECRResponse) -> ActionResult:
            names = ("ecrRepositoryPrefix", "upstreamRegistryUrl", "credentialArn")
            told = {name: self._get_param(name) for name in names if self._get_param(name)}
            rule = {**told, "registryId": self.current_account}
            rules(self)[rule["ecrRepositoryPrefix"]] = rule
            return ActionResult(rule)

        def describe(self: ECRResponse) -> ActionResult:
            wanted = self._get_param("ecrRepositoryPrefixes") or [*rules(self)]
            for prefix in wanted:
                _rule(rules(self), prefix)
            return ActionResult({"pullThroughCacheRules": [rules(self)[prefix] for prefix in wanted]})

        def update(self: ECRResponse) -> ActionResult:
            rule = _rule(rules(self), self._get_param("ecrRepositoryPrefix"))
            rule["credentialArn"] = self._get_param("credentialArn")
            return ActionResult(rule)

        def delete(self: ECRResponse) -> ActionResult:
            rule = _rule(rules(self), self._get_param("ecrRepositoryPrefix"))
            return ActionResult(rules(self).pop(rule["ecrRepositoryPrefix"]))

        add(ECRResponse, "create_pull_through_cache_rule", create)
        add(ECRResponse, "describe_pull_through_cache_rules", describe)
        add(ECRResponse, "update_pull_through_cache_rule", update)
        add(ECRResponse, "delete_pull_through_cache_rule", delete)


class StopScans(Patch):
    """`PutImageScanningConfiguration` without a word about scans ends them; moto leaves them as they were."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Say that there are none."""

        @around(ECRBackend, "put_image_scanning_configuration")
        def _(original: Callable[..., dict[str, object]]) -> Callable[..., dict[str, object]]:
            def put(
                self: ECRBackend, registry_id: str, repository_name: str, image_scan_config: dict[str, bool] | None
            ) -> dict[str, object]:
                return original(self, registry_id, repository_name, image_scan_config or {"scanOnPush": False})

            return put


def _rule(rules: dict[str, dict[str, str]], prefix: str) -> dict[str, str]:
    if prefix not in rules:
        raise RuleNotFound(f"The pull through cache rule with the prefix '{prefix}' does not exist")
    return rules[prefix]
