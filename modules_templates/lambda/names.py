"""Names of functions and of the resources around them."""

from __future__ import annotations

from collections.abc import Mapping

from hclpress.module import Name, Site, identifier

from .roles import Shared
from .settings import LambdaSettings


def names(settings: LambdaSettings, site: Site) -> Mapping[str, Name]:
    """The names of the functions, their log groups, their roles and their rules."""
    found: dict[str, Name] = {}
    if isinstance(settings.role, Shared):
        shared = settings.role.shared
        found["role"] = site.name("aws_iam_role", shared.name, ("role", "shared", "name"))
        if shared.policy.kind == "managed":
            place = ("role", "shared", "policy", "name")
            found["policy"] = site.name("aws_iam_policy", shared.policy.name, place)
    if settings.vpc:
        found["security_group"] = site.name("aws_security_group", site.instance)
    for name, function in settings.functions.items():
        label, path = identifier(name), ("functions", name)
        called = site.name("aws_lambda_function", name, path)
        found[f"{label}_function"] = called
        found[f"{label}_log_group"] = Name(f"/aws/lambda/{called}", "aws_cloudwatch_log_group", path)
        if settings.role == "per_function":
            found[f"{label}_role"] = site.name("aws_iam_role", f"{name}-role", path)
        for key, trigger in function.triggers.items():
            if trigger.type == "schedule":
                found[f"{label}_{identifier(key)}_rule"] = site.name(
                    "aws_cloudwatch_event_rule", f"{name}-{key}", (*path, "triggers", key)
                )
    return found
