resource "aws_wafv2_web_acl" "counting" { # finding: The web ACL blocks nothing
  default_action {
    allow {}
  }

  rule {
    name = "common"

    override_action {
      count {}
    }

    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesCommonRuleSet"
        vendor_name = "AWS"
      }
    }
  }
}

resource "aws_wafv2_web_acl" "blocking" {
  default_action {
    allow {}
  }

  rule {
    name = "common"

    override_action {
      none {}
    }

    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesCommonRuleSet"
        vendor_name = "AWS"
      }
    }
  }
}

resource "aws_wafv2_web_acl" "empty" { # finding: The web ACL blocks nothing
  default_action {
    allow {}
  }
}

resource "aws_wafv2_web_acl" "closed" {
  default_action {
    block {}
  }
}

resource "aws_wafv2_web_acl" "half" { # finding: AWSManagedRulesKnownBadInputsRuleSet only counts
  default_action {
    allow {}
  }

  rule {
    name = "rate"

    action {
      block {}
    }
  }

  rule {
    name = "inputs"

    override_action {
      count {}
    }

    statement {
      managed_rule_group_statement {
        name        = "AWSManagedRulesKnownBadInputsRuleSet"
        vendor_name = "AWS"
      }
    }
  }
}

resource "aws_wafv2_web_acl" "without_action" { # finding: Rule rate has no action
  default_action {
    block {}
  }

  rule {
    name = "rate"
  }
}

resource "aws_wafv2_web_acl" "unlimited" { # finding: Every rule with a rate_based_statement only counts
  default_action {
    allow {}
  }

  rule {
    name = "rate"

    action {
      count {}
    }

    statement {
      rate_based_statement {
        limit = 2000
      }
    }
  }

  rule {
    name = "addresses"

    action {
      block {}
    }

    statement {
      ip_set_reference_statement {
        arn = aws_wafv2_ip_set.this.arn
      }
    }
  }
}
