"""fill: constants take the place of their placeholders, facts keep theirs, and everything else is refused at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.model.spec_file import SpecFile
from hclpress.source.document import Mapping, Plain, find, plain
from hclpress.source.reader import read
from hclpress.stages.fill import fill
from hclpress.stages.inherit import inherit

HEAD = "project: shop\nregion: us-east-1\nsuffix: t1\n"


def filled(text: str, label: str = "prod") -> Mapping:
    return fill(read(HEAD + text, "prod.yaml"), label)


def value(text: str) -> Plain:
    found = plain(filled(f"a: {text}\n"))
    assert isinstance(found, dict)
    return found["a"]


def refused(text: str) -> list[Diagnostic]:
    with pytest.raises(Diagnosed) as caught:
        filled(text)
    return list(caught.value.diagnostics)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('!format "{project}-{environment}-{suffix}-{region}"', "shop-prod-t1-us-east-1"),
        ("!format {{}}x".replace("{{}}x", "'{{x}}'"), "{x}"),
        ("!format 12", "12"),
        ("!format", ""),
        ('"{project}"', "{project}"),
        ('!format "https://{alb.dns_name}/{environment}"', {"!format": "https://{alb.dns_name}/prod"}),
        ('!format "{{{alb.dns_name}}}"', {"!format": "{{{alb.dns_name}}}"}),
        ('[!format "{project}", {b: !format "{suffix}"}]', ["shop", {"b": "t1"}]),
    ],
)
def test_constants_take_the_place_of_their_placeholders(text: str, expected: Plain) -> None:
    assert value(text) == expected


def test_a_constant_may_be_made_of_others_and_holds_braces_as_they_are() -> None:
    tree = plain(filled('owner: !format "{account_id}"\naccount_id: !format "{{{environment}}}"\n'))
    assert isinstance(tree, dict)
    assert (tree["owner"], tree["account_id"]) == ("{prod}", "{prod}")
    both = plain(filled('b: !format "{account_id}{db.host}"\naccount_id: !format "{{{environment}}}"\n'))
    assert isinstance(both, dict)
    assert both["b"] == {"!format": "{{prod}}{db.host}"}


def test_a_file_that_extends_another_gives_its_constants_to_the_text_of_the_other() -> None:
    base = read('a: !format "{account_id}-{environment}"\n', "base.yaml")
    own = read('account_id: "123456789012"\nenvironment: blue\n', "prod.yaml")
    chain = (SpecFile(Path("base.yaml"), base), SpecFile(Path("prod.yaml"), own))
    tree = plain(fill(inherit(chain), "prod"))
    assert isinstance(tree, dict)
    assert tree["a"] == "123456789012-blue"


def test_a_document_without_such_text_is_left_as_it_is() -> None:
    tree = read(HEAD, "prod.yaml")
    assert fill(tree, "prod") is tree


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('a: !format "{projct}"', "unknown-placeholder", "Did you mean `{project}`?"),
        ('a: !format "{vpc}"\nmodules: {vpc: {}}', "unknown-placeholder", "Did you mean `{vpc.…}`?"),
        ('a: !format "{vpc.Id}"', "unknown-placeholder", "facts such as `{instance.fact}`"),
        ('a: !format "{}"', "unknown-placeholder", "Placeholders are `{project}`"),
        ('a: !format "{account_id}"', "constant-missing", "Add `account_id:` at the top of the spec"),
        ('a: !format "x}"', "stray-brace", "Write `}}` for the character itself"),
        ('a: "https://{from: f.arn}/x"', "reference-in-text", '`!format "https://{f.arn}/x"`'),
        ('a: "${aws_kms_key.x.arn}"', "expression-in-text", "Write `{from: instance.fact}`"),
        ('a: "x ${ module.a.b }"', "expression-in-text", "A spec holds no expressions of Terraform"),
        ('a: "{from: f.arn}"', "reference-in-text", "Remove the quotes: `{from: f.arn}`."),
    ],
)
def test_text_that_means_nothing_is_refused_at_its_place(text: str, code: str, words: str) -> None:
    (found,) = refused(text + "\n")
    assert (found.code, str(found.span)) == (f"spec/{code}", "prod.yaml:4:4")
    assert words in found.detail


def test_constants_that_are_made_of_each_other_are_named_as_a_circle() -> None:
    with pytest.raises(Diagnosed) as caught:
        fill(read('suffix: !format "{owner}{region}"\nregion: !format "{suffix}"\n', "prod.yaml"), "prod")
    codes = {one.code for one in caught.value.diagnostics}
    assert codes == {"spec/format-circle", "spec/unknown-placeholder"}
    assert any(
        "suffix → region → suffix" in one.detail or "region → suffix → region" in one.detail
        for one in caught.value.diagnostics
    )


def test_other_text_with_a_dollar_and_a_brace_stays_text() -> None:
    assert filled('a: "${aws:username} $${var.x} ${x} ${each.key}"\n')


def test_text_for_people_may_speak_of_references() -> None:
    assert filled("note: 'Write {from: a.b} here.'\n")


def test_a_missing_constant_is_reported_once() -> None:
    (found,) = refused('a: !format "{account_id}"\nb: !format "{account_id}"\n')
    assert found.code == "spec/constant-missing"


def test_a_mapping_that_replaced_another_says_so_after_its_text_is_filled() -> None:
    base = read("modules:\n  files: {module: s3, buckets: {a: {}}}\n", "base.yaml")
    own = read('modules:\n  files: {existing: {name: !format "acme-{region}"}}\nregion: us-east-1\n', "prod.yaml")
    chain = (SpecFile(Path("base.yaml"), base), SpecFile(Path("prod.yaml"), own))
    found = find(fill(inherit(chain), "prod"), ("modules", "files"))
    assert isinstance(found, Mapping)
    assert str(found.replaced).startswith("base.yaml:2")
