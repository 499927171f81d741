"""Rules for the partitions of AWS: of the regions of an environment, and of the ARNs in it, wherever they are."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.arn import arn_of, wrong_part
from hclpress.aws.dated_values import day_of, regions
from hclpress.aws.regions import partition_of
from hclpress.aws.version_constraint import version_of
from hclpress.diagnostics import Diagnostic, Severity, Span
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.source import document
from hclpress.source.cursor import Cursor
from hclpress.source.nearest import nearest
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
    for path, leaf in document.walk(spec.document):
        value = leaf.value if isinstance(leaf, document.Scalar) else None
        arn = arn_of(value) if isinstance(value, str) else None
        if arn is None:
            continue
        reason = wrong_part(arn, own)
        if reason is not None:
            yield Diagnostic(
                "spec/wrong-arn", f"{value!r} is no ARN of AWS", f"{reason[0].upper()}{reason[1:]}.", leaf.span
            )
        elif "*" not in arn.partition and arn.partition != partition and not _FREE.intersection(path):
            yield Diagnostic(
                "spec/arn-of-another-partition",
                f"{value!r} is of another partition",
                f"This environment is in {partition}. No resource can use one of another partition.",
                leaf.span,
            )
