"""ARNs of another region or account, where AWS takes only those of its own."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.arn import arn_of, wrong_part
from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.source.document import SpecPath


def other_region_problems(value: object, site: Site, path: SpecPath, thing: str) -> Iterator[Problem]:
    """Yield a problem for an ARN of another region than the site's; none for a fact, or for anything but an ARN.

    Args:
        value: the value of the setting.
        site: the site of the instance.
        path: the place of the value.
        thing: the word for the resource, such as `queue`.
    """
    arn = arn_of(value) if isinstance(value, str) else None
    if arn is None or wrong_part(arn) is not None:
        # It is reported as no ARN at all.
        return
    if arn.region and arn.region != site.region:
        yield Problem(
            path,
            f"{thing}-of-another-region",
            f"The {thing} lies in {arn.region}",
            f"{site.instance} lies in {site.region}, and AWS takes a {thing} of that region only. Name one from there, "
            f"or move the instance: `region: {arn.region}`.",
        )


def other_account_problems(value: object, site: Site, path: SpecPath, thing: str) -> Iterator[Problem]:
    """Yield a problem for an ARN of another account than the environment's, if the spec names that; as above."""
    arn = arn_of(value) if isinstance(value, str) else None
    own = site.environment.account_id
    if arn is not None and own is not None and arn.account not in ("", own):
        yield Problem(
            path,
            f"{thing}-of-another-account",
            f"The {thing} belongs to the account {arn.account}",
            f"This environment is in {own}, and AWS takes a {thing} of its own account only. Name one from there.",
        )
