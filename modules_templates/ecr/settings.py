"""Settings of the module ecr."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module import AccountId, FromFact, Item, ItemName, KeyReference, Module, OfKind, spelled, text_or_mapping

from .upstreams import UPSTREAMS

# ECR API Reference, CreateRepository, repositoryName: words of small letters and digits, with `/` between.
_WORD = r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*"
Namespace = Annotated[
    str, spelled(rf"{_WORD}(?:/{_WORD})*", "a namespace of repositories", "shop"), Field(max_length=200)
]
# ECR User Guide, "Lifecycle policy parameters", tagPatternList: at most four `*` in a pattern; PutImage, imageTag: 128.
_PATTERN = r"(?=.{1,128}\Z)[A-Za-z0-9._-]*(?:\*[A-Za-z0-9._-]*){0,4}"
TagPattern = Annotated[str, spelled(_PATTERN, "a pattern of tags with at most four `*`", "pr-*")]
Count = Annotated[int, Field(ge=1)]
Upstream = Annotated[
    str,
    spelled(
        "|".join(UPSTREAMS) + r"|[a-z0-9]{5,50}\.azurecr\.io",
        f"a registry that ECR mirrors ({', '.join(UPSTREAMS)}, or one of Azure)",
        "docker-hub or acmeimages.azurecr.io",
    ),
]
# ECR API Reference, CreatePullThroughCacheRule, credentialArn.
_LOGIN = r"arn:aws(?:-[a-z]+)*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:ecr-pullthroughcache/[A-Za-z0-9/_+=.@-]+"
SecretReference = Annotated[
    Annotated[
        str,
        spelled(
            _LOGIN,
            "the ARN of a secret whose name begins with `ecr-pullthroughcache/`",
            "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf",
        ),
        Tag("text"),
    ]
    | Annotated[FromFact, OfKind(("secret arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]


class Expiry(Item):
    """The end of images by their tags: one of the two."""

    newest: Count | None = None
    """Number of such images that are kept; older ones are deleted."""
    days: Count | None = None
    """Days after which such an image is deleted."""


class Repository(Item):
    """A repository."""

    under: Namespace | None = None
    """Namespace in front of its name, such as `shop` in `shop/web`."""
    image_tags: Literal["immutable", "mutable"] = "immutable"
    """Whether a tag stays with its image for good, or a push may move it to another."""
    scan: bool = True
    """Whether ECR looks for known vulnerabilities in each image that is pushed."""
    key: KeyReference | None = None
    """KMS key that encrypts the images: its ARN, or `{from: instance.fact}`. Left out: ECR's own. A later change makes
    a new repository."""
    untagged_days: Count = 14
    """Days after which an image without a tag is deleted. The parts of a tagged image stay."""
    expire: Annotated[Mapping[TagPattern, Expiry], Field(max_length=48)] = {}
    """Ends of images by a pattern of their tags, such as `"pr-*": {days: 14}`. Of those that fit, the one
    with most letters decides."""
    keep_images: Count | None = None
    """Number of images that are kept, whatever their tags; older ones are deleted. Left out: all that have tags."""
    readers: Annotated[tuple[AccountId, ...], Field(max_length=100)] = ()
    """Other accounts that may pull the images."""
    functions: bool = False
    """Whether Lambda functions run the images, those of `readers` included."""


class Mirror(Item):
    """Repositories that ECR fills from another registry when somebody pulls from them."""

    upstream: Upstream
    """Registry whose images are pulled: `docker-hub`, `ecr-public`, `github`, `gitlab`, `kubernetes`, `quay`, or one of
    Azure, such as `acmeimages.azurecr.io`."""
    secret: SecretReference | None = None
    """Secret with the login at the registry: an ARN, or `{from: instance.fact}`. Its name begins with
    `ecr-pullthroughcache/`, and it holds `{"username": …, "accessToken": …}`."""


class EcrSettings(Module):
    """Settings of one instance."""

    repositories: Mapping[ItemName, Repository] = {}
    """The repositories by name."""
    mirrors: Annotated[Mapping[ItemName, Mirror], Field(max_length=50)] = {}
    """The mirrors of other registries by name."""
