"""Mistakes of module authors: each is an error at its line, in every format, and never a traceback.

The module is the one of docs/modules.md. Each row breaks one method of the contract or one construct of the template.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from pages import write
from typer.testing import CliRunner

from hclpress.cli import app
from hclpress.module import Module

CONTRACT, TEMPLATE = "modules/queues/contract.py", "modules/queues/main.tf.j2"
END = '    def outputs(self, site: Site) -> Iterator[Output]:\n        """The ARN of each queue."""\n'
WATCH = "\n  observability: {}\n"


def method(text: str) -> tuple[str, str]:
    """Puts a method before `outputs`."""
    return END, f"{text}\n{END}"


RAISES = "        return {}['lost']\n"
# Each: the file, the text that is replaced, its replacement, the code, words of the line that is reported.
TEMPLATE_MISTAKES = {
    "an unknown name": ("in queues %}", "in queueviews %}", "module/unknown-name", "queueviews"),
    "a misspelt attribute": ("queue.attempts", "queue.atempts", "module/unknown-attribute", "queue.atempts"),
    "a misspelt attribute in a condition": (
        "{{ comment(queue.note) }}",
        "{% if queue.nte %}\n# x\n{% endif %}",
        "module/unknown-attribute",
        "queue.nte",
    ),
    "a loop without an end": ("{% endfor %}", "", "module/template-syntax", ""),
    "a condition without an end": ("{% endfor %}", "{% if queues %}\n{% endfor %}", "module/template-syntax", "endfor"),
    "an unknown tag": ("{% endfor %}", "{% forever %}\n{% endfor %}", "module/template-syntax", "forever"),
    "a brace too few": ("{{ queue.label }} {", "{{ queue.label } {", "module/template-syntax", "queue.label"),
    "an unknown filter": ("queue.label | bare", "queue.label | bear", "module/unknown-filter", "bear"),
    "an unknown test": (
        "{{ comment(queue.note) }}",
        "{% if queue is emtpy %}{% endif %}",
        "module/unknown-test",
        "emtpy",
    ),
    "an unknown function": ("comment(queue.note)", "coment(queue.note)", "module/unknown-name", "coment"),
    "an item instead of a setting": ("{{ queue.attempts }}", "{{ queue }}", "module/not-printable", "{{ queue }}"),
    "a name that is not there": ("queue.names.dead", "queue.names.ded", "module/template-failed", "queue.names.ded"),
    "a macro of a template that is not there": (
        "{% for",
        "{% from 'macros.j2' import x %}\n{% for",
        "module/unknown-template",
        "macros.j2",
    ),
    "a macro that is not there": (
        "{% for",
        "{% from 'iam.j2' import turst %}\n{% for",
        "module/unknown-name",
        "turst",
    ),
    "a wrong number of arguments": ("comment(queue.note)", "comment()", "module/template-failed", "comment()"),
    "arithmetic on text": (
        "{{ queue.attempts }}",
        "{{ queue.attempts + queue.note }}",
        "module/template-failed",
        "+ queue.note",
    ),
    "a label without quotes left out": (
        "aws_sqs_queue.{{ queue.label | bare }}_dead.arn",
        "aws_sqs_queue.{{ queue.label }}_dead.arn",
        "module/renders-no-hcl",
        "deadLetterTargetArn",
    ),
    "a bracket that is never closed": ("jsonencode({", "jsonencode({{'{'}}", "module/renders-no-hcl", ""),
    "an argument without a value": (
        "sqs_managed_sse_enabled = true\n  redrive",
        "sqs_managed_sse_enabled =\n  redrive",
        "module/renders-no-hcl",
        "sqs_managed_sse_enabled",
    ),
    "a line that is no HCL": (
        "  redrive_policy",
        "  this is no HCL\n  redrive_policy",
        "module/renders-no-hcl",
        "this is no HCL",
    ),
}
CONTRACT_MISTAKES = {
    "no Python": ("class Queue(Item):", "class Queue(Item:", "module/not-python", "class Queue(Item:"),
    "an import of nothing": ("import Field", "import Feld", "module/contract-failed", "import Feld"),
    "an unknown name at the top": ("summary =", "summary = WORDS +", "module/contract-failed", "WORDS"),
    "a type that pydantic does not know": ("attempts: Annotated[int,", "attempts: Annotated[object(),", "module/", ""),
    "a pattern that is none": ("Field(ge=1, le=1000)", "Field(pattern='(')", "module/settings-failed", "class Queue"),
    "a setting that hclpress uses": (
        'summary = "SQS',
        'outputs_: int = 1\n    """One."""\n    regions: int = 1\n    """Two."""\n    summary = "SQS',
        "module/reserved-setting",
        "class Queues",
    ),
    "a second contract": (
        "class Queues(Module):",
        "class Other(Module):\n    pass\n\n\nclass Queues(Module):",
        "module/contract-not-one",
        "",
    ),
    "no summary": (
        '    summary = "SQS queues, each with a dead letter queue."\n',
        "",
        "module/no-summary",
        "class Queues",
    ),
    "a validator that fails": (
        "    attempts: Annotated[int,",
        '    attempts: Annotated[int, AfterValidator(lambda value: {}["lost"]),',
        "module/contract-failed",
        "AfterValidator",
    ),
    "names raises": (
        "        keys = {key:",
        f"        {RAISES.strip()}\n        keys = {{key:",
        "module/contract-failed",
        "{}['lost']",
    ),
    "names gives plain text": (
        'site.name("aws_sqs_queue", key, path) for',
        'f"{key}" for',
        "module/wrong-result",
        "def names",
    ),
    "names gives a list": (
        "        keys = {key:",
        "        return [1]\n        keys = {key:",
        "module/wrong-result",
        "def names",
    ),
    "names of an unknown type": (
        'site.name("aws_sqs_queue", key, path)',
        'site.name("aws_sqs_thing", key, path)',
        "module/no-name-rule",
        "aws_sqs_thing",
    ),
    "outputs raises": (END, END + RAISES, "module/contract-failed", "{}['lost']"),
    "outputs gives text": (END, END + '        yield "arn"\n', "module/wrong-result", "def outputs"),
    "problems gives nothing": (
        *method("    def problems(self, site):\n        return None\n"),
        "module/wrong-result",
        "def problems",
    ),
    "an output with a number for its name": (
        END,
        END + '        yield Output(5, "string", Expr("x"), "d")\n',
        "module/wrong-result",
        "def outputs",
    ),
    "grants raises a KeyError": (
        "        if item not in self.queues or access",
        "        {}[access]\n        if item not in self.queues or access",
        "module/contract-failed",
        "{}[access]",
    ),
    "grants gives text": (
        '        yield Grant("SendMessages"',
        '        yield "sqs:*"\n        yield Grant("SendMessages"',
        "module/wrong-result",
        "def grants",
    ),
    "grants of an output that is not there": (
        'f"{identifier(item)}_arn", ""',
        '"queue_arm", ""',
        "spec/no-such-fact",
        "",
    ),
    **{
        f"{name} raises": (
            *method(f"    def {name}(self, {arguments}):\n{RAISES}"),
            "module/contract-failed",
            "{}['lost']",
        )
        for name, arguments in {
            "problems": "site",
            "inputs": "site",
            "variables": "site",
            "packages": "site",
            "connections": "site",
            "deliveries": "site",
            "listener": "site",
            "alarms": "site",
            "proofs": "site",
            "scanner_waivers": "site",
            "view": "site",
            "template_folders": "",
            "region_in": "environment",
            "provider_aliases": "environment",
            "output_in": "output, region, site",
        }.items()
    },
    **{
        f"{name} gives something else": (
            *method(f"    def {name}(self, {arguments}):\n        return [5]\n"),
            "module/wrong-result",
            f"def {name}",
        )
        for name, arguments in {
            "problems": "site",
            "inputs": "site",
            "variables": "site",
            "packages": "site",
            "connections": "site",
            "deliveries": "site",
            "listener": "site",
            "alarms": "site",
            "proofs": "site",
            "scanner_waivers": "site",
            "view": "site",
            "template_folders": "",
            "region_in": "environment",
            "provider_aliases": "environment",
            "output_in": "output, region, site",
        }.items()
    },
    "a connection to nothing": (
        *method(
            "    def connections(self, site):\n"
            "        yield Connection(Fact(site.instance, 'x'), Fact(site.instance, 'y'), 'a', 'b', 1)\n"
        ),
        "module/no-such-fact",
        "def connections",
    ),
}
ROWS = [
    *((TEMPLATE, name, row) for name, row in TEMPLATE_MISTAKES.items()),
    *((CONTRACT, name, row) for name, row in CONTRACT_MISTAKES.items()),
]
SPEC = """\
project: shop
suffix: {suffix}
owner: me
region: us-east-1
scanner_comments: true
account_id: "123456789012"

modules:
  queues:
    queues:
      mails: {{attempts: 3}}
  functions:
    module: lambda
    runtime: python3.13
    functions:
      send:
        package: {{source: functions/send}}
        handler: main.handler
        environment: {{QUEUE: {{from: queues.mails_arn}}}}
        uses: [{{resource: queues.mails, access: write}}]
  inbox:
    module: sqs
    queues: {{inbox: {{}}}}
  observability: {{}}
"""
IMPORTS = (
    "from hclpress.hcl import Expr\nfrom hclpress.module import Connection, Fact\nfrom pydantic import AfterValidator\n"
)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with two environments that use the module in every way there is."""
    write(tmp_path)
    for label in ("dev", "prod"):
        (tmp_path / f"environments/shop/{label}.yaml").write_text(SPEC.format(suffix=label))
    (tmp_path / "functions/send").mkdir(parents=True)
    (tmp_path / "functions/send/main.py").write_text("def handler(event, context): ...\n")
    contract = tmp_path / CONTRACT
    contract.write_text(
        contract.read_text().replace("from pydantic import Field\n", f"from pydantic import Field\n{IMPORTS}", 1)
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def check(*options: str) -> Result:
    result = CliRunner().invoke(app, ["check", "--no-cache", "--modules", "modules", *options])
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    assert "Traceback" not in result.output
    return result


def test_the_module_is_right_before_it_is_broken(project: Path) -> None:
    assert check().exit_code == 0, check().output


@pytest.mark.parametrize(("file", "row"), [(file, row) for file, _, row in ROWS], ids=[name for _, name, _ in ROWS])
def test_a_mistake_is_reported_at_its_line_in_every_format(
    file: str, row: tuple[str, str, str, str], project: Path
) -> None:
    before, after, code, words = row
    path = project / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1))

    told = json.loads(check("--format", "json").stdout)["diagnostics"]
    found = [one for one in told if one["code"].startswith(code)]
    assert found, told
    for one in found:
        assert one["summary"]
        assert one["detail"].endswith((".", "`", "?")), one["detail"]
        if words:
            assert one["span"]["file"] == file, one
            assert words in path.read_text("utf-8").splitlines()[one["span"]["line"] - 1], one
    shown = check()
    assert shown.exit_code == 1
    assert f"[{found[0]['code']}]" in shown.output
    sarif = json.loads(check("--format", "sarif").stdout)
    assert found[0]["code"] in {one["ruleId"] for one in sarif["runs"][0]["results"]}


def test_mistakes_in_several_places_are_reported_together(project: Path) -> None:
    contract, template = project / CONTRACT, project / TEMPLATE
    contract.write_text(contract.read_text().replace(END, END + RAISES))
    template.write_text(
        template.read_text().replace("queue.attempts", "queue.atempts").replace("in queues %}", "in queus %}")
    )
    codes = [one["code"] for one in json.loads(check("--format", "json").stdout)["diagnostics"]]
    assert codes.count("module/unknown-name") == 1
    template.write_text(template.read_text().replace("in queus %}", "in queues %}"))
    codes = [one["code"] for one in json.loads(check("--format", "json").stdout)["diagnostics"]]
    assert "module/unknown-attribute" in codes
    # A fault of the module and one of a spec stand side by side.
    template.write_text(template.read_text().replace("queue.atempts", "queue.attempts"))
    spec = project / "environments/shop/prod.yaml"
    spec.write_text(spec.read_text().replace("region: us-east-1", "region: us-east-9"))
    codes = [one["code"] for one in json.loads(check("--format", "json").stdout)["diagnostics"]]
    assert {"module/contract-failed", "spec/unknown-region"} <= set(codes)


def test_every_method_of_a_contract_is_broken_here() -> None:
    methods = {
        name for name, member in vars(Module).items() if callable(member) and not name.startswith(("_", "model_"))
    } - {"items"}
    broken = {name.split()[0] for name in CONTRACT_MISTAKES}
    assert methods <= broken
