"""Values of a contract and text of a template that Python and HCL accept, and Terraform or AWS would refuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pages import write
from typer.testing import CliRunner

from hclpress.cli import app

CONTRACT, TEMPLATE = Path("modules/queues/contract.py"), Path("modules/queues/main.tf.j2")
IMPORTS = """\
from hclpress.hcl import Expr
from hclpress.module import Alarm, Connection, Fact, Input, Package, Proof, ScannerWaiver, Variable
"""
SPEC = """\
project: shop
suffix: dev1
owner: me
region: us-east-1
scanner_comments: true
account_id: "123456789012"

modules:
  queues:
    queues:
      mails: {}
  tables:
    module: dynamodb
    tables:
      orders: {hash_key: id}
  observability: {}
"""
ALARM = 'Alarm("deep", "Many messages.", "AWS/SQS", "Messages", "Sum", {"QueueName": "x"}, 5'
OUTPUT = 'Output("depth", "string", Expr("1"), "Depth.", exported=True)'
# Each: the method, the values that it gives, the code.
VALUES = {
    "an output whose name is none": ("outputs", OUTPUT.replace("depth", "x y"), "module/wrong-result"),
    "an output whose name ends its block": ("outputs", OUTPUT.replace("depth", "x\\n}"), "module/wrong-result"),
    "an output of an unknown type": ("outputs", OUTPUT.replace('"string"', '"strng(("'), "module/wrong-result"),
    "an output whose value is no expression": ("outputs", OUTPUT.replace('"1"', '"a..b +"'), "module/wrong-result"),
    "an output with a bracket too many": ("outputs", OUTPUT.replace('"1"', '"x.arn))"'), "module/wrong-result"),
    "an output with a quote too few": ("outputs", OUTPUT.replace('"1"', "'\"abc'"), "module/wrong-result"),
    "two outputs of one name": ("outputs", f"{OUTPUT}, {OUTPUT.replace('Depth', 'Other')}", "module/output-twice"),
    "an output with half a character": ("outputs", OUTPUT.replace("Depth.", "\\ud800."), "module/"),
    "a variable whose name is none": ("variables", 'Variable("x y", "Text.")', "module/wrong-result"),
    "a variable whose type ends its block": (
        "variables",
        'Variable("x", "Text.", type="string\\n}\\nlocals {")',
        "module/wrong-result",
    ),
    "two variables of one name": ("variables", 'Variable("x", "One."), Variable("x", "Two.")', "module/variable-twice"),
    "an input whose name is none": ("inputs", 'Input("x y", Fact("queues", "mails_arn"))', "module/wrong-result"),
    "a package that leaves its folder": ("packages", 'Package("../../evil", ("src",), ())', "module/wrong-result"),
    "a package with an absolute path": ("packages", 'Package("/evil", ("src",), ())', "module/wrong-result"),
    "a package with a NUL": ("packages", 'Package("a\\0", ("src",), ())', "module/wrong-result"),
    "two packages of one name": (
        "packages",
        'Package("a", ("src",), ()), Package("a", ("src",), ())',
        "module/package-twice",
    ),
    "a connection with a blank": (
        "connections",
        'Connection(Fact("queues", "mails_arn"), Fact("queues", "mails_arn"), "a b", "c", 1)',
        "module/wrong-result",
    ),
    "a connection without a name": (
        "connections",
        'Connection(Fact("queues", "mails_arn"), Fact("queues", "mails_arn"), "", "c", 1)',
        "module/wrong-result",
    ),
    "an alarm that looks back": ("alarms", f"{ALARM}, period=-7)", "module/wrong-result"),
    "an alarm without a period": ("alarms", f"{ALARM}, evaluations=0)", "module/wrong-result"),
    "an alarm of an unknown statistic": ("alarms", f"{ALARM.replace('Sum', 'Nope')})", "module/wrong-result"),
    "an alarm whose key is no address": ("alarms", f"{ALARM.replace('deep', 'de ep')})", "module/wrong-result"),
    "a proof with a bracket too many": ("proofs", 'Proof(Expr("a ))"), "It must be so.")', "module/wrong-result"),
    "a proof that ends its block": (
        "proofs",
        'Proof(Expr("true\\n}\\nlocals {"), "It must be so.")',
        "module/wrong-result",
    ),
    "a proof that ends its bracket": ("proofs", 'Proof(Expr("true)\\nx = (1"), "It must.")', "module/wrong-result"),
    "a waiver of nothing": ("scanner_waivers", 'ScannerWaiver("", "", "")', "module/wrong-result"),
}
# Each: what is added to the template, the words of the line that is reported.
TEXTS = {
    "a resource twice": ('resource "aws_sns_topic" "a" {\n}\nresource "aws_sns_topic" "a" {\n}\n', "aws_sns_topic"),
    "a local twice": ("locals {\n  a = 1\n}\nlocals {\n  a = 2\n}\n", "locals"),
    "an argument outside of blocks": ("x = 1\n", "x = 1"),
    "an unknown block": ('nonsense "x" {\n}\n', "nonsense"),
    "a resource with one label": ('resource "aws_sns_topic" {\n}\n', "aws_sns_topic"),
}


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The project of the page, with an observability module that asks for alarms."""
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("environments/shop/dev.yaml").write_text(SPEC, encoding="utf-8")
    Path("src").mkdir()
    Path("src/main.py").write_text("", encoding="utf-8")
    text = CONTRACT.read_text("utf-8")
    CONTRACT.write_text(text.replace("from pydantic import Field\n", f"from pydantic import Field\n\n{IMPORTS}", 1))


def checked() -> list[dict[str, object]]:
    """The diagnostics of a check; nothing may be raised."""
    result = CliRunner().invoke(app, ["check", "--no-cache", "--modules", "modules", "--format", "json"])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    found = json.loads(result.stdout)["diagnostics"]
    assert result.exit_code == (1 if found else 0)
    return [dict(one) for one in found]


def test_the_project_is_right_before_it_is_broken() -> None:
    assert checked() == []


@pytest.mark.parametrize(("method", "values", "code"), VALUES.values(), ids=VALUES.keys())
def test_a_value_that_cannot_be_is_refused_at_its_method(method: str, values: str, code: str) -> None:
    given = f"\n    def {method}(self, site):\n        yield from [{values}]\n"
    CONTRACT.write_text(CONTRACT.read_text("utf-8").replace(f"    def {method}(", f"    def other_{method}(") + given)
    (found, *_) = checked()
    assert str(found["code"]).startswith(code), found
    assert str(found["span"]).startswith("{'file': 'modules/queues/contract.py'"), found


@pytest.mark.parametrize(("added", "words"), TEXTS.values(), ids=TEXTS.keys())
def test_hcl_that_terraform_refuses_is_an_error_in_the_template(added: str, words: str) -> None:
    TEMPLATE.write_text(TEMPLATE.read_text("utf-8") + added, encoding="utf-8")
    (found,) = checked()
    assert found["code"] == "module/renders-no-hcl"
    span = found["span"]
    assert isinstance(span, dict)
    assert span["file"] == str(TEMPLATE)
    assert words in TEMPLATE.read_text("utf-8").splitlines()[span["line"] - 1]


def test_a_template_named_as_a_file_of_hclpress_is_refused() -> None:
    Path("modules/queues/outputs.tf.j2").write_text('output "a" {\n  value = 1\n}\n', encoding="utf-8")
    (found,) = checked()
    assert found["code"] == "module/file-taken"


def test_a_validator_that_ends_the_program_is_an_error_at_its_line() -> None:
    text = CONTRACT.read_text("utf-8")
    given = (
        "\n    @field_validator('queues')\n    @classmethod\n    def leave(cls, value):\n        raise SystemExit(0)\n"
    )
    CONTRACT.write_text(
        text.replace("from pydantic import Field\n", "from pydantic import Field, field_validator\n") + given
    )
    (found,) = checked()
    assert found["code"] == "module/contract-failed"
    assert "'file': 'modules/queues/contract.py'" in str(found["span"])


def test_settings_that_hold_settings_of_their_own_kind_are_listed_once() -> None:
    text = CONTRACT.read_text("utf-8")
    inner = "    attempts: Annotated[int, Field(ge=1, le=1000)] = 5\n"
    assert inner in text
    CONTRACT.write_text(text.replace(inner, f'    inner: "Queue | None" = None\n    """Another."""\n{inner}'))
    result = CliRunner().invoke(app, ["modules", "queues", "--modules", "modules"])
    assert result.exit_code == 0, repr(result.exception)
    assert result.output.count("inner") == 1
