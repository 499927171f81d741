"""The bare floor: Jinja alone rendering the same files. No YAML, no contract, no layout, no parse-back, no check.

python -m benchmarks.floor CONTEXTS OUT [--templates DIR] [--processes N]
"""

from __future__ import annotations

import argparse
import multiprocessing
import pickle
from functools import cache
from pathlib import Path

import jinja2

from hclpress.hcl.comment import comment
from hclpress.hcl.expression import Expr
from hclpress.hcl.quoted_text import fragment
from hclpress.hcl.values import bare, encode

TEMPLATES = Path(__file__).resolve().parents[1] / "modules_templates"


class Text(str):
    """A text with attributes that a template reads, such as those of a name."""


def identifier(name: str) -> Expr:
    """Return an identifier as `hclpress.hcl.identifier` does, without that file's imports."""
    return bare(name.replace("-", "_"))


@cache
def environment(templates: Path, folder: str) -> jinja2.Environment:
    """Return Jinja with the settings of hclpress."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader([templates / folder, templates / "_shared"]),
        finalize=encode,
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    made.filters = {"bare": bare, "fragment": fragment, "identifier": identifier}
    made.globals = {"comment": comment}
    made.tests = {key: made.tests[key] for key in ("defined",)}
    return made


def generate(contexts: Path, out: Path, templates: Path = TEMPLATES) -> None:
    """Render and write every file of one environment."""
    for folder, name, path, context in pickle.loads(contexts.read_bytes()):  # noqa: S301  (our own)
        text = environment(templates, folder).get_template(name).render(context)
        target = out / contexts.stem / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def generate_all(contexts: list[Path], out: Path, templates: Path = TEMPLATES) -> None:
    """Render and write every file of these environments."""
    for one in contexts:
        generate(one, out, templates)


def main() -> None:
    """Render all contexts, divided among processes."""
    parser = argparse.ArgumentParser()
    parser.add_argument("contexts", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--templates", type=Path, default=TEMPLATES)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    files = sorted(asked.contexts.glob("*.pickle"))
    if asked.processes == 1:
        generate_all(files, asked.out, asked.templates)
        return
    shares = [(files[number :: asked.processes], asked.out, asked.templates) for number in range(asked.processes)]
    with multiprocessing.get_context("fork").Pool(asked.processes) as pool:
        pool.starmap(generate_all, shares)


if __name__ == "__main__":
    main()
