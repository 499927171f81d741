resource "aws_wafv2_web_acl" "decoration" { # finding: A rate limit of 2000000 requests in 5 minutes blocks nobody
  rule {
    statement {
      rate_based_statement {
        limit = 2000000
      }
    }
  }
}

resource "aws_wafv2_web_acl" "wall" { # finding: A rate limit of 50 requests in 5 minutes blocks everybody
  rule {
    statement {
      rate_based_statement {
        limit                 = 100
        evaluation_window_sec = 600
      }
    }
  }
}

resource "aws_wafv2_web_acl" "sound" {
  rule {
    statement {
      rate_based_statement {
        limit                 = 2000
        evaluation_window_sec = 300
      }
    }
  }
}
