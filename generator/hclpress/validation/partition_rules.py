"""Rules for the partitions of AWS: of the regions of an environment, and of the ARNs in it, wherever they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hclpress.aws.arn import Arn, arn_of, wrong_part
from hclpress.aws.dated_values import day_of, regions
from hclpress.aws.regions import partition_of
from hclpress.aws.version_constraint import version_of
from hclpress.diagnostics import Diagnostic, Severity, Span
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.source import document
from hclpress.source.cursor import Cursor
from hclpress.source.nearest import nearest
from hclpress.source.node_results import once_for_each_node
from hclpress.spec.environment import Providers, S3Backend

_FREE = frozenset({"description", "environment", "input", "note", "value"})
"""Keys of texts that mean nothing to AWS: a function may use another partition with credentials of its own."""


def partition_problems(spec: EnvironmentSpec) -> Iterator[Diagnostic]:
    """Report regions of several partitions, and ARNs that this environment cannot use."""
    own = partition_of(spec.environment.region)
    yield from _provider_problems(spec)
    for name, site in spec.sites.items():
        if partition_of(site.region) != own:
            yield Diagnostic(
                "spec/partitions-mixed",
                f"{name} is in {site.region}, and the environment in {spec.environment.region}",
                f"These are the partitions {partition_of(site.region)} and {own}, which have accounts of their own: "
                "no credentials are valid in both. Make an environment for each.",
                spec.place(name, ("region",)),
            )
    yield from _arn_problems(spec)


def _provider_problems(spec: EnvironmentSpec) -> Iterator[Diagnostic]:
    """Report each region that not every version of the provider knows which `terraform init` may choose."""
    places = {spec.environment.region: Cursor(spec.document, ("region",)).span}
    for name, site in spec.sites.items():
        if name not in spec.shared:
            places.setdefault(site.region, spec.place(name, ("region",)))
    backend = spec.environment.backend
    if isinstance(backend, S3Backend) and backend.region is not None and backend.region not in regions():
        yield _unknown(backend.region, spec.environment.providers, Cursor(spec.document, ("backend", "region")).span)
    for region, place in places.items():
        known = regions().get(region)
        if known is None:
            yield _unknown(region, spec.environment.providers, place)
        elif (first := known.provider) is not None and not spec.environment.providers.always_have(version_of(first)):
            yield Diagnostic(
                "spec/region-needs-provider",
                f"The provider versions {spec.environment.providers.aws!r} do not all know {region}",
                'Versions 6.x do. Set `providers: {aws: "~> 6.0"}` at the top of the spec, and run `terraform init '
                "-upgrade`.",
                place,
            )


def _unknown(region: str, providers: Providers, place: Span) -> Diagnostic:
    """The problem of a region that is not in the list; the provider refuses one that it does not know itself."""
    guess = nearest(region, regions())
    meant = f"Did you mean {guess}? " if guess else ""
    day = f"{day_of('regions'):%B %Y}"
    if providers.always_have((6, 0, 0)):
        detail = f"{meant}It is not in the list of {day}. The plan tells whether the provider knows it."
        summary = f"Whether AWS has a region {region} is not known"
        return Diagnostic("spec/unknown-region", summary, detail, place, Severity.WARNING)
    detail = f'{meant}It is not in the list of {day}. If AWS has it by now, set `providers: {{aws: "~> 6.0"}}`.'
    return Diagnostic("spec/unknown-region", f"{region!r} is not a region AWS has", detail, place)


def _arn_problems(spec: EnvironmentSpec) -> Iterator[Diagnostic]:
    """Report each ARN of a partition, a region or an account that cannot be, and each of another partition."""
    partition = partition_of(spec.environment.region)
    own = {spec.environment.region, *(site.region for site in spec.sites.values())}
    for text, arn, is_free, place in _arns(spec.document):
        reason = wrong_part(arn, own)
        if reason is not None:
            yield Diagnostic("spec/wrong-arn", f"{text!r} is no ARN of AWS", f"{reason[0].upper()}{reason[1:]}.", place)
        elif "*" not in arn.partition and arn.partition != partition and not is_free:
            yield Diagnostic(
                "spec/arn-of-another-partition",
                f"{text!r} is of another partition",
                f"This environment is in {partition}. No resource can use one of another partition.",
                place,
            )


class _PlacedArn(NamedTuple):
    """An ARN in a spec.

    Attributes:
        text: the whole value.
        arn: the ARN.
        is_free: whether it stands below a key of `_FREE`.
        place: the place of the value.
    """

    text: str
    arn: Arn
    is_free: bool
    place: Span


@once_for_each_node(4096)
def _arns(node: document.Mapping) -> tuple[_PlacedArn, ...]:
    """Return every ARN below a mapping, in document order."""
    return tuple(
        one._replace(is_free=one.is_free or key in _FREE)
        for key, entry in node.entries.items()
        for one in _arns_of(entry.node)
    )


def _arns_of(node: document.Node) -> Iterator[_PlacedArn]:
    if isinstance(node, document.Mapping):
        yield from _arns(node)
    elif isinstance(node, document.Sequence):
        for item in node.items:
            yield from _arns_of(item)
    elif isinstance(node.value, str) and (arn := arn_of(node.value)) is not None:
        yield _PlacedArn(node.value, arn, False, node.span)
