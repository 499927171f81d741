"""The managed policies of CloudFront by name.

Amazon CloudFront Developer Guide, "Use managed cache policies", "… origin request policies" and "… response headers
policies": the ids are the same in every account.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

CachePolicy = Literal[
    "CachingOptimized",
    "CachingOptimizedForUncompressedObjects",
    "CachingDisabled",
    "UseOriginCacheControlHeaders",
    "UseOriginCacheControlHeaders-QueryStrings",
]
OriginRequestPolicy = Literal[
    "AllViewer",
    "AllViewerAndCloudFrontHeaders-2022-06",
    "AllViewerExceptHostHeader",
    "CORS-CustomOrigin",
    "CORS-S3Origin",
    "HostHeaderOnly",
    "UserAgentRefererHeaders",
]
HeadersPolicy = Literal[
    "SimpleCORS",
    "CORS-With-Preflight",
    "SecurityHeadersPolicy",
    "CORS-and-SecurityHeadersPolicy",
    "CORS-with-preflight-and-SecurityHeadersPolicy",
]

CACHE_POLICIES: Mapping[CachePolicy, str] = {
    "CachingOptimized": "658327ea-f89d-4fab-a63d-7e88639e58f6",
    "CachingOptimizedForUncompressedObjects": "b2884449-e4de-46a7-ac36-70bc7f1ddd6d",
    "CachingDisabled": "4135ea2d-6df8-44a3-9df3-4b5a84be39ad",
    "UseOriginCacheControlHeaders": "83da9c7e-98b4-4e11-a168-04f0df8e2c65",
    "UseOriginCacheControlHeaders-QueryStrings": "4cc15a8a-d715-48a4-82b8-cc0b614638fe",
}
ORIGIN_REQUEST_POLICIES: Mapping[OriginRequestPolicy, str] = {
    "AllViewer": "216adef6-5c7f-47e4-b989-5492eafa07d3",
    "AllViewerAndCloudFrontHeaders-2022-06": "33f36d7e-f396-46d9-90e0-52428a34d9dc",
    "AllViewerExceptHostHeader": "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    "CORS-CustomOrigin": "59781a5b-3903-41f3-afcb-af62929ccde1",
    "CORS-S3Origin": "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf",
    "HostHeaderOnly": "bf0718e1-ba1e-49d1-88b1-f726733018ae",
    "UserAgentRefererHeaders": "acba4595-bd28-49b8-b9fe-13317c0390fa",
}
HEADERS_POLICIES: Mapping[HeadersPolicy, str] = {
    "SimpleCORS": "60669652-455b-4ae9-85a4-c4c02393f86c",
    "CORS-With-Preflight": "5cc3b908-e619-4b99-88e5-2cf7f45965bd",
    "SecurityHeadersPolicy": "67f7725c-6f97-4210-82d7-5512b31e9d03",
    "CORS-and-SecurityHeadersPolicy": "e61eb60c-9c35-4d20-a928-2b84e02af89c",
    "CORS-with-preflight-and-SecurityHeadersPolicy": "eaab4381-ed33-4a86-88ca-d9558dc6cd63",
}

HOST_FORWARDING: frozenset[OriginRequestPolicy] = frozenset(
    {"AllViewer", "AllViewerAndCloudFrontHeaders-2022-06", "HostHeaderOnly"}
)
"""Policies that send the viewer's Host header to the origin, which S3 takes for the name of another bucket."""
HOST_CACHING: frozenset[CachePolicy] = frozenset(
    {"UseOriginCacheControlHeaders", "UseOriginCacheControlHeaders-QueryStrings"}
)
"""Policies that cache answers by the viewer's Host header and so send it to the origin as well."""
QUERY_BLIND: frozenset[CachePolicy] = frozenset({"CachingOptimized", "CachingOptimizedForUncompressedObjects"})
"""Policies that cache one answer for a path, for all queries, cookies and headers."""
ALL_FORWARDING: frozenset[OriginRequestPolicy] = frozenset(
    {"AllViewer", "AllViewerAndCloudFrontHeaders-2022-06", "AllViewerExceptHostHeader"}
)
"""Policies that send the whole query, all cookies and all headers (one of them all but Host) to the origin."""
