"""The proof of the wiring: stand-ins for what AWS gives, and the places where they must arrive."""

from __future__ import annotations

from pathlib import Path

import pytest

from hclpress.catalog import find_modules
from hclpress.hcl.skeleton import split
from hclpress.model.wiring_proof import WiringProof, wiring_proof
from hclpress.source.reader import read
from hclpress.stages.validate import validate
from hclpress.stages.wire import wire

CONTRACT = '''
from hclpress.module import Module, Output

class Thing(Module):
    """A thing."""
    summary = "A thing."

    def outputs(self, site):
        """What it tells."""
        yield Output.of("aws_thing", "this", "arn", "Its ARN.", name="arn", exported=True)
        yield Output.of("aws_thing", "this", "arn", "Its ARN again.", name="again", exported=True)
        yield Output.of("aws_other", "this", "url", "Its address.", name="url", exported=True)
        yield Output.of("aws_other", "this", "id", "Its id.", name="id", exported=True)
'''
SPEC = "project: shop\nsuffix: t1\nowner: platform-team\nregion: us-east-1\nmodules: {thing: {}}\n"


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    (tmp_path / "thing").mkdir()
    (tmp_path / "thing/contract.py").write_text(CONTRACT)
    (tmp_path / "thing/main.tf.j2").write_text("")
    return tmp_path


def proof(contract: Path, text: str) -> WiringProof:
    catalog = find_modules((contract,))
    return wiring_proof(wire(validate(read(SPEC, "prod.yaml"), "web", "prod", catalog)), {"thing": [split(text)[0]]})


def test_two_outputs_of_one_attribute_share_its_stand_in(contract: Path) -> None:
    found = proof(contract, "")
    arn = '"arn:aws:stand-in:us-east-1:123456789012:thing_again"'
    assert [(one.target, one.values) for one in found.stand_ins] == [
        ("module.thing.aws_thing.this", f"{{ arn = {arn} }}"),
        ("module.thing.aws_other.this", '{ id = "thing_id" }'),
    ]
    conditions = {str(one.condition) for one in found.proofs}
    assert conditions == {
        f"output.thing_again == {arn}",
        f"output.thing_arn == {arn}",
        'output.thing_id == "thing_id"',
    }


@pytest.mark.parametrize(
    ("text", "is_given"),
    [
        ("  url = aws_other.this.url\n", True),
        ('  url = "https://${aws_other.this.url}"\n', False),
        ('  host = split("/", aws_other.this.url)[2]\n', False),
        ("  secret = aws_other.this.secrets[0].name\n", False),
        ('  source = "${aws_other.this.id}/x"\n', True),
    ],
)
def test_a_resource_that_is_taken_apart_gets_no_stand_in(contract: Path, text: str, is_given: bool) -> None:
    targets = [str(one.target) for one in proof(contract, text).stand_ins]
    assert ("module.thing.aws_other.this" in targets) == is_given
    assert "module.thing.aws_thing.this" in targets


def test_every_arn_that_the_module_uses_of_a_resource_gets_a_stand_in(contract: Path) -> None:
    found = proof(contract, '  source_arn = "${aws_other.this.execution_arn}/x"\n')
    (values,) = (one.values for one in found.stand_ins if one.target == "module.thing.aws_other.this")
    assert 'execution_arn = "arn:aws:stand-in:us-east-1:123456789012:thing_execution_arn"' in values
    assert 'id = "thing_id"' in values
