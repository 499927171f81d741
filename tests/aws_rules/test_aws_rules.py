"""A spec that breaks a rule of AWS gets one diagnostic at the exact place; one within its limits gets none.

Each row is one edit of a sound spec. A quota that an account can have raised is a warning with the quota's name.
"""

from __future__ import annotations

import re
from pathlib import Path

import bases
import pytest
from aws_rule import AwsRule
from examples import PROJECT
from rules_between_instances import BETWEEN
from rules_of_data import DATA
from rules_of_messages import MESSAGES
from rules_of_names import NAMES
from rules_of_networks import NETWORKS
from rules_of_programs import PROGRAMS
from rules_of_sites import SITES

from hclpress.catalog import Catalog
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile

RULES: tuple[AwsRule, ...] = (*BETWEEN, *DATA, *MESSAGES, *NAMES, *NETWORKS, *PROGRAMS, *SITES)
BASES = {name: text for name, text in vars(bases).items() if name.isupper() and "modules:" in text}


def said_of(spec: str, folder: Path, catalog: Catalog) -> tuple[Diagnostic, ...]:
    """Everything that is said about a spec, without the checks of what is rendered."""
    path = folder / "environments" / "shop" / "rule.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(spec, "utf-8")
    try:
        return generate(EnvironmentFile("shop", "rule", path), catalog, ()).warnings
    except Diagnosed as found:
        return found.diagnostics


def test_there_are_many_rules_over_all_modules() -> None:
    assert len({rule.spec for rule in RULES}) == len(RULES) >= 250
    assert set(BASES.values()) <= {rule.base for rule in RULES}


@pytest.mark.parametrize("name", BASES)
def test_nothing_is_said_about_a_sound_spec(name: str, catalog: Catalog, tmp_path: Path) -> None:
    assert said_of(BASES[name], tmp_path, catalog) == ()


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_a_rule_is_held_at_its_place(rule: AwsRule, catalog: Catalog, tmp_path: Path) -> None:
    said = said_of(rule.spec, tmp_path, catalog)
    if rule.outcome == "accepted":
        assert said == ()
        return
    assert [(one.severity.value, one.code) for one in said] == [(rule.outcome, rule.code)], said
    (one,) = said
    assert one.span is not None
    assert (one.span.line, one.span.column) == rule.place, one
    assert rule.words in f"{one.summary} {one.detail}"


def test_the_page_lists_every_quota() -> None:
    page = (PROJECT / "docs/aws-rules.md").read_text("utf-8")
    listed = set(re.findall(r"^\| [^|]+ \| ([^|]+) \| [\d,]+ \|$", page, re.MULTILINE))
    sources = [*PROJECT.glob("generator/hclpress/**/*.py"), *PROJECT.glob("modules_templates/**/*.py")]
    known = {
        name
        for path in sources
        for name in re.findall(r'Quota\(\s*(?:"[^"]+"|_[A-Z]+),\s*"([^"]+)"', path.read_text("utf-8"))
    }
    assert len(known) > 30
    assert known == listed
