"""Rules for the settings at the top of a spec."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.provider_schema import provider_schemas
from hclpress.aws.tag_characters import refused_in_tag
from hclpress.aws.version_constraint import LEAST_AWS, allows, allows_line
from hclpress.diagnostics import Diagnostic, Severity, Span
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.source.cursor import Cursor
from hclpress.spec.environment import S3Backend
from hclpress.spec.fields import arn_region
from hclpress.spec.naming_pattern import placeholders_of

_MOST_TAGS = 50


def environment_problems(spec: EnvironmentSpec) -> Iterator[Diagnostic]:
    """Everything wrong between the settings at the top of a spec."""
    environment, top = spec.environment, Cursor(spec.document)
    wants_suffix = "suffix" in placeholders_of(environment.naming)
    if wants_suffix and environment.suffix is None:
        yield Diagnostic(
            "spec/suffix-missing",
            "`suffix` is missing",
            f"The naming pattern is {environment.naming}. Add `suffix:`, or remove `{{suffix}}` from `naming`.",
            top.child("suffix").span,
        )
    if environment.suffix is not None and not wants_suffix:
        yield Diagnostic(
            "spec/suffix-unused",
            "The suffix is in no name",
            f"The naming pattern is {environment.naming}. Put `{{suffix}}` into `naming`, or remove `suffix`: "
            "otherwise two environments would have the same names.",
            top.child("naming").span,
        )
    yield from _role_problems(spec)
    yield from _provider_problems(spec)
    yield from _state_key_problems(spec)
    clashes = {"Environment", "ManagedBy", "Owner", "Project"}
    for tag in environment.tags:
        if tag.lower().startswith("aws:"):
            yield Diagnostic(
                "spec/tag-reserved",
                f"The tag `{tag}` belongs to AWS",
                "AWS reserves keys that begin with `aws:`. Choose another key.",
                top.child("tags", tag).key_span,
            )
        elif tag not in clashes and tag.capitalize() in clashes:
            yield Diagnostic(
                "spec/tag-twice",
                f"The tag `{tag}` differs from `{tag.capitalize()}` only in capitals",
                f"Every resource has the tag {', '.join(sorted(clashes))} already. "
                f"Write `{tag.capitalize()}` to replace it.",
                top.child("tags", tag).key_span,
            )
    spelled: dict[str, str] = {}
    for tag in environment.tags:
        other = spelled.setdefault(tag.lower(), tag)
        if other != tag:
            yield Diagnostic(
                "spec/tag-twice",
                f"The tag `{tag}` differs from `{other}` only in capitals",
                "IAM makes no difference between them, and refuses a role with both. Remove one of them.",
                top.child("tags", tag).key_span,
            )
    if refused := refused_in_tag(environment.owner):
        yield _tag_characters("The owner, which is a tag,", refused, top.child("owner").span)
    written = [(("owner",), environment.owner), *((("tags", tag), value) for tag, value in environment.tags.items())]
    for path, value in written:
        if value.lower().startswith("aws:"):
            yield Diagnostic(
                "spec/tag-reserved",
                f"The value {value!r} belongs to AWS",
                # ECS API Reference, Tag.
                "AWS reserves values of tags that begin with `aws:`. Write another value.",
                top.child(*path).span,
            )
    for tag, value in environment.tags.items():
        if refused := refused_in_tag(tag):
            yield _tag_characters(f"The key of the tag `{tag}`", refused, top.child("tags", tag).key_span)
        if refused := refused_in_tag(value):
            yield _tag_characters(f"The value of the tag `{tag}`", refused, top.child("tags", tag).span)
    yield from _too_many_tags(spec, top)


def _too_many_tags(spec: EnvironmentSpec, top: Cursor) -> Iterator[Diagnostic]:
    """More tags than a resource can have (Tagging AWS Resources User Guide, "Tag naming limits and requirements")."""
    of_environment = spec.environment.all_tags
    own = {name: {*spec.settings(name).own_tags} - {*of_environment} for name in spec.placements}
    instance = max(own, key=lambda name: len(own[name]), default="")
    count = len(of_environment) + len(own.get(instance, ()))
    if count > _MOST_TAGS:
        further = f", and {instance} has {', '.join(sorted(own[instance]))} as well" if own.get(instance) else ""
        yield Diagnostic(
            "spec/too-many-tags",
            f"{count} tags are too many",
            f"AWS accepts {_MOST_TAGS} on a resource, and hclpress writes four of them{further}.",
            top.child("tags").key_span,
        )


def _provider_problems(spec: EnvironmentSpec) -> Iterator[Diagnostic]:
    """Warn of versions of the provider of which nothing is known: 5.100.0 is the last of 5.x, and 6.x goes on."""
    constraint = spec.environment.providers.aws
    if allows(constraint, LEAST_AWS) or allows_line(constraint, (6, 0, 0)):
        return
    newest = max((schema.version for schema in provider_schemas()), default=LEAST_AWS)
    yield Diagnostic(
        "spec/provider-unknown",
        f"No version of hashicorp/aws that {constraint!r} allows is known",
        f"Known are 5.100.0 and 6.0 to {newest[0]}.{newest[1]}; whether another one takes what is rendered is not "
        "checked. Write `~> 6.0`, unless `terraform init` finds the version that you mean.",
        Cursor(spec.document, ("providers", "aws")).span,
        Severity.WARNING,
    )


def _state_key_problems(spec: EnvironmentSpec) -> Iterator[Diagnostic]:
    """The key of the state in another region than its bucket, which S3 refuses with each write."""
    backend = spec.environment.backend
    if not isinstance(backend, S3Backend) or backend.kms_key_id is None:
        return
    key, bucket = arn_region(backend.kms_key_id), backend.region or spec.environment.region
    if key != bucket:
        yield Diagnostic(
            "spec/state-key-of-another-region",
            f"The key of the state lies in {key}",
            f"Its bucket lies in {bucket} and can use only keys from there. Name one of {bucket}.",
            Cursor(spec.document, ("backend", "kms_key_id")).span,
        )


def _role_problems(spec: EnvironmentSpec) -> Iterator[Diagnostic]:
    """Roles that lead to another account than the spec's, of which the provider would refuse every change."""
    environment = spec.environment
    account, assumed = environment.account_id, environment.assume_role
    roles = [(("assume_role", "role"), assumed.role)] if assumed else []
    if assumed is None:
        # With a role to assume, the caller may be of any account.
        roles += [(("roles", verb), role) for verb in ("plan", "apply") if (role := getattr(environment.roles, verb))]
    for path, role in roles:
        of_role = role.split(":")[4]
        if account is not None and of_role != account:
            yield Diagnostic(
                "spec/role-of-another-account",
                f"The role belongs to the account {of_role}",
                f"`account_id` is {account}, and no other account can be changed. Name a role of {account}"
                f"{'.' if assumed else ', or a role there that this one assumes, with `assume_role`.'}",
                Cursor(spec.document, path).span,
            )


def _tag_characters(what: str, refused: str, place: Span) -> Diagnostic:
    shown = " ".join(one if one.isprintable() else ascii(one)[1:-1] for one in refused[:10])
    return Diagnostic(
        "spec/tag-characters",
        f"{what} has characters that AWS refuses: {shown}",
        "A tag consists of letters, digits, spaces and _ . : / = + - @. Some services accept more, but these tags go "
        "to every resource, and IAM accepts no others.",
        place,
    )
