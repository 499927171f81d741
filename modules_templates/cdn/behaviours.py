"""Settings of the behaviours: the answers to requests, and the origins that give them."""

from collections.abc import Mapping
from typing import Literal

from hclpress.module import Item, ItemName

from .origins import BucketOrigin, Origin
from .policies import CachePolicy, HeadersPolicy, OriginRequestPolicy

Methods = Literal["read", "cors", "all"]

METHODS: Mapping[Methods, tuple[str, ...]] = {
    "read": ("GET", "HEAD"),
    "cors": ("GET", "HEAD", "OPTIONS"),
    "all": ("DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"),
}
"""The three sets of methods that CloudFront can let through (API reference, AllowedMethods)."""


class Behaviour(Item):
    """Origin, caching and methods of the requests that it answers."""

    origin: ItemName | None = None
    """Origin of the answers. Left out: the only one there is, beside those that others fail over to."""
    failover: bool = True
    """Whether the origin's `failover` applies here. `false` is for requests that write: they go to the origin alone."""
    cache: CachePolicy | None = None
    """Managed cache policy, by name: it decides which requests are the same, and how long their answer is kept. Left
    out: `CachingOptimized` of a bucket, `CachingDisabled` of any other origin."""
    origin_request: OriginRequestPolicy | None = None
    """Managed origin request policy, by name: it decides which parts of a request the origin sees, beside those of the
    cache policy. Left out: `AllViewerExceptHostHeader` where nothing is cached and the origin is no bucket. `null`:
    none."""
    headers: HeadersPolicy | None = None
    """Managed response headers policy, by name. Left out: the distribution's own `headers`."""
    methods: Methods | None = None
    """Methods that pass: `read` takes GET and HEAD, `cors` OPTIONS too, `all` those that write as well. Left out:
    `read` of a bucket, `cors` where a failover applies, `all` of any other origin."""
    compress: bool = True
    """Whether answers are compressed for browsers that can read them so."""

    def fails_over(self, origin: Origin) -> bool:
        """Whether another origin is asked when `origin` fails."""
        return self.failover and origin.failover is not None

    def methods_for(self, origin: Origin) -> Methods:
        """The methods that pass to `origin`."""
        if self.methods is not None:
            return self.methods
        if isinstance(origin, BucketOrigin):
            return "read"
        return "cors" if self.fails_over(origin) else "all"

    def cache_for(self, origin: Origin) -> CachePolicy:
        """The cache policy for the answers of `origin`."""
        return self.cache or ("CachingOptimized" if isinstance(origin, BucketOrigin) else "CachingDisabled")

    def origin_request_for(self, origin: Origin) -> OriginRequestPolicy | None:
        """The origin request policy for `origin`; None without one."""
        if "origin_request" in self.model_fields_set or isinstance(origin, BucketOrigin):
            return self.origin_request
        # A cached answer must not depend on parts of a request that are not in its cache key.
        return "AllViewerExceptHostHeader" if self.cache_for(origin) == "CachingDisabled" else None


class PathBehaviour(Behaviour):
    """A behaviour for certain paths."""

    path: str
    """Paths, such as `/images/*`; `*` stands for any characters, `?` for one. The first that matches counts."""
