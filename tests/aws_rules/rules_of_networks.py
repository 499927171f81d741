"""Rules of VPC, Elastic Load Balancing, ACM and AWS WAF."""

from __future__ import annotations

from aws_rule import AwsRule, above, broken, doubtful, fine, several
from bases import CERTIFICATE, FIREWALL, NETWORK, REQUESTED, SERVICES

_CIDR = "cidr: 10.20.0.0/16"
_TIERS = """      public: {size: 24}
      private: {size: 22}
      isolated: {size: 24}
"""
_TAGGED = "      public: {size: 24}\n"

VPC: tuple[AwsRule, ...] = (
    broken(NETWORK, _CIDR, "cidr: §10.21.0.0/15", "spec/wrong-value"),
    broken(NETWORK, _CIDR, "cidr: §10.0.0.0/15", "vpc/cidr-size"),
    broken(NETWORK, _CIDR, "cidr: §10.20.0.0/29", "vpc/cidr-size"),
    broken(NETWORK, _CIDR, "cidr: §169.254.0.0/16", "vpc/cidr-reserved"),
    broken(NETWORK, _CIDR, "cidr: §127.10.0.0/16", "vpc/cidr-reserved"),
    broken(NETWORK, _CIDR, "cidr: §224.0.0.0/16", "vpc/cidr-reserved"),
    broken(NETWORK, _CIDR, "cidr: §0.1.0.0/16", "vpc/cidr-reserved"),
    broken(NETWORK, _CIDR, 'cidr: §"2001:db8::/56"', "spec/wrong-value"),
    broken(NETWORK, _CIDR, "cidr: §10.20.0.0", "spec/wrong-value"),
    fine(NETWORK, _CIDR, "cidr: 100.64.0.0/16"),
    fine(NETWORK, _CIDR, "cidr: 192.168.0.0/16"),
    broken(NETWORK, "zones: [us-east-1a, us-east-1b]", "zones: [us-east-1a, §us-east-1a]", "vpc/zone-twice"),
    broken(
        NETWORK, "zones: [us-east-1a, us-east-1b]", "zones: [us-east-1a, §eu-west-1b]", "vpc/zone-of-another-region"
    ),
    broken(NETWORK, "public: {size: 24}", "public: {size: §29}", "spec/wrong-value"),
    broken(NETWORK, "public: {size: 24}", "public: {cidrs: {us-east-1a: §10.30.0.0/24}}", "vpc/subnet-outside-vpc"),
    broken(NETWORK, "public: {size: 24}", "public: {cidrs: {us-east-1a: §10.20.255.0/29}}", "vpc/subnet-too-small"),
    broken(
        NETWORK,
        "public: {size: 24}",
        "§public: {size: 24, cidrs: {us-east-1a: 10.20.0.0/24}}",
        "vpc/tier-without-blocks",
    ),
    broken(NETWORK, _TAGGED, '      public: {size: 24, tags: {"aws:x": §y}}\n', "vpc/tag-reserved"),
    broken(NETWORK, _TAGGED, f"      public: {{size: 24, tags: {{§{'k' * 129}: y}}}}\n", "spec/wrong-value"),
    broken(NETWORK, _TAGGED, f"      public: {{size: 24, tags: {{k: §{'v' * 257}}}}}\n", "spec/wrong-value"),
    broken(NETWORK, _TAGGED, f"      public: {{size: 24, §tags: {{{several(46, 'k#: v')}}}}}\n", "vpc/too-many-tags"),
    fine(NETWORK, _TAGGED, f"      public: {{size: 24, tags: {{{several(45, 'k#: v')}}}}}\n"),
    broken(NETWORK, "    nat: single\n", "    nat: single\n    flow_logs: {retention_days: §2}\n", "spec/wrong-value"),
    above(
        NETWORK,
        "    zones: [us-east-1a, us-east-1b]\n    nat: single\n",
        "    zones: [us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f]\n    nat: §per_zone\n",
        "EC2-VPC Elastic IPs",
        "vpc/above-quota",
    ),
    above(
        NETWORK,
        _TIERS,
        _TIERS
        + several(
            4,
            "  vpc-#: {module: vpc, cidr: 10.3#.0.0/16, zones: [us-east-1a], nat: none, subnets: {public: {size: 24}}}\n",
            joined_by="",
        )
        + "  §last: {module: vpc, cidr: 10.40.0.0/16, zones: [us-east-1a], nat: none, subnets: {public: {size: 24}}}\n",
        "VPCs per Region",
        "vpc/above-quota",
    ),
    above(
        NETWORK,
        f"    zones: [us-east-1a, us-east-1b]\n    nat: single\n    subnets:\n{_TIERS}",
        "    zones: [us-east-1a, us-east-1b]\n    nat: none\n    §subnets:\n"
        + "".join(
            f"      tier-{number}: {{reach: isolated, cidrs: {{us-east-1a: 10.20.{number}.0/28, "
            f"us-east-1b: 10.20.{number}.16/28}}}}\n"
            for number in range(101)
        ),
        "Subnets per VPC",
        "vpc/above-quota",
    ),
)

_ALLOWED = "allow_from: [203.0.113.0/24]"
_HEALTH = 'matcher: "200-299", interval: 30, timeout: 5'
_RULES = 'rules: {hosts: ["api.example.com"], paths: ["/v1/*"], priority: 10}'

ALB: tuple[AwsRule, ...] = (
    broken(
        SERVICES,
        f"certificate: {CERTIFICATE}",
        f"certificate: §{CERTIFICATE.replace('us-east-1', 'us-west-2')}",
        "alb/certificate-of-another-region",
    ),
    broken(
        SERVICES,
        f"certificate: {CERTIFICATE}",
        f"certificate: §{CERTIFICATE.replace('123456789012:', '999999999999:')}",
        "alb/certificate-of-another-account",
    ),
    broken(
        SERVICES,
        f"certificate: {CERTIFICATE}",
        f"certificate: §{CERTIFICATE.replace('certificate/', '')}",
        "spec/wrong-value",
    ),
    broken(SERVICES, "idle_timeout: 60", "idle_timeout: §0", "spec/wrong-value"),
    broken(SERVICES, "idle_timeout: 60", "idle_timeout: §4001", "spec/wrong-value"),
    broken(SERVICES, "stickiness_seconds: 3600", "stickiness_seconds: §604801", "spec/wrong-value"),
    broken(SERVICES, "deregistration_delay: 60", "deregistration_delay: §3601", "spec/wrong-value"),
    broken(SERVICES, "prefix: shop/balancer", "prefix: §shop/AWSLogs", "spec/wrong-value"),
    broken(SERVICES, "prefix: shop/balancer", "prefix: §/shop", "spec/wrong-value"),
    broken(SERVICES, "prefix: shop/balancer", "bucket: §Shop_Logs", "spec/wrong-value"),
    broken(SERVICES, "prefix: shop/balancer", "bucket: §10.0.0.1", "spec/wrong-value"),
    broken(SERVICES, _ALLOWED, "allow_from: [203.0.113.0/24, §203.0.113.0/24]", "alb/network-twice"),
    above(
        SERVICES,
        _ALLOWED,
        f"allow_from: §[{several(31, '203.0.113.#/32')}]",
        "Inbound or outbound rules per security group",
        "alb/above-quota",
    ),
    fine(SERVICES, _ALLOWED, f"allow_from: [{several(30, '203.0.113.#/32')}]"),
    broken(SERVICES, _HEALTH, 'matcher: §"500"', "spec/wrong-value"),
    broken(SERVICES, _HEALTH, 'matcher: §"299-200"', "spec/wrong-value"),
    broken(SERVICES, _HEALTH, 'matcher: §"200-"', "spec/wrong-value"),
    fine(SERVICES, _HEALTH, 'matcher: "200-204,301,499"'),
    broken(SERVICES, _HEALTH, "interval: §4", "spec/wrong-value"),
    broken(SERVICES, _HEALTH, "interval: §301", "spec/wrong-value"),
    broken(SERVICES, _HEALTH, "interval: 300, timeout: §121", "spec/wrong-value"),
    broken(SERVICES, _HEALTH, "interval: 10, timeout: §10", "alb/health-check-timeout"),
    broken(SERVICES, _HEALTH, "healthy_threshold: §1", "spec/wrong-value"),
    broken(SERVICES, _HEALTH, "unhealthy_threshold: §11", "spec/wrong-value"),
    broken(SERVICES, "path: /health", "path: §health", "spec/wrong-value"),
    broken(SERVICES, "path: /health", f"path: §/{'h' * 1024}", "spec/wrong-value"),
    broken(SERVICES, _RULES, '§rules: {paths: ["/*/*/*/*/*/*"], priority: 10}', "alb/too-many-wildcards"),
    broken(
        SERVICES,
        _RULES,
        '§rules: {hosts: ["*.?.example.com"], paths: ["/*/???"], priority: 10}',
        "alb/too-many-wildcards",
    ),
    fine(SERVICES, _RULES, 'rules: {paths: ["/*/*/*/*/*"], priority: 10}'),
    broken(SERVICES, _RULES, f"§rules: {{paths: [{several(6, '/p#')}], priority: 10}}", "alb/too-many-conditions"),
    broken(SERVICES, _RULES, "§rules: {priority: 10}", "alb/rule-without-condition"),
    broken(SERVICES, _RULES, 'rules: {paths: ["/a"], priority: §50001}', "spec/wrong-value"),
    broken(SERVICES, _RULES, 'rules: {paths: ["/a"], priority: §0}', "spec/wrong-value"),
    broken(SERVICES, _RULES, f'rules: {{paths: [§"/{"a" * 128}"], priority: 1}}', "spec/wrong-value"),
    broken(SERVICES, _RULES, 'rules: {paths: [§"/a b"], priority: 1}', "spec/wrong-value"),
    broken(SERVICES, _RULES, 'rules: {hosts: [§"localhost"], priority: 1}', "spec/wrong-value"),
    broken(SERVICES, _RULES, 'rules: {hosts: [§"api.example.*"], priority: 1}', "spec/wrong-value"),
    broken(SERVICES, _RULES, 'rules: {hosts: [§"api_1.example.com"], priority: 1}', "spec/wrong-value"),
    broken(SERVICES, _RULES, f'rules: {{hosts: [§"{"a" * 120}.example.com"], priority: 1}}', "spec/wrong-value"),
    doubtful(
        SERVICES.replace("        load_balancer: {instance: alb, target: api}\n", ""),
        "      api:\n        port: 8081",
        "      §api:\n        port: 8081",
        "alb/target-unfilled",
    ),
    broken(SERVICES, "port: 8081\n        rules", "port: §70000\n        rules", "spec/wrong-value"),
    broken(
        SERVICES,
        "    targets:\n",
        "    §targets:\n" + several(99, "      t-#: {port: 80, rules: {paths: [/p#], priority: 10#}}\n", joined_by=""),
        "alb/too-many-targets",
    ),
    broken(REQUESTED, "domain: shop.example.com", f"domain: §{'a' * 60}.example.com", "spec/wrong-value"),
    broken(REQUESTED, "domain: shop.example.com", "domain: §shop.*.example.com", "spec/wrong-value"),
    broken(
        REQUESTED, 'alternatives: ["*.example.com"]', f"alternatives: [§{'a' * 64}.example.com]", "spec/wrong-value"
    ),
    above(
        REQUESTED,
        'alternatives: ["*.example.com"]',
        f"alternatives: §[{several(10, 'a#.example.com')}]",
        "Domain names per ACM certificate",
        "alb/above-quota",
    ),
    broken(
        REQUESTED,
        'alternatives: ["*.example.com"]',
        f"alternatives: §[{several(100, 'a#.example.com')}]",
        "spec/wrong-value",
    ),
    fine(REQUESTED, 'alternatives: ["*.example.com"]', f"alternatives: [{several(9, 'a#.example.com')}]"),
    broken(REQUESTED, "name: shop.example.com", "name: §shop.example.org", "alb/alias-not-in-certificate"),
)

_LIMIT = "limit: 100, window_seconds: 300"
_CODES = """
    AF AX AL DZ AS AD AO AI AQ AG AR AM AW AU AT AZ BS BH BD BB BY BE BZ BJ BM BT BO BQ BA BW BV BR IO BN BG BF BI KH CM CA
    CV KY CF TD CL CN CX CC CO KM CG
"""

WAF: tuple[AwsRule, ...] = (
    broken(FIREWALL, _LIMIT, "limit: §9", "spec/wrong-value"),
    broken(FIREWALL, _LIMIT, "limit: §2000000001", "spec/wrong-value"),
    fine(FIREWALL, _LIMIT, "limit: 10, window_seconds: 60"),
    broken(FIREWALL, _LIMIT, "limit: 100, window_seconds: §180", "spec/wrong-value"),
    broken(FIREWALL, "path_prefix: /login", f"path_prefix: §/{'l' * 200}", "spec/wrong-value"),
    broken(FIREWALL, "path_prefix: /login", "path_prefix: §login", "spec/wrong-value"),
    broken(FIREWALL, "[203.0.113.0/24]", "[§0.0.0.0/0]", "waf/everybody"),
    broken(FIREWALL, "[203.0.113.0/24]", '[§"2001:db8::/32"]', "spec/wrong-value"),
    broken(FIREWALL, "block_countries: [KP]", "block_countries: [§XX]", "spec/wrong-value"),
    broken(FIREWALL, "block_countries: [KP]", "block_countries: [§UK]", "spec/wrong-value", "GB"),
    broken(FIREWALL, "block_countries: [KP]", "block_countries: [§kp]", "spec/wrong-value"),
    broken(FIREWALL, "block_countries: [KP]", f"block_countries: §[{', '.join(_CODES.split())}]", "spec/wrong-value"),
    fine(FIREWALL, "block_countries: [KP]", f"block_countries: [{', '.join(_CODES.split()[:50])}]"),
    broken(
        FIREWALL,
        "block_countries: [KP]",
        "block_countries: §[KP]\n    allow_countries: [DE]",
        "waf/countries-allowed-and-blocked",
    ),
    broken(FIREWALL, "priority: 10", "priority: §0", "waf/priority-twice"),
    broken(FIREWALL, "priority: 10", "priority: §1000001", "spec/wrong-value"),
    broken(FIREWALL, "count: [SizeRestrictions_BODY]", 'count: [§"Size Restrictions"]', "spec/wrong-value"),
    doubtful(
        FIREWALL,
        "count: [SizeRestrictions_BODY]",
        "count: [§SizeRestriction_BODY]",
        "waf/rule-unknown",
        "SizeRestrictions_BODY",
    ),
    broken(FIREWALL, "redact: [authorization]", "redact: [§Authorization]", "spec/wrong-value"),
    broken(FIREWALL, "redact: [authorization]", f"redact: §[{several(101, 'h#')}]", "spec/wrong-value"),
    broken(FIREWALL, "retention_days: 30", "retention_days: §10", "spec/wrong-value"),
    above(
        FIREWALL,
        "    rate_limits:\n",
        "    §rate_limits:\n" + several(10, "      more-#: {limit: 100, priority: 20#}\n", joined_by=""),
        "Maximum number of rate-based statements per web ACL",
        "waf/above-quota",
    ),
)

NETWORKS = (*VPC, *ALB, *WAF)
