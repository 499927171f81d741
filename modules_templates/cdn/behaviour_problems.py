"""Problems of the behaviours of a distribution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from hclpress.module import Problem, SpecPath

from .behaviours import Behaviour, PathBehaviour
from .origins import ApiOrigin, BucketOrigin, Origin, Origins, leading
from .policies import ALL_FORWARDING, HOST_CACHING, HOST_FORWARDING, QUERY_BLIND

# CreateDistribution, PathPattern: at most 255 of these characters.
_PATH_PATTERN = re.compile(r"""[A-Za-z0-9_\-.*$/~"'@:+&?]{1,255}""")


def behaviour_problems(
    default: Behaviour, behaviours: tuple[PathBehaviour, ...], origins: Origins
) -> Iterator[Problem]:
    """Report behaviours without an origin, those that no request reaches, and those that their origins refuse."""
    yield from _one(("default",), default, origins)
    for index, behaviour in enumerate(behaviours):
        path: SpecPath = ("behaviours", index)
        yield from _one(path, behaviour, origins)
        if not _PATH_PATTERN.fullmatch(behaviour.path):
            yield Problem(
                (*path, "path"),
                "path-form",
                f"CloudFront would refuse the path {behaviour.path!r}",
                "It takes up to 255 letters, digits and any of _ - . * $ / ~ \" ' @ : + & ? such as /images/*.",
            )
            continue
        for earlier in behaviours[:index]:
            if _normal(earlier.path) == _normal(behaviour.path):
                yield Problem(
                    (*path, "path"),
                    "path-twice",
                    f"The path {behaviour.path} is listed twice",
                    "A slash in front makes no difference to CloudFront. Remove one of them.",
                )
                break
            if "?" not in earlier.path and fnmatchcase(_normal(behaviour.path), _normal(earlier.path)):
                yield Problem(
                    (*path, "path"),
                    "path-never-reached",
                    f"No request reaches {behaviour.path}",
                    f"The first matching path applies, and {earlier.path} matches all of its requests. Move this one "
                    "before it.",
                )
                break


def _normal(path: str) -> str:
    return path.removeprefix("/")


def _one(path: SpecPath, behaviour: Behaviour, origins: Origins) -> Iterator[Problem]:
    name = behaviour.origin
    if name is None and len(leading(origins)) > 1:
        yield Problem(
            path,
            "which-origin",
            "The origin of these requests is ambiguous",
            f"There are several: {', '.join(leading(origins))}. Name one with `origin:`.",
        )
    elif name is not None and name not in origins:
        yield Problem(
            (*path, "origin"),
            "no-such-origin",
            f"There is no origin `{name}`",
            f"There is: {', '.join(origins)}.",
        )
    else:
        origin = origins[name or leading(origins)[0]]
        asked: list[Origin] = [origin]
        if behaviour.failover and origin.failover and origin.failover.origin in origins:
            asked.append(origins[origin.failover.origin])
        yield from _host_problems(path, behaviour, asked)
        yield from _method_problems(path, behaviour, asked)
        yield from _cache_problems(path, behaviour, origin)


def _host_problems(path: SpecPath, behaviour: Behaviour, asked: list[Origin]) -> Iterator[Problem]:
    places: list[tuple[str, str]] = []
    if behaviour.origin_request in HOST_FORWARDING:
        places.append(("origin_request", str(behaviour.origin_request)))
    if behaviour.cache in HOST_CACHING:
        places.append(("cache", str(behaviour.cache)))
    for field, policy in places:
        if any(isinstance(origin, BucketOrigin) for origin in asked):
            yield Problem(
                (*path, field),
                "host-sent-to-bucket",
                "A bucket must not see the viewer's Host header",
                f"{policy} sends it, and S3 reads it as the name of another bucket and refuses the "
                "request. Use CORS-S3Origin, or AllViewerExceptHostHeader; to cache, CachingOptimized.",
            )
        if any(isinstance(origin, ApiOrigin) for origin in asked):
            yield Problem(
                (*path, field),
                "host-sent-to-api",
                "An API must not see the viewer's Host header",
                f"{policy} sends it, and API Gateway finds its APIs by it and answers 403. Use "
                "AllViewerExceptHostHeader; to cache, CachingOptimized.",
            )


def _method_problems(path: SpecPath, behaviour: Behaviour, asked: list[Origin]) -> Iterator[Problem]:
    if behaviour.methods != "all":
        return
    if behaviour.fails_over(asked[0]):
        yield Problem(
            (*path, "methods"),
            "writes-cannot-fail-over",
            "Requests that write cannot fail over",
            "CloudFront refuses POST, PUT, PATCH and DELETE where an origin has a failover: a request "
            "might be written twice. Set `failover: false` here, best for just the paths that are written to, or "
            "remove `methods: all`.",
        )
    if isinstance(asked[0], BucketOrigin):
        yield Problem(
            (*path, "methods"),
            "writes-to-bucket",
            "The distribution cannot write to a bucket",
            "It may only read, so S3 answers such requests with 403. Set `read` or `cors`.",
        )


def _cache_problems(path: SpecPath, behaviour: Behaviour, origin: Origin) -> Iterator[Problem]:
    cache, request = behaviour.cache_for(origin), behaviour.origin_request_for(origin)
    if cache in QUERY_BLIND and request in ALL_FORWARDING and not isinstance(origin, BucketOrigin):
        yield Problem(
            (*path, "cache"),
            "answers-mixed-up",
            "Visitors would receive answers of other visitors",
            f"{request} lets the answer depend on cookies, queries and tokens, and {cache} keeps one answer for all "
            "of them. Set `cache: CachingDisabled`, or remove `origin_request` for content that is the same for "
            "everybody.",
        )
