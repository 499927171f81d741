"""The instances of a spec: their names, their module types, and one for each region of `regions`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from hclpress.aws.regions import REGIONS as KNOWN_REGIONS
from hclpress.aws.regions import may_be_region
from hclpress.diagnostics import Diagnostic, Span
from hclpress.source import document
from hclpress.source.composer import MAX_PROBLEMS
from hclpress.source.nearest import nearest
from hclpress.spec.environment import MODULES
from hclpress.spec.origin import MODULE, REGIONS, InstanceOrigin, origin_of, origin_problems

_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_LONGEST_NAME = 40
PLAIN = "plain Terraform"
"""The word for the module type of an instance of plain Terraform."""
MAX_INSTANCES = 250
"""The most instances of one environment, replicas in other regions counted; Terraform itself gets slow far below."""


class Placement(Struct, frozen=True):
    """One instance of the environment.

    Attributes:
        name: its own name.
        written: the name in the spec, which its replicas in other regions share.
        module: its module type.
        region: the region from `regions`; None if the instance itself decides.
        origin: whether it is made here, or what else it is.
    """

    name: str
    declared_name: str
    module: str
    region: str | None = None
    origin: InstanceOrigin = InstanceOrigin.MADE


def placements(
    tree: document.Mapping, known: Iterable[str], home: str | None, shared: Mapping[str, str] = {}
) -> tuple[tuple[Placement, ...], tuple[Diagnostic, ...]]:
    """Return the instances of a spec in its order, and the problems of invalid ones.

    An instance with `regions: [us-east-1, us-east-2]` becomes one for each: the one in the environment's own region (or
    in the first, if that is not among them) keeps the name, the others are called `<name>-<region>`.

    Args:
        tree: the merged spec.
        known: the module types.
        home: the environment's region, if it is valid.
        shared: the module type of each instance that another environment makes, by its name here.
    """
    instances = document.find(tree, (MODULES,))
    types = tuple(known)
    if instances is None:
        return (), (
            Diagnostic(
                "spec/no-modules",
                "The spec has no modules",
                f"List the modules of the environment under `{MODULES}:`, for example `vpc:`. "
                f"Modules: {', '.join(types)}.",
                document.span_of(tree, (MODULES,)),
            ),
        )
    if not isinstance(instances, document.Mapping):
        return (), (_not_a_mapping(f"`{MODULES}`", instances.span),)
    found: list[Placement] = []
    problems: list[Diagnostic] = []
    for name, entry in instances.entries.items():
        origin = _origin(entry.node)
        has_module = origin in (InstanceOrigin.MADE, InstanceOrigin.EXISTING)
        wrong = [*_wrong_instance(name, entry, types, has_module=has_module)]
        regions, wrong_regions = _regions(entry.node)
        problems += [*wrong, *wrong_regions]
        if origin is InstanceOrigin.SHARED:
            # One that cannot be had has a problem of its own.
            if not wrong and name in shared:
                found.append(Placement(name, name, shared[name], origin=InstanceOrigin.SHARED))
        elif origin is InstanceOrigin.PLAIN:
            found += [Placement(name, name, PLAIN, origin=origin)] if not wrong else []
        elif not wrong:
            module = str(document.plain(_told(entry.node) or document.Scalar(name, entry.key_span)))
            found += _placed(name, module, regions, home, origin)
        if len(found) > MAX_INSTANCES or len(problems) > MAX_PROBLEMS:
            problems.append(_too_many(entry.key_span))
            return (), tuple(problems)
    taken = Counter(one.name for one in found)
    twice = {name for name, bearers in taken.items() if bearers > 1}
    problems += [
        Diagnostic(
            "spec/instance-twice",
            f"Two instances would be called {one.name}",
            f"`{REGIONS}` makes one of that name. Rename the other.",
            instances.entries[one.declared_name].key_span,
        )
        for one in found
        if one.name in twice
    ]
    return tuple(found), tuple(problems)


def _too_many(span: Span) -> Diagnostic:
    detail = (
        f"The rest was not read: an environment has at most {MAX_INSTANCES} instances, and reading stops after "
        f"{MAX_PROBLEMS} problems. Split it into several environments."
    )
    return Diagnostic("spec/too-many-instances", "The environment has too many instances", detail, span)


def _placed(
    name: str, module: str, regions: tuple[str, ...], home: str | None, origin: InstanceOrigin
) -> Iterator[Placement]:
    if not regions:
        yield Placement(name, name, module, origin=origin)
        return
    first = home if home in regions else regions[0]
    for region in regions:
        yield Placement(name if region == first else f"{name}-{region}", name, module, region)


def _origin(node: document.Node) -> InstanceOrigin:
    return origin_of(node) if isinstance(node, document.Mapping) else InstanceOrigin.MADE


def _told(node: document.Node) -> document.Node | None:
    return document.find(node, (MODULE,)) if isinstance(node, document.Mapping) else None


def _wrong_instance(
    name: str, entry: document.Entry, types: tuple[str, ...], *, has_module: bool
) -> Iterator[Diagnostic]:
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        yield Diagnostic(
            "spec/bad-instance-name",
            f"{name!r} cannot name an instance",
            "It becomes a folder and part of names: lower-case letters, digits and single hyphens, a letter first, "
            f"{_LONGEST_NAME} at most.",
            entry.key_span,
        )
    if not (isinstance(entry.node, document.Mapping) or document.plain(entry.node) is None):
        yield _not_a_mapping(f"Instance {name}", entry.node.span)
        return
    if isinstance(entry.node, document.Mapping):
        yield from origin_problems(name, entry.node)
    if not has_module:
        return
    told = _told(entry.node)
    kind = name if told is None else document.plain(told)
    if kind not in types:
        span = entry.key_span if told is None else told.span
        guess = nearest(str(kind), types)
        meant = f"Did you mean `{guess}`? " if guess else ""
        naming = "" if told else f"An instance with another name than its module sets `{MODULE}:`. "
        yield Diagnostic(
            "spec/unknown-module", f"There is no module `{kind}`", f"{meant}{naming}Modules: {', '.join(types)}.", span
        )


def _regions(node: document.Node) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
    listed = document.find(node, (REGIONS,)) if isinstance(node, document.Mapping) else None
    if listed is None:
        return (), ()
    if not isinstance(listed, document.Sequence) or not listed.items:
        detail = f"Write at least one: `{REGIONS}: [us-east-1, us-east-2]`; for a single one, `region: us-east-1`."
        return (), (Diagnostic("spec/regions-not-a-list", f"`{REGIONS}` is a list of regions", detail, listed.span),)
    if document.find(node, ("region",)) is not None:
        detail = f"Remove `region`; `{REGIONS}` lists the regions of the instance."
        return (), (
            Diagnostic("spec/region-and-regions", "Both `region` and `regions` are given", detail, listed.span),
        )
    problems = []
    regions: dict[str, None] = {}
    for item in listed.items:
        region = document.plain(item)
        if not isinstance(region, str) or not may_be_region(region):
            guess = nearest(str(region), KNOWN_REGIONS)
            meant = f" Did you mean {guess}?" if guess else ""
            detail = f"AWS has no such region.{meant}"
            problems.append(Diagnostic("spec/unknown-region", f"{region!r} is not a region AWS has", detail, item.span))
        elif region in regions:
            detail = "Remove one of them."
            problems.append(Diagnostic("spec/region-twice", f"{region} is listed twice", detail, item.span))
        else:
            regions[region] = None
    return tuple(regions), tuple(problems)


def _not_a_mapping(what: str, span: Span) -> Diagnostic:
    return Diagnostic(
        "spec/not-a-mapping", f"{what} must be a mapping", "Write its settings below it, one `key: value` a line.", span
    )
