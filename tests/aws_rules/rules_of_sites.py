"""Rules of CloudFront and CloudWatch, of names and tags, and of the state."""

from __future__ import annotations

from aws_rule import AwsRule, above, broken, fine, several
from bases import (
    ALARMS,
    BUCKETS,
    CERTIFICATE,
    DISTRIBUTION,
    ENVIRONMENT,
    KEYS,
    NETWORK,
    SERVICES,
)

_CUSTOM = "custom: {X-One: one}"
_BEHAVIOUR = '- {path: "/api/*", origin: shop}'
_ALIASES = "aliases: [www.example.com]"

CLOUDFRONT: tuple[AwsRule, ...] = (
    broken(DISTRIBUTION, _CUSTOM, "custom: {X-Frame-Options: §DENY}", "cdn/security-header-as-custom", "`frames`"),
    broken(DISTRIBUTION, _CUSTOM, "custom: {strict-transport-security: §max-age=1}", "cdn/security-header-as-custom"),
    broken(DISTRIBUTION, _CUSTOM, "custom: {Content-Security-Policy: §x}", "cdn/security-header-as-custom"),
    broken(DISTRIBUTION, _CUSTOM, "custom: {Referrer-Policy: §origin}", "cdn/security-header-as-custom"),
    broken(DISTRIBUTION, _CUSTOM, "custom: {X-Content-Type-Options: §nosniff}", "cdn/security-header-as-custom"),
    broken(DISTRIBUTION, _CUSTOM, 'custom: {X-XSS-Protection: §"1"}', "cdn/security-header-as-custom"),
    broken(DISTRIBUTION, _CUSTOM, "custom: {X-One: one, x-one: §two}", "cdn/header-twice"),
    broken(DISTRIBUTION, _CUSTOM, 'custom: {§"X One": one}', "spec/wrong-value"),
    broken(DISTRIBUTION, _CUSTOM, f"custom: {{X-One: §{'v' * 1784}}}", "cdn/header-too-long"),
    broken(DISTRIBUTION, _CUSTOM, f"custom: {{{'X' * 257}: §v}}", "cdn/header-too-long"),
    broken(DISTRIBUTION, _CUSTOM, "§custom: {" + several(6, "X-#: " + "v" * 1780) + "}", "cdn/headers-too-long"),
    above(
        DISTRIBUTION,
        _CUSTOM,
        f"§custom: {{{several(11, 'X-#: v')}}}",
        "Custom headers per response headers policy",
        "cdn/above-quota",
    ),
    fine(DISTRIBUTION, _CUSTOM, f"custom: {{{several(10, 'X-#: v')}}}"),
    broken(DISTRIBUTION, _CUSTOM, 'custom: {X-One: §"a\\nb"}', "spec/wrong-value"),
    broken(DISTRIBUTION, _CUSTOM, "custom: {X-One: §日本}", "spec/wrong-value"),
    broken(DISTRIBUTION, "hsts_days: 365", 'content_security_policy: §""', "spec/wrong-value"),
    fine(DISTRIBUTION, _CUSTOM, "custom: {X_One.Two: one}"),
    broken(DISTRIBUTION, "countries: {allow: [DE, FR]}", "countries: {allow: [§UK]}", "spec/wrong-value", "GB"),
    broken(DISTRIBUTION, "countries: {allow: [DE, FR]}", "§countries: {allow: [DE], deny: [FR]}", "cdn/allow-or-deny"),
    broken(DISTRIBUTION, "root_object: index.html", "root_object: §/index.html", "cdn/root-object-with-slash"),
    broken(DISTRIBUTION, "root_object: index.html", 'root_object: §"my index.html"', "spec/wrong-value"),
    broken(DISTRIBUTION, "root_object: index.html", f"root_object: §{'i' * 256}", "spec/wrong-value"),
    broken(DISTRIBUTION, _ALIASES, 'aliases: [§"https://www.example.com"]', "spec/wrong-value"),
    broken(DISTRIBUTION, _ALIASES, "aliases: [§WWW.example.com]", "spec/wrong-value"),
    broken(DISTRIBUTION, _ALIASES, "aliases: [www.example.com, §www.example.com]", "cdn/alias-twice"),
    above(
        DISTRIBUTION,
        _ALIASES,
        f"aliases: §[{several(101, 'a#.example.com')}]",
        "Alternate domain names (CNAMEs) per distribution",
        "cdn/above-quota",
    ),
    fine(DISTRIBUTION, _ALIASES, f"aliases: [{several(100, 'a#.example.com')}]"),
    broken(DISTRIBUTION, _ALIASES, f"{_ALIASES}\n    price_class: §50", "spec/wrong-value"),
    above(
        DISTRIBUTION,
        f"      {_BEHAVIOUR}\n",
        f"      §{_BEHAVIOUR}\n" + several(75, '      - {path: "/p#/*", origin: shop}\n', joined_by=""),
        "Cache behaviors per distribution",
        "cdn/above-quota",
    ),
    fine(
        DISTRIBUTION,
        f"      {_BEHAVIOUR}\n",
        f"      {_BEHAVIOUR}\n" + several(74, '      - {path: "/p#/*", origin: shop}\n', joined_by=""),
    ),
    broken(DISTRIBUTION, _BEHAVIOUR, '- {path: §"/a b/*", origin: shop}', "cdn/path-form"),
    broken(DISTRIBUTION, _BEHAVIOUR, f'- {{path: §"/{"p" * 255}", origin: shop}}', "cdn/path-form"),
    broken(
        DISTRIBUTION,
        _BEHAVIOUR,
        '- {path: "/api/*", origin: shop}\n      - {path: §"api/*", origin: shop}',
        "cdn/path-twice",
    ),
    broken(DISTRIBUTION, "host: shop.example.com", "host: §192.0.2.1", "spec/wrong-value"),
    broken(DISTRIBUTION, "host: shop.example.com", f"host: §{'a' * 64}.example.com", "spec/wrong-value"),
    broken(DISTRIBUTION, "path: /live", "path: §/live/", "spec/wrong-value"),
    broken(DISTRIBUTION, "path: /live", "path: §live", "spec/wrong-value"),
    broken(DISTRIBUTION, "path: /live", f"path: §/{'l' * 255}", "spec/wrong-value"),
    above(DISTRIBUTION, "answer_seconds: 30", "answer_seconds: §121", "Response timeout per origin", "cdn/above-quota"),
    above(DISTRIBUTION, "idle_seconds: 5", "idle_seconds: §121", "Keep-alive timeout per origin", "cdn/above-quota"),
    fine(DISTRIBUTION, "answer_seconds: 30", "answer_seconds: 120"),
    broken(DISTRIBUTION, "answer_seconds: 30", "answer_seconds: §0", "spec/wrong-value"),
    broken(DISTRIBUTION, "answer_seconds: 30", "connect_attempts: §4", "spec/wrong-value"),
    broken(DISTRIBUTION, "answer_seconds: 30", "connect_seconds: §11", "spec/wrong-value"),
    above(
        DISTRIBUTION,
        "    origins:\n      pages: {}\n",
        "    §origins:\n      pages: {}\n" + several(99, "      more-#: {host: o#.example.com}\n", joined_by=""),
        "Origins per distribution",
        "cdn/above-quota",
    ),
    above(
        DISTRIBUTION,
        "    origins:\n      pages: {}\n",
        "    §origins:\n      pages: {}\n"
        + several(11, "      more-#: {host: o#.example.com, failover: {origin: pages}}\n", joined_by=""),
        "Origin groups per distribution",
        "cdn/above-quota",
    ),
    broken(
        DISTRIBUTION,
        f"certificate: {CERTIFICATE}",
        f"certificate: §{CERTIFICATE.replace('us-east-1', 'us-west-2')}",
        "cdn/certificate-region",
    ),
    broken(
        DISTRIBUTION,
        f"certificate: {CERTIFICATE}",
        f"certificate: §{CERTIFICATE.replace('123456789012:', '999999999999:')}",
        "cdn/certificate-of-another-account",
    ),
    broken(
        DISTRIBUTION,
        f"    aliases: [www.example.com]\n    certificate: {CERTIFICATE}\n",
        "    aliases: §[www.example.com]\n",
        "cdn/alias-without-certificate",
    ),
    broken(DISTRIBUTION, "      hsts_days: 365\n", "      hsts_days: §3651\n", "spec/wrong-value"),
    broken(
        DISTRIBUTION,
        "    countries: {allow: [DE, FR]}\n",
        "    countries: {allow: [DE, FR]}\n  second:\n    module: cdn\n    origins: {second-pages: {}}\n"
        f"    aliases: [§www.example.com]\n    certificate: {CERTIFICATE}\n",
        "cdn/alias-of-another",
    ),
)

_TUNED = "{period: 300, evaluations: 2, threshold: 1}"

CLOUDWATCH: tuple[AwsRule, ...] = (
    broken(ALARMS, _TUNED, "{period: §90}", "spec/wrong-value"),
    broken(ALARMS, _TUNED, "{period: §86460}", "spec/wrong-value"),
    broken(ALARMS, _TUNED, "{period: §0}", "spec/wrong-value"),
    broken(ALARMS, _TUNED, "{evaluations: §0}", "spec/wrong-value"),
    fine(ALARMS, _TUNED, "{period: 86400, evaluations: 7}"),
    fine(ALARMS, _TUNED, "{period: 3600, evaluations: 168}"),
    fine(ALARMS, _TUNED, "{period: 420, evaluations: 205}"),
    broken(
        ALARMS,
        f"functions.answer-errors: {_TUNED}",
        "§functions.answer-errors: {period: 3600, evaluations: 169}",
        "observability/looks-back-too-far",
    ),
    broken(
        ALARMS,
        f"functions.answer-errors: {_TUNED}",
        "§functions.answer-errors: {period: 300, evaluations: 289}",
        "observability/looks-back-too-far",
    ),
    broken(ALARMS, "emails: [ops@example.com]", "emails: [§ops.example.com]", "spec/wrong-value"),
    broken(
        ALARMS,
        "topic: {emails: [ops@example.com]}",
        "topic: §arn:aws:sns:eu-west-1:123456789012:alarms",
        "observability/topic-of-another-region",
    ),
    broken(
        ALARMS,
        "topic: {emails: [ops@example.com]}",
        "topic: §arn:aws:sns:us-east-1:123456789012:a/b",
        "spec/wrong-value",
    ),
)

_NAMING = 'naming: "{project}-{name}-{suffix}"'


def named(base: str, pattern: str, item: str) -> AwsRule:
    """A naming pattern that gives a name which AWS refuses; the place is the part of the spec that names the thing."""
    edited = base.replace(_NAMING, f'naming: "{pattern}"')
    return broken(edited, item, f"§{item}", "spec/name-not-allowed")


NAMES: tuple[AwsRule, ...] = (
    *(
        named(BUCKETS.replace("      logs: {}\n", ""), pattern, "data:")
        for pattern in (
            "sthree-{name}-{suffix}",
            "amzn-s3-demo-{name}-{suffix}",
            "xn--{name}-{suffix}",
            "{suffix}-{name}-s3alias",
            "{suffix}-{name}--ol-s3",
            "{suffix}-{name}.mrap",
            "{suffix}-{name}--x-s3",
            "{suffix}-{name}--table-s3",
            "{suffix}..{name}",
            "{suffix}-{name}.",
            "{suffix}_{name}",
            "{suffix}-" + "x" * 60 + "-{name}",
        )
    ),
    named(KEYS, "aws/{name}-{suffix}", "data:"),
    named(KEYS, "{name} {suffix}", "data:"),
    broken(NETWORK, "project: shop", "project: §Shop", "spec/wrong-value"),
    broken(NETWORK, "region: us-east-1", "region: §us-east-9", "spec/unknown-region"),
    broken(NETWORK, 'account_id: "123456789012"', 'account_id: §"1234"', "spec/wrong-value"),
    broken(ENVIRONMENT, "tags: {Team: shop}", 'tags: {§"aws:Team": shop}', "spec/tag-reserved"),
    broken(ENVIRONMENT, "tags: {Team: shop}", "tags: {Team: §aws:shop}", "spec/tag-reserved"),
    broken(ENVIRONMENT, "owner: platform-team", "owner: §AWS:team", "spec/tag-reserved"),
    broken(ENVIRONMENT, "tags: {Team: shop}", "tags: {Team: §shop & co}", "spec/tag-characters"),
    broken(ENVIRONMENT, "tags: {Team: shop}", 'tags: {§"Te,am": shop}', "spec/tag-characters"),
    broken(ENVIRONMENT, "tags: {Team: shop}", f"tags: {{§{'k' * 129}: shop}}", "spec/wrong-value"),
    broken(ENVIRONMENT, "tags: {Team: shop}", f"tags: {{Team: §{'v' * 257}}}", "spec/wrong-value"),
    broken(ENVIRONMENT, "tags: {Team: shop}", f"§tags: {{{several(47, 'T#: v')}}}", "spec/too-many-tags"),
    fine(ENVIRONMENT, "tags: {Team: shop}", f"tags: {{{several(46, 'T#: v')}}}"),
    broken(ENVIRONMENT, "tags: {Team: shop}", "tags: {Team: shop, §team: shop}", "spec/tag-twice"),
    broken(
        ENVIRONMENT,
        "posture: staging",
        f"posture: staging\nassume_role: {{role: §arn:aws:iam::123456789012:role/{'r' * 65}}}",
        "spec/wrong-value",
    ),
    broken(
        ENVIRONMENT,
        "posture: staging",
        'posture: staging\nassume_role: {role: "arn:aws:iam::123456789012:role/x", session_name: §x}',
        "spec/wrong-value",
    ),
    broken(
        ENVIRONMENT,
        "posture: staging",
        'posture: staging\nassume_role: {role: "arn:aws:iam::123456789012:role/x", external_id: §"a b"}',
        "spec/wrong-value",
    ),
    broken(ENVIRONMENT, "owner: platform-team", 'owner: §"team#1"', "spec/tag-characters"),
    broken(ENVIRONMENT, "bucket: acme-state", "bucket: §Acme_State", "spec/wrong-value"),
    broken(ENVIRONMENT, "bucket: acme-state", "bucket: §192.168.5.4", "spec/wrong-value"),
    broken(ENVIRONMENT, "bucket: acme-state", "bucket: §ab", "spec/wrong-value"),
    broken(
        ENVIRONMENT,
        "  region: us-east-1\n",
        "  kms_key_id: §arn:aws:kms:eu-west-1:123456789012:key/12345678-1234-1234-1234-123456789012\n",
        "spec/state-key-of-another-region",
    ),
    broken(ENVIRONMENT, "  region: us-east-1\n", "  region: §us-east-7\n", "spec/unknown-region"),
    broken(
        SERVICES,
        "posture: staging",
        "posture: staging\nassume_role: {role: §arn:aws:iam::999999999999:role/x}",
        "spec/role-of-another-account",
    ),
)

SITES = (*CLOUDFRONT, *CLOUDWATCH, *NAMES)
