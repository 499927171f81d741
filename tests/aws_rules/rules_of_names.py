"""Rules of ECR, of Route 53 with certificates, and of roles that others assume."""

from __future__ import annotations

from aws_rule import AwsRule, above, broken, fine, several
from bases import REPOSITORIES, ROLES, ZONES

_ANYBODY = "iam/anybody-could-assume"
_HUB = "secret:ecr-pullthroughcache/hub-AbCdEf"

IMAGES: tuple[AwsRule, ...] = (
    broken(REPOSITORIES, "key: arn:aws:kms:us-east-1", "key: §arn:aws:kms:us-west-2", "ecr/key-of-another-region"),
    broken(REPOSITORIES, "under: shop/web", "under: §Shop", "spec/wrong-value", "is not a namespace"),
    broken(REPOSITORIES, "under: shop/web", "under: §shop//web", "spec/wrong-value", "is not a namespace"),
    fine(REPOSITORIES, "under: shop/web", "under: shop-one/web.two__three"),
    broken(REPOSITORIES, '"pr-*": {days: 14}', '§"pr-*": {}', "ecr/expiry-unclear"),
    broken(REPOSITORIES, '"pr-*": {days: 14}', '§"pr-*": {days: 14, newest: 2}', "ecr/expiry-unclear"),
    broken(REPOSITORIES, '"pr-*": {days: 14}', '§"a*b*c*d*e*": {days: 14}', "spec/wrong-value", "at most four"),
    fine(REPOSITORIES, '"pr-*": {days: 14}', '"a*b*c*d*": {newest: 14}'),
    broken(REPOSITORIES, "keep_images: 20", "keep_images: §0", "spec/wrong-value"),
    broken(REPOSITORIES, "upstream: quay", "upstream: §docker.io", "spec/wrong-value", "docker-hub"),
    broken(REPOSITORIES, "quay: {upstream: quay}", "§quay: {upstream: github}", "ecr/login-needed"),
    broken(
        REPOSITORIES,
        "{upstream: quay}",
        f"{{upstream: quay, secret: §arn:aws:secretsmanager:us-east-1:123456789012:{_HUB}}}",
        "ecr/login-not-taken",
    ),
    fine(
        REPOSITORIES,
        "{upstream: quay}",
        f"{{upstream: acmeimages.azurecr.io, secret: arn:aws:secretsmanager:us-east-1:123456789012:{_HUB}}}",
    ),
)
"""Rules of repositories and mirrors."""

DOMAINS: tuple[AwsRule, ...] = (
    broken(ZONES, "ttl: 300", "ttl: §-1", "spec/wrong-value"),
    broken(ZONES, "ttl: 300", "ttl: §2147483648", "spec/wrong-value"),
    fine(ZONES, "ttl: 300", "ttl: 2147483647"),
    broken(ZONES, "txt: [hello]", f"txt: [§{'x' * 4001}]", "spec/wrong-value"),
    fine(ZONES, "txt: [hello]", f"txt: [{'x' * 4000}]"),
    broken(ZONES, "txt: [hello]", f"txt: §[{several(401, 't#')}]", "spec/wrong-value", "400"),
    broken(ZONES, "txt: [hello]", "txt: [hello], cname: §shop.example.net", "dns/cname-beside-others"),
    broken(ZONES, "          api:", f"          §{'a' * 64}:", "spec/wrong-value"),
    fine(ZONES, "          api:", f"          {'a' * 63}:"),
    broken(ZONES, "          api:", "          §api.dev:", "dns/beyond-delegation"),
    broken(ZONES, "          api: {a: [192.0.2.1]}", '          "@": {cname: §a.example.net}', "dns/cname-at-apex"),
    broken(ZONES, "a: [192.0.2.1]", "a: [§192.0.2.256]", "spec/wrong-value"),
    broken(ZONES, "delegations: {dev: [", 'delegations: {"*": §[', "dns/delegation-refused"),
    broken(ZONES, '"*.shop.example.com"', "§www.example.com", "dns/not-in-a-zone"),
    broken(ZONES, '"*.shop.example.com"', '§"*.dev.shop.example.com"', "dns/beyond-delegation"),
    above(
        ZONES,
        'alternatives: ["*.shop.example.com"]',
        f"alternatives: §[{several(10, 'a#.shop.example.com')}]",
        "Domain names per ACM certificate",
        "dns/above-quota",
    ),
)
"""Rules of zones, records and certificates."""

CALLERS: tuple[AwsRule, ...] = (
    broken(ROLES, "hours: 2", "hours: §0", "spec/wrong-value"),
    broken(ROLES, "hours: 2", "hours: §13", "spec/wrong-value"),
    fine(ROLES, "hours: 2", "hours: 12"),
    broken(ROLES, "external_id: shop", "external_id: §x", "spec/wrong-value"),
    broken(ROLES, "external_id: shop", f"external_id: §{'x' * 1225}", "spec/wrong-value"),
    fine(ROLES, "external_id: shop", f"external_id: {'x' * 1224}"),
    broken(ROLES, "github: {repository: acme/shop, branch: main}", "§github: {repository: acme/shop}", _ANYBODY),
    broken(ROLES, "branch: main", 'branch: §"**"', "spec/wrong-value"),
    fine(ROLES, "branch: main", 'branch: "release/*"'),
    broken(ROLES, '["210987654321"]', '[§"2109876543"]', "spec/wrong-value"),
    broken(ROLES, "providers: [github]", "providers: [github, §github]", "iam/provider-twice"),
)
"""Rules of roles that pipelines and other accounts assume."""

NAMES: tuple[AwsRule, ...] = (*IMAGES, *DOMAINS, *CALLERS)
"""All of them."""
