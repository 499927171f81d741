"""A Kapitan project that compiles to the very files that hclpress has rendered.

Its templates are made from the rendered files. Environments whose files differ only in the text of strings share one
set of templates. Texts that are the same everywhere are in the template, as anybody would write them, and the others
come from the inventory, each once however often it is used.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TypeAlias

import yaml
from msgspec import Struct

from benchmarks.rivals.contender import Contender
from benchmarks.rivals.installing import python_packages
from hclpress.hcl.skeleton import Skeleton, split
from hclpress.history.manifest import MANIFEST

REQUIREMENTS = ("kapitan==0.36.3", "Jinja2==3.1.6", "PyYAML==6.0.3")
COMPILED = "compiled"

_HCL = (".tf", ".hcl")
_COPIED = ".zip"
_BRACE = re.compile(r"\{(?=[{%#]|\Z)")
"""A brace that Jinja would take for its own, with the text or the expression after it."""

Shape: TypeAlias = "tuple[tuple[str, Skeleton | str], ...]"
"""Every file of an environment, each with its skeleton; with its digest if it is only copied."""


class _Environment(Struct, frozen=True):
    """One rendered environment.

    Attributes:
        folder: its output folder.
        shape: the part it shares with others.
        texts: the texts of the gaps of all its skeletons, one after another.
    """

    folder: Path
    shape: Shape
    texts: tuple[str, ...]


def compile_all(rendered: Path, folder: Path) -> Contender:
    """Make `folder` a Kapitan project for all the environments in `rendered`.

    Raises:
        Unavailable: when Kapitan cannot be installed.
    """
    programs = python_packages("kapitan", REQUIREMENTS)
    alike: dict[Shape, list[_Environment]] = defaultdict(list)
    for path in sorted(rendered.iterdir()):
        environment = _read(path)
        alike[environment.shape].append(environment)
    for number, environments in enumerate(alike.values()):
        _write_class(folder, f"shape_{number}", environments)
    return Contender((str(programs / "kapitan"), "compile"), folder, (COMPILED,))


def demand_files(kapitan: Contender, rendered: Path) -> None:
    """Check that Kapitan has compiled every rendered file, byte for byte, and no other.

    One file that is named after its environment may have another name.

    Raises:
        RuntimeError: when it has not; then there is no comparison.
    """
    compiled = kapitan.folder / COMPILED
    found, wanted = ({one.name: _digests(one) for one in folder.iterdir()} for folder in (compiled, rendered))
    if found != wanted:
        differing = sorted(label for label in {*found, *wanted} if found.get(label) != wanted.get(label))
        raise RuntimeError(f"Kapitan compiled {len(differing)} of {len(wanted)} targets otherwise: {differing[:5]}")


def _files(folder: Path) -> Iterator[Path]:
    """Yield the compared files: all but hclpress's own manifest."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST)


def _digests(environment: Path) -> dict[str, str]:
    return {_name(path, environment): _digest(path) for path in _files(environment)}


def _name(path: Path, environment: Path) -> str:
    """Return the path of a file without the environment's name, because Kapitan names no file after a target."""
    return path.relative_to(environment).as_posix().replace(environment.name, "environment")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read(folder: Path) -> _Environment:
    shape: list[tuple[str, Skeleton | str]] = []
    texts: list[str] = []
    for path in _files(folder):
        name = _name(path, folder)
        if path.suffix == _COPIED:
            shape.append((name, _digest(path)))
            continue
        skeleton, own = _gaps(path)
        shape.append((name, skeleton))
        texts += own
    return _Environment(folder, tuple(shape), tuple(texts))


def _gaps(path: Path) -> tuple[Skeleton, Sequence[str]]:
    """Return the skeleton of a file and the texts of its gaps; in a file that is not HCL, every line is a gap."""
    text = path.read_text(encoding="utf-8")
    if path.suffix in _HCL:
        return split(text)
    lines = text.splitlines(keepends=True)
    return ("",) * (len(lines) + 1), lines


def _write_class(folder: Path, name: str, environments: Sequence[_Environment]) -> None:
    """Write the templates that some environments share, their class and their targets."""
    names: dict[tuple[str, ...], str] = {}
    gaps = []
    for texts in zip(*(environment.texts for environment in environments), strict=True):
        is_constant = len(set(texts)) == 1
        gaps.append(texts[0] if is_constant else _Variable(names.setdefault(texts, f"text_{len(names)}")))
    first = environments[0]
    _write_templates(folder / "templates" / name, first, gaps)
    copied = [path for path, skeleton in first.shape if isinstance(skeleton, str)]
    for path in copied:
        target = folder / "copied" / name / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(first.folder / path, target)  # no zip is named after its environment
    inputs = [{"output_path": ".", "input_type": "jinja2", "input_paths": [f"templates/{name}"]}]
    if copied:
        inputs.append({"output_path": ".", "input_type": "copy", "input_paths": [f"copied/{name}"]})
    inventory = folder / "inventory"
    _write(inventory / "classes" / f"{name}.yml", {"parameters": {"kapitan": {"compile": inputs}}})
    for number, environment in enumerate(environments):
        own = {variable: texts[number] for texts, variable in names.items()}
        label = environment.folder.name
        parameters = {"kapitan": {"vars": {"target": label}}, "texts": own}
        _write(inventory / "targets" / f"{label}.yml", {"classes": [name], "parameters": parameters})


class _Variable(str):
    """Return the name of a text that the inventory gives."""


def _write_templates(folder: Path, environment: _Environment, gaps: Sequence[str]) -> None:
    remaining = iter(gaps)
    for path, skeleton in environment.shape:
        if isinstance(skeleton, str):
            continue
        own = [next(remaining) for _ in skeleton[1:]]
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        # Jinja drops the last line break of a template.
        target.write_text(_template(skeleton, own) + "\n", encoding="utf-8")


def _template(skeleton: Skeleton, gaps: Sequence[str]) -> str:
    done: list[str] = []
    plain = ""
    for piece, gap in zip_longest(skeleton, gaps, fillvalue=""):
        plain += piece
        if isinstance(gap, _Variable):
            done += (_quoted(plain), f"{{{{ inventory.parameters.texts.{gap} }}}}")
            plain = ""
        else:
            plain += gap
    return "".join([*done, _quoted(plain)])


def _quoted(plain: str) -> str:
    return _BRACE.sub("{{ '{' }}", plain)


def _write(path: Path, content: Mapping[str, object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, sort_keys=False, allow_unicode=True), encoding="utf-8")
