"""Stand-ins for imports in tests with a mocked provider."""

from __future__ import annotations

from pathlib import PurePosixPath

from hclpress.diagnostics import Span
from hclpress.hcl.layout import layout
from hclpress.model.adoption import Adoption
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.mocked_imports import with_stand_ins

PLACE = Span("spec.yaml", 1, 1, 1, 2)
TEST = """\
run "wiring" {
  command = plan

  override_resource {
    target          = module.a.aws_vpc.this
    override_during = plan
    values          = { id = "vpc_id" }
  }
}
"""


def adopted(address: str, kind: str) -> Adoption:
    return Adoption(address, kind, "x", "a", PLACE, PLACE)


def stood_in(name: str, text: str, *adoptions: Adoption) -> str:
    return with_stand_ins(GeneratedFile.of_text(PurePosixPath("tests", name), text), adoptions, "eu-central-1").text


def test_each_resource_without_a_stand_in_gets_one_with_its_arn() -> None:
    adoptions = (adopted("module.a.aws_vpc.this", "aws_vpc"), adopted('module.a.aws_iam_role.x["k"]', "aws_iam_role"))
    text = stood_in("dev.tftest.hcl", TEST, *adoptions)
    assert text.count("override_resource") == 2
    assert "target          = module.a.aws_iam_role.x\n" in text
    assert '      arn = "arn:aws:stand-in:us-east-1:123456789012:module_a_aws_iam_role_x"\n' in text
    assert layout(text) == text


def test_a_type_without_an_arn_gets_an_empty_one() -> None:
    text = stood_in("dev.tftest.hcl", TEST, adopted("module.a.aws_route.x", "aws_route"))
    assert "    values          = {}\n" in text
    assert layout(text) == text


def test_other_files_and_tests_without_a_run_over_the_root_stay() -> None:
    one = adopted("module.a.aws_route.x", "aws_route")
    assert stood_in("main.tf", TEST, one) == TEST
    other = TEST.replace('"wiring"', '"vpc"')
    assert stood_in("dev.tftest.hcl", other, one) == other
