"""Default quotas of an account and a region, held against what an environment names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hclpress.aws.quota import REGIONAL_QUOTAS
from hclpress.diagnostics import Diagnostic, Severity
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.validation.names import Names


def regional_quota_problems(spec: EnvironmentSpec, names: Names) -> Iterator[Diagnostic]:
    """Warn at the instance that takes a kind of resource above its default quota, once for each kind and region."""
    counts: Counter[tuple[str, str]] = Counter()
    passed: dict[tuple[str, str], str] = {}
    for instance, of_instance in names.items():
        region = spec.sites[instance].region
        for name in of_instance.values():
            kind = (name.resource, "" if name.rule.everywhere else region)
            counts[kind] += 1
            quota = REGIONAL_QUOTAS.get(name.resource)
            if quota is not None and counts[kind] > quota.most:
                passed.setdefault(kind, instance)
    for kind, instance in passed.items():
        excess = REGIONAL_QUOTAS[kind[0]].excess(counts[kind], f"resources of type {kind[0]}")
        if excess is not None:
            yield Diagnostic("spec/above-quota", *excess, spec.place(instance), Severity.WARNING)
