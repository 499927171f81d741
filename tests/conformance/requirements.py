"""The numbered requirements of the systems, and how each is proved.

`tests/conformance/<system>.yaml` lists them:

    title: …
    environment: web-app/prod
    requirements:
      3:
        states: VPC with exactly 2 public subnets.
        plan: {counts: {…}, values: {…}, references: {…}, outputs: {…}}   # as in an inventory
      49:
        states: …
        every: {aws_s3_bucket: {force_destroy: true}}       # holds for each resource of that type, and there is one
        everywhere: {tags_all: {Owner: …}}                   # holds for each resource that has these arguments
        nowhere: [prevent_destroy]                           # no rendered file holds this
        rendered: {main.tf: ["module \"vpc\" {"]}            # these files hold these texts
        statements:                                          # the file has these policy documents, each with just these
          modules/functions/roles.tf:                        # statements, as `statement_lines.py` writes them
            this: [Allow dynamodb:GetItem on var.table_arn]
        written:                                             # the argument of the block has just this value
          modules/functions/main.tf:
            aws_lambda_function.order: {environment.variables: {TABLE: var.table_name}}
      25:
        states: …
        names: prod123                                       # every argument that names something holds this
        zips: functions                                      # each package of that module has the hash the HCL states
        successor: what stands there today instead, and why  # for a figure that is obsolete or invalid
      54:
        states: …
        shown_by: the documents or tests that show what no plan can

Each requirement has at least one proof. `docs/conformance.md` is written from these files.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import yaml
from msgspec import Struct
from statement_lines import statement_lines

from hclpress.hcl.parsers import read
from hclpress.hcl.structure import HclValue, within
from hclpress.terraform.json_value import JsonValue, mapping, sequence, text
from hclpress.terraform.plan_expectations import differences, problems
from hclpress.terraform.plan_json import Plan

HERE = Path(__file__).parent
PROOFS = ("plan", "every", "everywhere", "names", "nowhere", "rendered", "statements", "written", "zips", "shown_by")
TEXT = ("nowhere", "rendered", "statements", "written")
"""The kinds of proof on the rendered text, which need no plan."""
# Arguments that name a resource within an account, on whatever type they stand.
NAMING = ("name", "bucket", "identifier", "cluster_identifier", "function_name", "deployment_group_name")
# Names that follow from elsewhere: rules and policies are called by what they permit, inside resources with the suffix.
NAMED_INSIDE = ("aws_iam_role_policy", "aws_s3_bucket_policy")


class Requirement(Struct, frozen=True):
    """One numbered requirement.

    Attributes:
        system: the stem of its file.
        environment: the environment it is proved on.
        number: its number in the system.
        entry: what the file says of it.
    """

    system: str
    environment: str
    number: int
    entry: Mapping[str, JsonValue]

    @property
    def proofs(self) -> tuple[str, ...]:
        """The kinds of proof it has."""
        return tuple(kind for kind in PROOFS if kind in self.entry)

    @property
    def is_asserted(self) -> bool:
        """Whether a plan or the rendered text shows it, and not only a document or another test."""
        return bool(set(self.proofs) - {"shown_by"})

    def failures(self, plan: Plan, folder: Path) -> Iterator[str]:
        """Where the plan and the rendered folder of the environment do not hold it."""
        yield from problems(plan, mapping(self.entry.get("plan")))
        for kind, wanted in mapping(self.entry.get("every")).items():
            found = plan.resources(kind)
            if not found:
                yield f"there is no {kind}"
            for resource in found:
                yield from differences(wanted, resource.values, resource.unknown, resource.address)
        for path, wanted in mapping(self.entry.get("everywhere")).items():
            found = tuple(one for one in plan.resources() if path in one.values)
            if not found:
                yield f"no resource has {path}"
            for resource in found:
                unknown = mapping(resource.unknown).get(path)
                yield from differences(wanted, resource.values[path], unknown, f"{resource.address}.{path}")
        if "zips" in self.entry:
            packages = sorted((folder / "modules" / text(self.entry["zips"]) / "packages").glob("*.zip"))
            if not packages:
                yield "there is no package"
            hashes = {text(one.values.get("source_code_hash")) for one in plan.resources("aws_lambda_function")}
            for package in packages:
                digest = base64.b64encode(hashlib.sha256(package.read_bytes()).digest()).decode()
                if digest not in hashes:
                    yield f"{package.name} has the hash {digest}, which no function states"
        suffix = self.entry.get("names")
        for resource in plan.resources() if suffix else ():
            for argument in NAMING if resource.type not in NAMED_INSIDE else ():
                name = resource.values.get(argument)
                if isinstance(name, str) and text(suffix) not in name:
                    yield f"{resource.address} has the {argument} {name!r}"
        yield from self.text_failures(folder)

    def text_failures(self, folder: Path) -> Iterator[str]:
        """Return the places at which the rendered folder of the environment does not hold it."""
        sources = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*.tf")}
        for pattern in sequence(self.entry.get("nowhere")):
            for name, source in sources.items():
                if re.search(text(pattern), source):
                    yield f"{name} holds {pattern}"
        for name, wanted in mapping(self.entry.get("rendered")).items():
            source = (folder / name).read_text("utf-8") if (folder / name).is_file() else ""
            for piece in sequence(wanted):
                if text(piece) not in source:
                    yield f"{name} lacks {piece!r}"
        for name, wanted in mapping(self.entry.get("statements")).items():
            source = (folder / name).read_text("utf-8")
            found = statement_lines(read(source, name))
            if found != wanted:
                yield f"{name} has the statements {found}"
            if "Statement" in source:
                yield f"{name} has a policy that is no document"
        for name, wanted in mapping(self.entry.get("written")).items():
            blocks = {block.address: block for block in read((folder / name).read_text("utf-8"), name).blocks}
            for address, arguments in mapping(wanted).items():
                for path, value in mapping(arguments).items():
                    *outer, argument = path.split(".")
                    values = [one.attributes.get(argument) for one in within(blocks[address], *outer)]
                    if [_plain(one) for one in values] != [value]:
                        yield f"{address} has {path} {values}"

    def __str__(self) -> str:
        return f"{self.system}-{self.number}"


def _plain(value: HclValue) -> JsonValue:
    """Return a value as YAML has it: an expression as the text of its source."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    return value if isinstance(value, bool | int | float) or value is None else str(value)


def systems() -> dict[str, Mapping[str, JsonValue]]:
    """What each system's file says, by its stem."""
    return {path.stem: mapping(yaml.safe_load(path.read_text("utf-8"))) for path in sorted(HERE.glob("*.yaml"))}


def requirements() -> Iterator[Requirement]:
    """Every requirement of every system."""
    for system, content in systems().items():
        for number, entry in mapping(content["requirements"]).items():
            own = mapping(entry)
            yield Requirement(system, text(own.get("environment", content["environment"])), int(number), own)


def table() -> str:
    """The page `docs/conformance.md`."""
    lines = [
        "# Conformance",
        "",
        "Every numbered requirement of the systems that hclpress was built for, and how it is proved. Written from",
        "`tests/conformance/*.yaml`, each row of which is a test; `pytest tests/conformance --update-goldens` rewrites it.",
        "",
        "**plan**: asserted on the plan that real Terraform makes with the real AWS provider of the committed `out/`.",
        "**text**: asserted on the rendered HCL. **shown**: no plan can show it; the row says what does. † marks a figure of",
        "the document that AWS or the provider no longer takes, with its successor.",
        "",
    ]
    for system, content in systems().items():
        lines += [
            f"## {text(content['title'])} (`{text(content['environment'])}`)",
            "",
            "| # | Requirement | Proof |",
            "|---|---|---|",
        ]
        lines += [
            f"| {one.number} | {_cell(text(one.entry['states']))}{_successor(one)} | {_proof(one)} |"
            for one in requirements()
            if one.system == system
        ]
        lines.append("")
    return "\n".join(lines)


def _row(requirement: Requirement) -> str:
    states = _cell(text(requirement.entry["states"]))
    return f"| {requirement.number} | {states}{_successor(requirement)} | {_proof(requirement)} |"


def _successor(requirement: Requirement) -> str:
    successor = requirement.entry.get("successor")
    return f"<br>† {_cell(text(successor))}" if successor else ""


def _proof(requirement: Requirement) -> str:
    kinds = {
        "plan": "plan",
        "every": "plan",
        "everywhere": "plan",
        "names": "plan",
        "zips": "plan",
        **dict.fromkeys(TEXT, "text"),
    }
    shown = list(dict.fromkeys(kinds[kind] for kind in requirement.proofs if kind in kinds))
    if "shown_by" in requirement.entry:
        shown.append(f"shown: {_cell(text(requirement.entry['shown_by']))}")
    return ", ".join(shown)


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")
