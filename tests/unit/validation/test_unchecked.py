"""unchecked: a check that is left out for want of a fact is said, at the place that could tell it."""

from __future__ import annotations

import pytest

from hclpress.catalog import Catalog
from hclpress.diagnostics import Diagnostic, Severity
from hclpress.source.reader import read
from hclpress.stages.validate import validate
from hclpress.stages.wire import wire
from hclpress.validation.unchecked import unchecked

SPEC = """\
project: shop
suffix: t1
owner: platform-team
region: us-east-1
modules:
  vpc:
    existing:
      id: vpc-0a1b2c3d4e5f67890
      zones: [us-east-1a, us-east-1b]
      subnets:
        public: {{tags: {{Tier: public}}{size}}}
        private: {{tags: {{Tier: private}}}}
  alb:
    certificate: arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012
    targets:
      web: {{port: 8080}}
"""


def found(size: str, catalog: Catalog) -> list[Diagnostic]:
    tree = read(SPEC.format(size=size), "prod.yaml")
    return [*unchecked(wire(validate(tree, "web", "prod", catalog)))]


def test_a_size_that_nobody_tells_leaves_a_check_out(catalog: Catalog) -> None:
    (one,) = found("", catalog)
    assert (one.code, one.severity) == ("spec/not-checked", Severity.WARNING)
    assert "A fact of vpc is not known" in one.summary
    assert "whether a load balancer fits into its subnets `public`: tell the mask" in one.detail
    assert one.span is not None
    assert one.span.line == 7


@pytest.mark.parametrize("size", [", size: 24", ", size: 27"])
def test_a_size_that_is_told_is_checked(size: str, catalog: Catalog) -> None:
    assert not found(size, catalog)
