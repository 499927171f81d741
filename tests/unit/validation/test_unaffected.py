"""Problems of several stages are told together where they cannot have to do with each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile

HEAD = "project: shop\nsuffix: t1\nowner: platform-team\nregion: us-east-1\nmodules:\n"
SHAPE = "  keys: {module: kms, keys: {k: {description: 5}}}\n"
FACT = "  one: {module: ssm, parameters: {p: {value: {from: nobody.arn}}}}\n"
CODE = "  functions:\n    module: lambda\n    functions: {f: {runtime: python3.13, handler: a.b, package: {source: none}}}\n"
CHECK = "  two: {module: kms, keys: {k: {description: d, rotation: false}}}\n"
SCHEMA = "  three: {module: ssm, parameters: {q: {value: x}}, extra: {aws_ssm_parameter.q: {teir: Standard}}}\n"
NETWORK = "  vpc: {cidr: 10.0.0.0/16, zones: [us-east-1a], subnets: {public: {size: 24}, private: {size: 24}}}\n"


def told(spec: str, folder: Path, catalog: Catalog, checks: tuple[Check, ...]) -> list[str]:
    path = folder / "environments/shop/dev.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(spec, encoding="utf-8")
    with pytest.raises(Diagnosed) as caught:
        generate(EnvironmentFile("shop", "dev", path), catalog, checks)
    return sorted(one.code for one in caught.value.diagnostics)


def test_problems_of_every_stage_come_together(tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]) -> None:
    assert told(HEAD + SHAPE + FACT + CODE + CHECK + SCHEMA, tmp_path, catalog, checks) == [
        "check/keys-rotate",
        "pack/source-missing",
        "schema/unknown-argument",
        "spec/no-such-fact",
        "spec/wrong-type",
    ]


def test_code_that_is_missing_hides_nothing_of_its_own_instance(
    tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    extra = "    extra: {aws_lambda_function.f: {snap_strat: true}}\n"
    assert told(HEAD + CODE + extra, tmp_path, catalog, checks) == ["pack/source-missing", "schema/unknown-argument"]


def test_facts_placeholders_and_code_of_one_instance_are_judged_together(
    tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    variables = ', environment: {AB: {from: no.fact}, CD: !format "{nothing}", EF: "${module.x.y}"}}}'
    found = told(HEAD + CODE.replace("}}}", "}" + variables), tmp_path, catalog, checks)
    assert found == [
        "pack/source-missing",
        "spec/expression-in-text",
        "spec/no-such-fact",
        "spec/unknown-placeholder",
    ]


@pytest.mark.parametrize(
    "spec",
    [
        # The database means the only network without a name.
        NETWORK.replace("/16", "/99") + "  cache: {module: aurora, engine: postgresql, version: '17.5'}\n",
        # A route names a function of an instance that cannot be read.
        CODE.replace("python3.13", "python") + "  api: {module: api, kind: http, routes: {GET /a: functions.f}}\n",
        "  one: {module: ssm, parameters: {p: {value: 5}}}\n"
        "  two: {module: ssm, parameters: {q: {value: {from: one.p_arn}}}}\noutputs: {arn: two.q_arn}\n",
    ],
)
def test_what_stands_on_a_problem_is_not_judged(
    spec: str, tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    codes = told(HEAD + spec, tmp_path, catalog, checks)
    assert len(codes) == 1
    assert codes[0] in {"spec/wrong-value", "spec/wrong-type"}


def test_an_unknown_key_at_the_top_hides_no_later_problem(
    tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    assert told(f"colour: red\n{HEAD}{CHECK}", tmp_path, catalog, checks) == ["check/keys-rotate", "spec/unknown-key"]


def test_a_list_at_the_top_loses_only_what_names_an_instance_with_a_problem(
    tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    waivers = (
        "waivers:\n"
        "- {check: keys-rotate, instance: two, reason: for this test, until: 2099-01-01}\n"
        "- {check: keys-rotate, instance: keys, reason: for this test, until: 2099-01-01}\n"
    )
    assert told(HEAD + SHAPE + CHECK + FACT + waivers, tmp_path, catalog, checks) == [
        "spec/no-such-fact",
        "spec/wrong-type",
    ]
