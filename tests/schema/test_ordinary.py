"""Of ordinary Terraform of other people's kind, nothing is said: it stands in `ordinary`, and Terraform accepts it."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from hclpress.aws.provider_schema import ProviderSchema, provider_schemas
from hclpress.cache.cached_hcl import accept_and_read
from hclpress.hcl.structure import Document
from hclpress.provider.document_faults import faults_in
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.working_copy import execute, init, working_copy

ORDINARY = Path(__file__).parent / "ordinary"
CALL = """
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

provider "aws" {
  alias  = "replica"
  region = "eu-west-1"
}

module "ordinary" {
  source = "./ordinary"
  name   = "shop"

  providers = {
    aws         = aws
    aws.replica = aws.replica
  }
}
"""


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    paths = sorted(ORDINARY.glob("*.tf"))
    return [accept_and_read(path.read_text("utf-8"), path.name) for path in paths]


@pytest.mark.parametrize("schema", provider_schemas(), ids=lambda schema: schema.name)
def test_nothing_is_said_of_three_hundred_ordinary_blocks(schema: ProviderSchema, documents: list[Document]) -> None:
    assert sum(len(one.blocks) for one in documents) >= 300
    assert [f"{one.file}: {found.fault}" for one in documents for found in faults_in(one.blocks, (schema,))] == []


@pytest.mark.terraform
def test_terraform_accepts_the_ordinary_blocks(terraform: Terraform, tmp_path: Path) -> None:
    shutil.copytree(ORDINARY, tmp_path / "ordinary")
    (tmp_path / "main.tf").write_text(CALL, "utf-8")
    with working_copy(tmp_path, terraform, find_mirror(os.environ)) as work:
        init(work)
        report = json.loads(execute(work, "validate", "-json").stdout)
    assert [one["summary"] for one in report["diagnostics"]] == []
    assert report["valid"] is True
