"""Any value of a spec comes back from Terraform itself as the identical value, or is refused at its place.

Values travel the way a user's do: YAML text, reader, specify, templates, layout, files; and then Terraform.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from decimal import Decimal
from os import environ
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from planning import SharedPlans
from values import TEXT, VALUES
from writing import quoted, written

from hclpress.catalog import Catalog, find_modules
from hclpress.diagnostics import Diagnosed
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.environment_variables import terraform_environment

MANY = 6_000
BATCH = 1_500
"""Values that one run of Terraform evaluates."""
REFUSALS = {"spec/inexpressible", "spec/tag-characters", "spec/wrong-value"}

HEAD = "project: shop\nsuffix: t1\nowner: platform-team\nregion: us-east-1\naccount_id: '123456789012'\n"
CONTRACT = '''
from collections.abc import Mapping
from typing import Any
from hclpress.module import Module

class Echo(Module):
    """Says again what it is told."""
    summary = "Says again what it is told."
    values: Mapping[str, Any]
    """Any values, by name."""
    texts: Mapping[str, str]
    """Pieces of templates, by name."""
'''
TEMPLATE = """\
output "values" {
  value = {{ values }}
}

output "pieces" {
  value = [
{% for name, text in texts.items() %}
    "before {{ text | fragment }}{{ text | fragment }}${"after"}",
{% endfor %}
  ]
}

output "texts" {
  value = {{ texts }}
}
"""


@pytest.fixture
def echo(tmp_path: Path) -> Catalog:
    folder = tmp_path / "own/echo"
    folder.mkdir(parents=True)
    (folder / "contract.py").write_text(CONTRACT, encoding="utf-8")
    (folder / "main.tf.j2").write_text(TEMPLATE, encoding="utf-8")
    return find_modules((tmp_path / "own",))


def drawn(strategy: object, count: int) -> list[object]:
    """As many values as asked for, as Hypothesis draws them: it only draws them, all are checked together."""
    found: list[object] = []

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)  # type: ignore[arg-type]
    def draw(value: object) -> None:
        found.append(value)

    draw()
    return found


def generated(text: str, catalog: Catalog, folder: Path) -> tuple[Generated, set[int]]:
    """A spec generated without the refused lines, and the numbers of these, counted from 1.

    Each hostile value stands on a line of its own, so that a refusal at the wrong place would take a line away that is
    needed, or leave one that is refused again.
    """
    path = folder / "environments/shop/dev.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    where = EnvironmentFile("shop", "dev", path)
    lines = text.splitlines(keepends=True)
    bad: set[int] = set()
    path.write_text(text, encoding="utf-8")
    try:
        return generate(where, catalog, ()), bad
    except Diagnosed as refused:
        found = refused.diagnostics
    assert {one.code for one in found} <= REFUSALS, found
    assert all(one.span for one in found), "every refusal has a place"
    bad = {one.span.line for one in found if one.span}
    path.write_text("".join(line for number, line in enumerate(lines, start=1) if number not in bad), encoding="utf-8")
    return generate(where, catalog, ()), bad


def as_read_back(value: object) -> object:
    """The value as JSON with exact numbers has it."""
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {key: as_read_back(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_read_back(item) for item in value]
    return value


@pytest.mark.terraform
def test_any_value_comes_back_from_terraform_or_is_refused_at_its_place(
    echo: Catalog, tmp_path: Path, terraform: Terraform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    evaluated = 0
    values, texts = drawn(VALUES, MANY), drawn(TEXT, MANY // 4)
    for start in range(0, MANY, BATCH):
        some = {f"v{index}": value for index, value in enumerate(values[start : start + BATCH])}
        pieces = {f"t{index}": text for index, text in enumerate(texts[start // 4 : (start + BATCH) // 4])}
        head = f"{HEAD}modules:\n  echo:\n    values:\n"
        listed = "".join(f"      {name}: {written(value)}\n" for name, value in some.items())
        listed += "    texts:\n" + "".join(f"      {name}: {written(text)}\n" for name, text in pieces.items())
        found, bad = generated(head + listed, echo, tmp_path)
        assert len(bad) < BATCH / 10, "hardly any value is to be refused"
        left = [
            line.split(":")[0].strip()
            for number, line in enumerate((head + listed).splitlines(), start=1)
            if number not in bad
        ]
        some = {name: value for name, value in some.items() if name in left}
        pieces = {name: text for name, text in pieces.items() if name in left}
        (main,) = [file for file in found.files if file.path.as_posix() == "modules/echo/main.tf"]
        given_back = evaluate(main.text, tmp_path / f"run{start}", terraform)
        for name, value in some.items():
            assert given_back["values"][name] == as_read_back(value), ascii(value)
        assert given_back["pieces"] == [f"before {text}{text}after" for text in pieces.values()]
        assert given_back["texts"] == pieces
        evaluated += len(some) + len(pieces)
    assert evaluated >= 5_000


def evaluate(source: str, folder: Path, terraform: Terraform) -> dict[str, Any]:
    """What Terraform makes of a file of outputs."""
    folder.mkdir()
    (folder / "main.tf").write_text(source, encoding="utf-8")
    environment = terraform_environment(environ)
    for arguments in (["init", "-no-color"], ["apply", "-auto-approve", "-no-color"], ["output", "-json"]):
        ended = subprocess.run(
            [*terraform.command, *arguments], cwd=folder, env=environment, capture_output=True, check=False, timeout=300
        )
        assert ended.returncode == 0, ended.stderr.decode()[-2000:]
    return {name: output["value"] for name, output in json.loads(ended.stdout, parse_float=Decimal).items()}


NETWORK = "{cidr: 10.0.0.0/16, zones: [us-east-1a], subnets: {public: {size: 24}, private: {size: 24}}}"
# The address of what a value becomes part of in the plan, and the path to it there, by the list it is in.
REAL = f"""\
modules:
  vpc: {NETWORK}
  keys:
    module: kms
    keys: {{k: {{description: Encrypts}}}}
  ecs:
    services:
      web:
        containers:
          app:
            image: public.ecr.aws/docker/library/busybox:1.37
            environment:
%(variables)s  params:
    module: ssm
    parameters:
%(parameters)s"""


@pytest.mark.terraform
def test_values_of_real_modules_arrive_in_the_plan_of_the_real_provider(
    catalog: Catalog, tmp_path: Path, planned: SharedPlans, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    # The provider asks for something to be there.
    texts = [str(text) for text in drawn(TEXT.filter(lambda text: text.strip() != ""), 330)]
    tags = {f"T{index}": text for index, text in enumerate(texts[:40])}
    variables = {f"V{index}": text for index, text in enumerate(texts[40:130])}
    parameters = {f"p{index}": text for index, text in enumerate(texts[130:])}
    text = f"{HEAD}tags:\n" + "".join(f"  {name}: {quoted(value)}\n" for name, value in tags.items())
    text += REAL % {
        "variables": "".join(f"              {name}: {quoted(value)}\n" for name, value in variables.items()),
        "parameters": "".join(f"      {name}: {{value: {quoted(value)}}}\n" for name, value in parameters.items()),
    }
    found, bad = generated(text, catalog, tmp_path)
    assert len(bad) < 60
    folder = tmp_path / "rendered"
    for file in found.files:
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_bytes(file.content)
    left = {line.split(":")[0].strip() for number, line in enumerate(text.splitlines(), start=1) if number not in bad}
    changes = planned(folder).changes
    written_tags = changes["module.vpc.aws_vpc.this"].values["tags_all"]
    assert isinstance(written_tags, dict)
    assert {name: written_tags.get(name) for name in tags} == {
        name: value if name in left else None for name, value in tags.items()
    }
    for name, value in parameters.items():
        if name in left:
            assert changes[f"module.params.aws_ssm_parameter.{name}"].values["insecure_value"] == value, ascii(value)
    task = changes["module.ecs.aws_ecs_task_definition.web"].values["container_definitions"]
    (container,) = json.loads(str(task))
    given = {one["name"]: one["value"] for one in container["environment"]}
    assert given == {name: value for name, value in variables.items() if name in left}
