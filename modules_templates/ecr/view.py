"""Values that the templates of ecr see beside the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.aws.regions import partition_of
from hclpress.aws.service_principals import service_principal
from hclpress.hcl import Expr, Object, attributes
from hclpress.module import ItemView, Name, Site, environment_expression, item_views

from .grants import PULLS
from .settings import EcrSettings, Expiry, Mirror, Repository
from .upstreams import registry_of


class RepositoryView(ItemView[Repository], frozen=True):
    """One repository.

    Attributes:
        mutability: the word of ECR for `image_tags`.
        key_arn: the KMS key; None for ECR's own.
        rules: the rules of its lifecycle policy.
        pullers: the accounts that may pull, each as a whole.
        callers: the ARNs of the functions that run the images.
    """

    mutability: str
    key_arn: str | Expr | None
    rules: tuple[Object, ...]
    pullers: tuple[str, ...]
    callers: tuple[Expr, ...]


class MirrorView(ItemView[Mirror], frozen=True):
    """One mirror; `url` is its registry."""

    url: str
    secret_arn: str | Expr | None


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        force_delete: whether images are deleted with their repository.
        pulls: the actions that pull an image.
        lambda_service: Lambda as a principal.
    """

    force_delete: bool
    pulls: tuple[str, ...]
    lambda_service: str
    repositories: tuple[RepositoryView, ...]
    mirrors: tuple[MirrorView, ...]


def view_of(settings: EcrSettings, names: Mapping[str, Name], site: Site) -> View:
    """The view of an instance."""
    return View(
        force_delete=site.environment.may_be_destroyed,
        pulls=PULLS,
        lambda_service=service_principal("lambda", site.region),
        repositories=tuple(_repository(one, site) for one in item_views(settings.repositories, "repositories", names)),
        mirrors=tuple(
            MirrorView(
                one.key,
                one.settings,
                one.names,
                url=registry_of(one.settings.upstream).url,
                secret_arn=environment_expression(one.settings.secret) if one.settings.secret else None,
            )
            for one in item_views(settings.mirrors, "mirrors", names)
        ),
    )


def _repository(item: ItemView[Repository], site: Site) -> RepositoryView:
    repository, partition = item.settings, partition_of(site.region)
    accounts = (str(site.account), *repository.readers) if repository.functions else ()
    return RepositoryView(
        item.key,
        repository,
        item.names,
        mutability=repository.image_tags.upper(),
        key_arn=environment_expression(repository.key) if repository.key else None,
        rules=tuple(_rules(repository)),
        pullers=tuple(f"arn:{partition}:iam::{account}:root" for account in repository.readers),
        callers=tuple(Expr(f'"arn:{partition}:lambda:{site.region}:{account}:function:*"') for account in accounts),
    )


def _rules(repository: Repository) -> Iterator[Object]:
    """The rules in the order in which ECR applies them; the one for all images must come last."""
    chosen: list[tuple[str, dict[str, object]]] = [
        (
            f"Images without a tag end after {repository.untagged_days} days.",
            {"tagStatus": "untagged", **_count(None, repository.untagged_days)},
        )
    ]
    for pattern, expiry in sorted(repository.expire.items(), key=_most_letters_first):
        counted = {"tagStatus": "tagged", "tagPatternList": (pattern,), **_count(expiry.newest, expiry.days)}
        end = f"end after {expiry.days} days" if expiry.days else f"end but for the newest {expiry.newest}"
        chosen.append((f"Images with the tag {pattern} {end}.", counted))
    if repository.keep_images is not None:
        words = f"Images end but for the newest {repository.keep_images}."
        chosen.append((words, {"tagStatus": "any", **_count(repository.keep_images, None)}))
    for priority, (words, selection) in enumerate(chosen, start=1):
        yield attributes(
            {
                "rulePriority": priority,
                "description": words,
                "selection": attributes(selection),
                "action": attributes({"type": "expire"}),
            }
        )


def _most_letters_first(entry: tuple[str, Expiry]) -> tuple[int, str]:
    pattern = entry[0]
    return -len(pattern.replace("*", "")), pattern


def _count(newest: int | None, days: int | None) -> Mapping[str, object]:
    if newest is not None:
        return {"countType": "imageCountMoreThan", "countNumber": newest}
    return {"countType": "sinceImagePushed", "countUnit": "days", "countNumber": days}
