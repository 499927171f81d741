"""render: HCL's own autoescape, the layout, and the escape hatch."""

from __future__ import annotations

from pathlib import Path

import pytest

from hclpress import __version__
from hclpress.catalog import Catalog, find_modules
from hclpress.diagnostics import Diagnosed
from hclpress.hcl.layout import layout
from hclpress.model.generated_file import GeneratedFile
from hclpress.source.reader import read
from hclpress.stages.render import render
from hclpress.stages.validate import validate
from hclpress.stages.wire import wire

HEAD = "project: shop\nsuffix: t1\nowner: platform-team\nregion: us-east-1\n"
VPC = "  vpc:\n    cidr: 10.0.0.0/16\n    zones: [us-east-1a]\n    subnets: {public: {size: 24}}\n"
CONTRACT = '''
from collections.abc import Mapping
from hclpress.module import Module

class Thing(Module):
    """A thing."""
    summary = "A thing."
    value: str = ""
    """Its value."""
    values: Mapping[str, str] = {}
    """Its values."""
'''


def rendered(text: str, catalog: Catalog) -> dict[str, str]:
    files = render(wire(validate(read(HEAD + text, "prod.yaml"), "web", "prod", catalog)), catalog)
    assert list(files) == sorted(files, key=lambda file: file.path)
    return {file.path.as_posix(): file.text for file in files if isinstance(file, GeneratedFile)}


@pytest.fixture
def thing(tmp_path: Path) -> Catalog:
    folder = tmp_path / "thing"
    folder.mkdir()
    (folder / "contract.py").write_text(CONTRACT)
    (folder / "main.tf.j2").write_text(
        'resource "aws_thing" "this" {\n  value = {{ value }}\n  values = {{ values }}\n'
        '  arn = "arn:{{ value | fragment }}"\n}\n'
    )
    (folder / "never.tf.j2").write_text('{% if value == "yes" %}\nlocals {\n  a = 1\n}\n{% endif %}\n')
    return find_modules((tmp_path,))


def test_no_value_can_break_out_of_its_place(thing: Catalog) -> None:
    text = rendered('modules: {thing: {value: "${file(1)}\\"\\n} x {", values: {"${a}": "%{b}"}}}', thing)[
        "modules/thing/main.tf"
    ]
    assert 'value = "$${file(1)}\\"\\n} x {"' in " ".join(text.split())
    assert '"$${a}" = "%%{b}"' in text
    assert '"arn:\\u0024{file(1)}\\"\\n} x {"' in text


def test_a_template_that_prints_nothing_makes_no_file(thing: Catalog) -> None:
    assert "modules/thing/never.tf" not in rendered("modules: {thing: {value: no}}", thing)
    assert "modules/thing/never.tf" in rendered('modules: {thing: {value: "yes"}}', thing)


def test_everything_is_laid_out_already(catalog: Catalog) -> None:
    for path, text in rendered(f"modules:\n{VPC}", catalog).items():
        assert layout(text) == text, path


def test_a_value_hcl_cannot_express_is_refused_with_its_instance(thing: Catalog) -> None:
    with pytest.raises(Diagnosed) as caught:
        rendered('modules:\n  thing:\n    values: {a: "\\uFFFFe\\u0301"}', thing)
    assert {found.code for found in caught.value.diagnostics} <= {"spec/inexpressible", "yaml/not-normalised"}


def test_extra_arguments_are_added_at_the_end_of_their_resource(catalog: Catalog) -> None:
    text = rendered(
        f"modules:\n{VPC}    extra:\n      aws_vpc.this: {{instance_tenancy: dedicated, ipam: {{a: 1}}}}\n", catalog
    )["modules/vpc/main.tf"]
    block = text[: text.index("\n}\n")]
    assert block.endswith('  instance_tenancy = "dedicated"\n  ipam = {\n    "a" = 1\n  }')


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ("aws_vpc.this: {cidr_block: x}", "sets `cidr_block` already"),
        ("aws_vpc.this: {tags: {}}", "sets `tags` already"),
        ('aws_vpc.this: {"a.b": x}', "is not an argument name"),
        ('aws_vpc.this: {"a b": x}', "cannot be written in HCL without quotes"),
        ("aws_vpc.that: {a: x}", "Its resources: aws_"),
    ],
)
def test_extra_arguments_that_do_not_fit_are_refused_at_their_place(catalog: Catalog, extra: str, words: str) -> None:
    with pytest.raises(Diagnosed) as caught:
        rendered(f"modules:\n{VPC}    extra:\n      {extra}\n", catalog)
    (found,) = caught.value.diagnostics
    assert found.span is not None
    assert found.span.line == 11
    assert words in found.detail


def test_blocks_of_extra_are_written_as_blocks_by_the_schema_of_the_provider(catalog: Catalog) -> None:
    tables = (
        "  db: {module: dynamodb, tables: {t: {hash_key: id}}, extra: {aws_dynamodb_table.t: {timeouts: {create: 5m}}}}"
    )
    text = rendered(f"modules:\n{tables}\n", catalog)["modules/db/main.tf"]
    assert text.endswith('\n\n  timeouts {\n    create = "5m"\n  }\n}\n')
    text = rendered(f'providers: {{aws: ">= 8.0"}}\nmodules:\n{tables}\n', catalog)["modules/db/main.tf"]
    assert text.endswith('\n\n  timeouts = {\n    "create" = "5m"\n  }\n}\n')


def test_references_in_extra_arrive_as_variables_of_any_type(catalog: Catalog) -> None:
    keys = "  keys: {module: kms, keys: {data: {description: Data}}}\n"
    extra = "aws_vpc.this: {a: {from: keys.data_key_arn}, b: [!format 'x/{keys.data_key_id}', {c: {from: keys.data_alias}}]}"
    files = rendered(f"modules:\n{keys}{VPC}    extra:\n      {extra}\n", catalog)
    text = files["modules/vpc/main.tf"]
    assert " a = var.keys_data_key_arn\n" in text
    assert '"x/${var.keys_data_key_id}"' in text
    assert '"c" = var.keys_data_alias' in text
    assert "keys_data_alias   = module.keys.data_alias" in files["main.tf"]


def test_override_takes_the_place_of_arguments_and_blocks(catalog: Catalog) -> None:
    override = "aws_vpc.this: {cidr_block: 10.9.0.0/16, tags: {Name: other}}"
    text = rendered(f"modules:\n{VPC}    override:\n      {override}\n", catalog)["modules/vpc/main.tf"]
    block = text[: text.index("\n}\n")]
    assert '  cidr_block           = "10.9.0.0/16"\n' in block
    assert block.count("cidr_block") == 1
    assert '  tags = {\n    "Name" = "other"\n  }' in block
    assert block.count("tags") == 1


def test_override_of_what_is_not_set_names_extra(catalog: Catalog) -> None:
    with pytest.raises(Diagnosed) as caught:
        rendered(f"modules:\n{VPC}    override:\n      aws_vpc.this:\n        ipam: a\n", catalog)
    (found,) = caught.value.diagnostics
    assert found.span is not None
    assert (found.span.line, found.span.column) == (12, 9)
    assert "Move the line from `override` to `extra`" in found.detail


def test_the_backend_is_written_as_literals(catalog: Catalog) -> None:
    backend = "backend: {type: s3, bucket: states}\n"
    text = rendered(f"{backend}modules:\n{VPC}", catalog)["versions.tf"]
    assert (
        """  backend "s3" {
    bucket       = "states"
    key          = "web/prod/terraform.tfstate"
    region       = "us-east-1"
    encrypt      = true
    use_lockfile = true
  }"""
        in text
    )


def test_every_provider_and_the_backend_assume_their_roles(catalog: Catalog) -> None:
    head = (
        'account_id: "123456789012"\nassume_role: {role: "arn:aws:iam::123456789012:role/deploy", external_id: abc}\n'
        "backend:\n  type: s3\n  bucket: states\n"
        '  assume_role: {role: "arn:aws:iam::999999999999:role/state", session_name: ci}\n'
    )
    files = rendered(
        f"{head}modules:\n{VPC}  far: {{module: kms, region: eu-west-1, keys: {{a: {{description: A}}}}}}\n", catalog
    )
    block = """\
  assume_role {
    role_arn    = "arn:aws:iam::123456789012:role/deploy"
    external_id = "abc"
  }
"""
    assert files["providers.tf"].count(block) == 2
    assert files["providers.tf"].count("allowed_account_ids") == 2
    assert """\
    assume_role = {
      role_arn     = "arn:aws:iam::999999999999:role/state"
      session_name = "ci"
    }
""" in files["versions.tf"]


def test_notes_become_comments_that_nothing_escapes_from(catalog: Catalog) -> None:
    files = rendered(f'note: "one\\n\\ntwo"\nmodules:\n{VPC}    note: "a\\u2028resource b {{}}"\n', catalog)
    assert files["versions.tf"].startswith("# one\n#\n# two\n\nterraform {")
    assert '# a resource b {}\nmodule "vpc" {' in files["main.tf"]


def test_another_region_gets_a_provider_of_its_own(catalog: Catalog) -> None:
    vpc = VPC.replace("us-east-1a", "eu-west-1a").replace("    cidr", "    region: eu-west-1\n    cidr")
    files = rendered(f"modules:\n{vpc}", catalog)
    assert 'alias  = "eu_west_1"\n  region = "eu-west-1"' in files["providers.tf"]
    assert "providers = {\n    aws = aws.eu_west_1\n  }" in files["main.tf"]


def test_the_first_line_of_the_root_tells_the_version_and_the_spec_it_comes_from(catalog: Catalog) -> None:
    first, *_ = rendered(f"modules:\n{VPC}", catalog)["main.tf"].splitlines()
    assert (
        first == f"# Generated by hclpress {__version__} from environments/web/prod.yaml: change that and render again."
    )
