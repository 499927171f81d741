"""Problems of the settings of dsql."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.module import FromFact, Problem, Quota, Site, SpecPath, above_quota, arn_region

from .settings import DsqlSettings

# Aurora DSQL User Guide, "Multi-Region clusters": two clusters and their witness must lie in one of these sets.
REGION_SETS: tuple[tuple[str, ...], ...] = (
    ("us-east-1", "us-east-2", "us-west-2"),
    ("eu-west-1", "eu-west-2", "eu-west-3"),
    ("ap-northeast-1", "ap-northeast-2", "ap-northeast-3"),
)


# Aurora DSQL API Reference, CreateCluster, tags: narrower than the rule of the other services.
_TAG = re.compile(r"[A-Za-z0-9_.:/=+@ -]+")


_CLUSTERS = Quota("Aurora DSQL", "Single-Region clusters per account per Region", 20)


def problems(settings: DsqlSettings, site: Site) -> Iterator[Problem]:
    """Report regions without DSQL, regions that cannot be a pair, and keys of other regions."""
    yield from region_problems(site, ("region",) if settings.region else ())
    yield from _key_problems(settings.key, ("key",), site.region)
    yield from _tag_problems(site)
    yield from _quota_problems(settings, site)
    if settings.peer is None:
        return
    yield from _key_problems(settings.peer.key, ("peer", "key"), settings.peer.peer_region)
    named = {"peer_region": settings.peer.peer_region, "witness": settings.peer.witness}
    if settings.peer.peer_region == site.region:
        yield Problem(
            ("peer", "peer_region"),
            "peer-of-itself",
            "A cluster cannot be its own peer",
            f"The first cluster lies in {site.region} already. Name another region of its set.",
        )
    if settings.peer.witness in (site.region, settings.peer.peer_region):
        yield Problem(
            ("peer", "witness"),
            "witness-is-a-peer",
            f"{settings.peer.witness} cannot be its own witness",
            "The witness decides between two clusters that cannot see each other, so it lies in a third region.",
        )
    for regions in REGION_SETS:
        if site.region not in regions:
            continue
        for setting, region in named.items():
            if region not in regions:
                yield Problem(
                    ("peer", setting),
                    "not-of-one-set",
                    f"{region} and {site.region} cannot be of one cluster",
                    f"A pair and its witness lie in {', '.join(regions)}. Another continent gets a cluster of its own.",
                )


def _quota_problems(settings: DsqlSettings, site: Site) -> Iterator[Problem]:
    """Warn at the cluster with which a region has more single ones than an account may have by default."""
    single = [
        name
        for name, other in site.neighbours.items()
        if isinstance(other, DsqlSettings) and other.peer is None and site.of(name).region == site.region
    ]
    if settings.peer is None and single[_CLUSTERS.most : _CLUSTERS.most + 1] == [site.instance]:
        yield from above_quota(_CLUSTERS, len(single), "clusters of one region", ())


def _tag_problems(site: Site) -> Iterator[Problem]:
    for tag, value in site.environment.all_tags.items():
        refused = _TAG.sub("", tag + value)
        if refused:
            yield Problem(
                (),
                "tag-characters",
                f"Aurora DSQL refuses the tag `{tag}`: {' '.join(dict.fromkeys(refused))}",
                "Tags of a cluster consist of the letters A to Z, digits, spaces and _ . : / = + - @, and those of the "
                "environment go to each resource. Write the tag without these letters.",
            )


def region_problems(site: Site, path: SpecPath) -> Iterator[Problem]:
    """Report a region without DSQL. `path` is the place in the spec that decides it."""
    everywhere = [region for one in REGION_SETS for region in one]
    if site.region not in everywhere:
        yield Problem(
            path,
            "region-without-dsql",
            f"Aurora DSQL is not known to be in {site.region}",
            f"It is in {', '.join(everywhere)}.",
        )


def _key_problems(key: str | FromFact, path: SpecPath, region: str) -> Iterator[Problem]:
    if isinstance(key, str) and key != "aws" and arn_region(key) != region:
        yield Problem(
            path,
            "key-of-another-region",
            f"The key lies in {arn_region(key)}",
            f"The cluster lies in {region} and can use only keys from there.",
        )
