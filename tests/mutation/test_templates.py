"""Small faults in templates are noticed, and no line of a template is there that nothing renders."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutants import mutants
from mutate import LEAST, mutated, renderings, unreached
from renderings import TEMPLATES


@pytest.mark.mutation
def test_nearly_every_fault_in_a_template_changes_a_golden_file() -> None:
    total, alive = 0, []
    for count, left in mutated(TEMPLATES):
        total += count
        alive += left
    assert total > 3_000
    assert len(alive) <= (1 - LEAST) * total, "\n".join(map(str, alive))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_line_of_a_template_is_rendered_somewhere(template: Path) -> None:
    assert unreached(template) == []


def test_every_line_and_every_value_has_its_mutants(tmp_path: Path) -> None:
    template = tmp_path / "main.tf.j2"
    template.write_text(
        '{#- Two lines\n   of comment. -#}\n{% if x == "a" %}\nb = 1\n\n{% endif %}\n# Why 2.\nc = [true, "d", {{ e }}]\n',
        encoding="utf-8",
    )
    assert [(one.line, one.what) for one in mutants(template)] == [
        (3, 'not (x == "a")'),
        (3, '"a" is another text'),
        (4, "without `b = 1`"),
        (4, "1 is 2"),
        (7, "without `# Why 2.`"),
        (8, 'without `c = [true, "d", {{ e }}]`'),
        (8, "true is false"),
        (8, '"d" is another text'),
    ]
    texts = {one.what: one.text.splitlines() for one in mutants(template)}
    assert texts['not (x == "a")'][2] == '{% if not (x == "a") %}'
    assert texts['"a" is another text'][2] == '{% if x == "a~" %}'
    assert texts["true is false"][7] == 'c = [false, "d", {{ e }}]'
    assert texts["without `b = 1`"][3] == ""


def test_a_template_as_it_is_survives_and_one_that_cannot_be_rendered_does_not() -> None:
    template = next(path for path in TEMPLATES if path.parent.name == "kms" and path.name == "main.tf.j2")
    text = template.read_text("utf-8")
    assert not renderings().kills(template, text)
    assert not renderings().kills(template, f"\n{text}\n\n"), "blank lines at both ends are settled by the layout"
    assert renderings().kills(template, f"{text}\n}}")
    assert renderings().kills(template, f"{text}{{{{ nothing_of_that_name }}}}")
    assert not renderings().kills(template, text)


def test_what_is_imported_is_judged_by_all_who_import_it() -> None:
    macros = next(path for path in TEMPLATES if path.name == "iam.j2")
    assert renderings().kills(macros, macros.read_text("utf-8").replace("sts:AssumeRole", "sts:Assume"))
    assert len(list(renderings().uses_of(macros))) > 20
