"""The names of the rules in AWS's managed groups, as of November 2026."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.module import Problem, SpecPath, nearest

from .rules import GroupName, ManagedGroup

# AWS WAF Developer Guide, "AWS Managed Rules rule groups list". A group that is not here has too many to follow them.
_RULES: Mapping[GroupName, str] = {
    "AWSManagedRulesCommonRuleSet": """
        NoUserAgent_HEADER UserAgent_BadBots_HEADER SizeRestrictions_QUERYSTRING SizeRestrictions_Cookie_HEADER
        SizeRestrictions_BODY SizeRestrictions_URIPATH EC2MetaDataSSRF_BODY EC2MetaDataSSRF_COOKIE
        EC2MetaDataSSRF_URIPATH EC2MetaDataSSRF_QUERYARGUMENTS GenericLFI_QUERYARGUMENTS GenericLFI_URIPATH
        GenericLFI_BODY RestrictedExtensions_URIPATH RestrictedExtensions_QUERYARGUMENTS GenericRFI_QUERYARGUMENTS
        GenericRFI_BODY GenericRFI_URIPATH CrossSiteScripting_COOKIE CrossSiteScripting_QUERYARGUMENTS
        CrossSiteScripting_BODY CrossSiteScripting_URIPATH
    """,
    "AWSManagedRulesKnownBadInputsRuleSet": """
        JavaDeserializationRCE_HEADER JavaDeserializationRCE_BODY JavaDeserializationRCE_URIPATH
        JavaDeserializationRCE_QUERYSTRING Host_localhost_HEADER PROPFIND_METHOD ExploitablePaths_URIPATH
        Log4JRCE_HEADER Log4JRCE_QUERYSTRING Log4JRCE_BODY Log4JRCE_URIPATH ReactJSRCE_BODY
    """,
    "AWSManagedRulesAmazonIpReputationList": """
        AWSManagedIPReputationList AWSManagedReconnaissanceList AWSManagedIPDDoSList
    """,
    "AWSManagedRulesAnonymousIpList": "AnonymousIPList HostingProviderIPList",
    "AWSManagedRulesSQLiRuleSet": """
        SQLi_QUERYARGUMENTS SQLiExtendedPatterns_QUERYARGUMENTS SQLi_BODY SQLiExtendedPatterns_BODY SQLi_COOKIE
        SQLi_URIPATH
    """,
    "AWSManagedRulesLinuxRuleSet": "LFI_URIPATH LFI_QUERYSTRING LFI_HEADER",
    "AWSManagedRulesUnixRuleSet": """
        UNIXShellCommandsVariables_QUERYSTRING UNIXShellCommandsVariables_BODY UNIXShellCommandsVariables_HEADER
        UNIXShellCommandsVariables_QUERYARGUMENTS
    """,
    "AWSManagedRulesWindowsRuleSet": """
        WindowsShellCommands_COOKIE WindowsShellCommands_QUERYARGUMENTS WindowsShellCommands_BODY
        PowerShellCommands_COOKIE PowerShellCommands_QUERYARGUMENTS PowerShellCommands_BODY
    """,
    "AWSManagedRulesPHPRuleSet": """
        PHPHighRiskMethodsVariables_HEADER PHPHighRiskMethodsVariables_QUERYSTRING PHPHighRiskMethodsVariables_BODY
    """,
    "AWSManagedRulesWordPressRuleSet": "WordPressExploitableCommands_QUERYSTRING WordPressExploitablePaths_URIPATH",
    "AWSManagedRulesAdminProtectionRuleSet": "AdminProtection_URIPATH",
}


def managed_rule_problems(groups: Mapping[GroupName, ManagedGroup]) -> Iterator[Problem]:
    """Warn about rules that their group did not have when this list was made: AWS refuses an override of none."""
    for name, group in groups.items():
        known = _RULES.get(name, "").split()
        for index, rule in enumerate(group.count if known else ()):
            if rule not in known:
                path: SpecPath = ("managed_groups", name, "count", index)
                guess = nearest(rule, known)
                yield Problem.warning(
                    path,
                    "rule-unknown",
                    f"{name} is not known to have a rule {rule}",
                    f"{f'Did you mean {guess}? ' if guess else ''}Its rules: {', '.join(known)}. AWS refuses a name "
                    "that its group does not have.",
                )
