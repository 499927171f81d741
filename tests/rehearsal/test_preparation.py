"""What is put in place before an apply: certificates, and what spares the waiting."""

from __future__ import annotations

from pathlib import Path

from hclpress.aws.resource_facts import KNOWN
from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.certificates import certificates_named_in, import_certificates
from hclpress.rehearsal.overrides import override

ONE = "arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012"
OTHER = "arn:aws:acm:eu-west-1:123456789012:certificate/abcdef"


def test_certificates_are_found_wherever_they_are_named_and_exist_afterwards(aws: Aws, tmp_path: Path) -> None:
    (tmp_path / "modules/alb").mkdir(parents=True)
    (tmp_path / "main.tf").write_text(f'a = "{OTHER}"\nb = aws_acm_certificate.this.arn\n')
    (tmp_path / "modules/alb/main.tf").write_text(f'a = "{ONE}"\nb = "{ONE}"\n')
    assert certificates_named_in(tmp_path) == ((OTHER, "eu-west-1"), (ONE, "us-east-1"))
    assert import_certificates(tmp_path, aws) == (OTHER, ONE)
    for arn, region in ((ONE, "us-east-1"), (OTHER, "eu-west-1")):
        found = aws.client("acm", region).describe_certificate(CertificateArn=arn)["Certificate"]
        assert (found["CertificateArn"], found["Status"]) == (arn, "ISSUED")


def test_distributions_and_nothing_else_are_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "modules/cdn").mkdir(parents=True)
    (tmp_path / "main.tf").write_text('resource "aws_vpc" "this" {\n}\n')
    (tmp_path / "modules/cdn/main.tf").write_text('resource "aws_cloudfront_distribution" "site" {\n}\n')
    override(tmp_path, KNOWN.rehearsal_arguments)
    added = {path.relative_to(tmp_path).as_posix(): path.read_text() for path in tmp_path.rglob("*_override.tf")}
    assert added == {
        "modules/cdn/zz_hclpress_rehearsal_override.tf": (
            'resource "aws_cloudfront_distribution" "site" {\n  wait_for_deployment = false\n}\n'
        )
    }


def test_the_arguments_that_a_module_declares_are_set_in_every_resource_of_its_type(tmp_path: Path) -> None:
    (tmp_path / "modules/queues").mkdir(parents=True)
    (tmp_path / "modules/queues/a.tf").write_text('resource "aws_sqs_queue" "a" {\n}\n')
    (tmp_path / "modules/queues/b.tf").write_text('resource "aws_sqs_queue" "b" {\n}\n')
    override(tmp_path, {"aws_sqs_queue": {"wait": False, "seconds": 3, "policy": 'a "${b}"'}})
    lines = '  wait = false\n  seconds = 3\n  policy = "a \\"$${b}\\""\n'
    (added,) = tmp_path.rglob("*_override.tf")
    assert added.read_text() == "\n".join(f'resource "aws_sqs_queue" "{name}" {{\n{lines}}}\n' for name in "ab")
