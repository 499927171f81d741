"""No partition is fixed: what is rendered in China and in GovCloud names neither ARNs nor regions of another one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from examples import PROJECT, TODAY, Example, examples

from hclpress.aws.arn import arn_of, wrong_part
from hclpress.aws.regions import REGIONS, partition_of
from hclpress.aws.service_principals import service_principal
from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile

OTHERS = {"aws-cn": ("cn-north-1", "cn-northwest-1"), "aws-us-gov": ("us-gov-west-1", "us-gov-east-1")}
ELSEWHERE = {
    "spec/partitions-mixed",  # web ACLs of CloudFront are in us-east-1 alone
    "cdn/certificate-partition",
    "cdn/certificate-region",
    "observability/metrics-of-another-region",
    "dsql/region-without-dsql",
    "dsql/witness-is-a-peer",
}
"""Errors of examples that no other partition can have: CloudFront takes certificates and web ACLs from us-east-1."""
_REGION = re.compile(r"\b(?:us|eu|ap|sa|ca|me|af|il|mx)-(?:[a-z]+-)+[0-9]")


def moved(text: str, partition: str) -> str:
    """A spec in another partition: its regions and ARNs are those of there."""
    found = list(dict.fromkeys(_REGION.findall(text)))
    regions = dict(zip(found, OTHERS[partition] * len(found), strict=False))
    return _REGION.sub(lambda match: regions[match[0]], text).replace("arn:aws:", f"arn:{partition}:")


@pytest.mark.parametrize("partition", OTHERS)
@pytest.mark.parametrize("example", tuple(examples()), ids=str)
def test_no_example_names_another_partition(
    example: Example, partition: str, catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path
) -> None:
    project = tmp_path / "project"
    folder = project / "environments" / "example"
    folder.mkdir(parents=True)
    for file in (*example.folder.glob("*.yaml"), *example.folder.parent.glob("*.yaml")):
        (folder / file.name).write_text(moved(file.read_text("utf-8"), partition))
    for source in (example.folder.parent.parent / "functions", example.folder.parent.parent / "packages"):
        if source.is_dir():
            shutil.copytree(source, project / source.name)
    where = EnvironmentFile("example", example.case, folder / "spec.yaml")
    try:
        generated = generate(where, catalog, checks, TODAY)
    except Diagnosed as refused:
        if {one.code for one in refused.diagnostics} <= ELSEWHERE:
            return
        raise
    for rendered in (file for file in generated.files if file.path.suffix != ".zip"):
        assert not re.search(r"arn:aws:", rendered.text), rendered.path
        assert not _REGION.search(rendered.text.replace("us-gov", "")), rendered.path


def test_no_template_fixes_a_partition() -> None:
    templates = [path for path in (PROJECT / "modules_templates").rglob("*.j2") if "examples" not in path.parts]
    assert len(templates) > 50
    assert [path.name for path in templates if re.search(r"arn:aws[a-z-]*:", path.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("service", "region", "principal"),
    [
        ("lambda", "cn-north-1", "lambda.amazonaws.com"),
        ("logs", "eu-west-1", "logs.eu-west-1.amazonaws.com"),
        ("logs", "us-gov-west-1", "logs.us-gov-west-1.amazonaws.com"),
        ("logs", "cn-north-1", "logs.cn-north-1.amazonaws.com.cn"),
        ("codedeploy", "us-gov-west-1", "codedeploy.amazonaws.com"),
        ("codedeploy", "cn-northwest-1", "codedeploy.cn-northwest-1.amazonaws.com.cn"),
    ],
)
def test_a_service_has_its_name_of_the_region(service: str, region: str, principal: str) -> None:
    assert service_principal(service, region) == principal


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("arn:awsz-:lambda:us-east-1:123456789012:layer:a:1", "no partition 'awsz-'"),
        ("arn:aws:lambda:v5x-:123456789012:layer:a:1", "no region 'v5x-'"),
        ("arn:aws:lambda:us-east-9:123456789012:layer:a:1", "no region 'us-east-9'"),
        ("arn:aws:lambda:cn-north-1:123456789012:layer:a:1", "in the partition aws-cn"),
        ("arn:aws-cn:sqs:us-gov-west-1:123456789012:a", "in the partition aws-us-gov"),
        ("arn:aws:iam::12345678901:role/a", "12 digits"),
    ],
)
def test_an_arn_of_nowhere_is_wrong(text: str, reason: str) -> None:
    arn = arn_of(text)
    assert arn is not None
    assert reason in str(wrong_part(arn))


@pytest.mark.parametrize("region", sorted(REGIONS))
def test_an_arn_of_every_region_is_right(region: str) -> None:
    arn = arn_of(f"arn:{partition_of(region)}:sqs:{region}:123456789012:queue")
    assert arn is not None
    assert wrong_part(arn) is None


@pytest.mark.parametrize(
    "text",
    [
        "arn:aws:s3:::bucket/*",
        "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
        "arn:aws:iam::cloudfront:user/x",
        "arn:*:logs:*:*:log-group:*",
        "arn:${aws_partition}:logs:${region}:${account}:x",
        "arn:aws:sns:eu-*:123456789012:x",
    ],
)
def test_an_arn_with_open_or_empty_parts_is_right(text: str) -> None:
    arn = arn_of(text)
    assert arn is not None
    assert wrong_part(arn) is None


@pytest.mark.parametrize("text", ["", "arn:", "arn:aws:s3", "see arn:aws:s3:::bucket", "arn:aws:s3:::a b:c d"])
def test_other_text_is_no_arn(text: str) -> None:
    arn = arn_of(text)
    assert arn is None or wrong_part(arn) is None
