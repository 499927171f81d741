resource "aws_route53_record" "shop" {
  for_each = {
    "@/CAA" = {
      name    = "shop.example.com"
      type    = "CAA"
      ttl     = 3600
      records = ["0 issue \"amazon.com\""]
    }
    "@/MX" = {
      name    = "shop.example.com"
      type    = "MX"
      ttl     = 3600
      records = ["10 mx1.mail.example.net", "20 mx2.mail.example.net"]
    }
    "@/TXT" = {
      name    = "shop.example.com"
      type    = "TXT"
      ttl     = 3600
      records = ["v=spf1 include:mail.example.net -all"]
    }
    "dev/NS" = {
      name    = "dev.shop.example.com"
      type    = "NS"
      ttl     = 172800
      records = ["ns-1.awsdns-01.org", "ns-2.awsdns-02.co.uk"]
    }
    "k1._domainkey/TXT" = {
      name = "k1._domainkey.shop.example.com"
      type = "TXT"
      ttl  = 300
      records = [
        "v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtDcC2qZlXoyLxgvw2QeF3SxpW6mYrQvsJkk2tNfWq3C0uXy5SgVQn4eVvYpE5pR8mKz1dJwTfB7hLrUaXcN9oGsHqIbMiZyOtEvDlPkRuAjFgSxWnCmQeTzBvYhKpLrJdNsXfGaUwIoVtEyQbHcMkPzRlSnDjAgUxWvFiTeOqBmYhKsLpCrNdJtXfGzUwIoVa\"\"EyQDAQAB",
      ]
    }
    "status/A" = {
      name    = "status.shop.example.com"
      type    = "A"
      ttl     = 300
      records = ["192.0.2.10", "192.0.2.11"]
    }
    "status/AAAA" = {
      name    = "status.shop.example.com"
      type    = "AAAA"
      ttl     = 300
      records = ["2001:db8::10"]
    }
    "www/CNAME" = {
      name    = "www.shop.example.com"
      type    = "CNAME"
      ttl     = 600
      records = ["shop.example.net"]
    }
  }

  zone_id = aws_route53_zone.shop.zone_id
  name    = each.value.name
  type    = each.value.type
  ttl     = each.value.ttl
  records = each.value.records
}
