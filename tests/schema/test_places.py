"""A line of rendered HCL leads back to the line of the template that printed it, also where several look alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from renderings import Renderings

from hclpress.hcl.parsers import read
from hclpress.hcl.structure import Block
from hclpress.templates.source_map import template_line_within

MARK = re.compile(r" +# line (\d+)$")
JINJA = re.compile(r"\{%|\{#|#\}|%\}")
ARGUMENT_OR_BLOCK = re.compile(r'\s*[\w-]+\s*=\s.*|\s*\w+(?: ".*")*(?: \{\{.*\}\})* \{')


def marked(template: str) -> str:
    """The template with the number of each line of HCL as a comment behind it."""
    return "".join(
        f"{line} # line {number}\n" if ARGUMENT_OR_BLOCK.fullmatch(line) and not JINJA.search(line) else f"{line}\n"
        for number, line in enumerate(template.splitlines(), start=1)
    )


def places(block: Block, headers: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """The lines of the arguments and blocks in a block, each behind those of the blocks around it."""
    around = (*headers, block.line)
    yield around
    yield from ((*around, line) for line in block.lines.values())
    for inner in block.blocks:
        yield from places(inner, around)


def test_nearly_every_line_leads_to_the_one_that_printed_it() -> None:
    renderings = Renderings()
    counted = Counter[bool]()
    for template, text in renderings.with_each(lambda path: marked(path.read_text("utf-8")), step=3):
        lines = text.splitlines()
        clean = [MARK.sub("", line) for line in lines]
        for block in read(text, "main.tf").blocks:
            for numbers in places(block) if block.type in {"resource", "data"} else ():
                if mark := MARK.search(lines[numbers[-1] - 1]):
                    counted[template_line_within(template, clean, numbers).line == int(mark[1])] += 1
    assert counted.total() > 2500
    # The others look the same in both branches of a condition.
    assert counted[False] < 0.005 * counted.total()


def test_a_line_of_a_macro_leads_to_the_block_that_uses_it(tmp_path: Path) -> None:
    template = tmp_path / "main.tf.j2"
    template.write_text('{% from "m.j2" import x %}\nresource "aws_a" "b" {\n  {{ x() }}\n}\n', "utf-8")
    rendered = ['resource "aws_a" "b" {', "  printed = 1", "}"]
    assert template_line_within(template, rendered, (1, 2)).line == 2
    assert template_line_within(template, ["nothing"], (1,)).line == 1


def test_of_two_blocks_that_begin_alike_it_is_the_one_with_the_same_lines(tmp_path: Path) -> None:
    template = tmp_path / "main.tf.j2"
    template.write_text(
        'data "aws_p" "b" {\n  statement {\n    effect = "Allow"\n    sid = "one"\n  }\n'
        '  statement {\n    effect = "Allow"\n    sid = "two"\n  }\n}\n',
        "utf-8",
    )
    rendered = ['data "aws_p" "b" {', "  statement {", '    effect = "Allow"', '    sid    = "two"', "  }", "}"]
    assert template_line_within(template, rendered, (1, 2, 3)).line == 7
