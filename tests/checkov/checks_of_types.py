"""Run by the Python that Checkov is installed for: the ids of its checks by the type they are about, as JSON on stdout.

A check in Python registers for its types; one of the graph is a file, and filters the types that it reports.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import checkov
import checkov.terraform.checks.data.aws
import checkov.terraform.checks.resource.aws
import yaml
from checkov.terraform.checks.data.registry import data_registry
from checkov.terraform.checks.resource.registry import resource_registry

GRAPH = Path(checkov.__file__).parent / "terraform/checks/graph_checks/aws"


def filtered(definition: object, key: str) -> Iterator[str]:
    """The types at a key of a definition: those of a filter of resource types, or those that a condition names."""
    if isinstance(definition, list):
        for one in definition:
            yield from filtered(one, key)
    elif isinstance(definition, dict):
        is_filter = definition.get("cond_type") == "filter" and definition.get("attribute") == "resource_type"
        value = definition.get("value") if key == "filter" and is_filter else definition.get(key)
        yield from [value] if isinstance(value, str) else value or []
        for one in definition.values():
            yield from filtered(one, key)


found: dict[str, set[str]] = {}
for prefix, registry in (("", resource_registry), ("data.", data_registry)):
    for kind, checks in registry.checks.items():
        found.setdefault(prefix + kind, set()).update(one.id for one in checks)
for path in (*GRAPH.glob("*.json"), *GRAPH.glob("*.yaml")):
    content = yaml.safe_load(path.read_text("utf-8"))
    kinds = set(filtered(content["definition"], "filter")) or set(filtered(content["definition"], "resource_types"))
    for kind in kinds:
        found.setdefault(kind, set()).add(content["metadata"]["id"])
print(json.dumps({kind: sorted(ids) for kind, ids in found.items()}))
