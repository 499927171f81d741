"""pack: a stack → the same with its source code packed into zip files, the same bytes on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from hclpress.contract_calls.faults import definition
from hclpress.contract_calls.method_calls import every
from hclpress.diagnostics import Diagnostic
from hclpress.hcl.identifier import identifier
from hclpress.model.stack import Instance, Stack, Zip
from hclpress.module.package import Package
from hclpress.zip_files import Packer


def pack(stack: Stack, root: Path, packer: Packer | None = None) -> tuple[Stack, tuple[Diagnostic, ...]]:
    """Return a stack with the code that its instances deploy, and the problems of that code.

    A source folder that is missing, empty, too large or outside the project, and a link, is a problem. An empty file
    stands in for what cannot be packed, so that everything else can be judged.

    Args:
        stack: the result of `wire`.
        root: the project's root, to which source folders are relative and which they may not leave.
        packer: the packer of a run, which packs once the code that several environments deploy; by default a new one.
    """
    packer = packer or Packer()
    problems: list[Diagnostic] = []
    instances = tuple(_packed(instance, stack, root, packer, problems) for instance in stack.instances)
    return structs.replace(stack, instances=instances), tuple(problems)


def sources(stack: Stack, root: Path, packer: Packer) -> Iterator[Path]:
    """Yield every file and folder that `pack` reads for a stack."""
    for instance in stack.instances:
        for package in every(Package, instance.settings.packages, instance.site):
            yield from packer.files(package, root)


def _packed(instance: Instance, stack: Stack, root: Path, packer: Packer, problems: list[Diagnostic]) -> Instance:
    zips: dict[str, Zip] = {}
    for package in every(Package, instance.settings.packages, instance.site):
        if identifier(package.name) in zips:
            problems.append(_package_twice(package.name, instance))
            continue
        made = packer.packed(package, root, stack.spec.file.parts[0])
        if isinstance(made, Zip):
            zips[identifier(package.name)] = made
        else:
            place = stack.spec.place(instance.name, package.path)
            zips[identifier(package.name)] = Zip(f"packages/{package.name}.zip", b"", "")
            problems += [Diagnostic(f"pack/{one.code}", one.summary, one.detail, place) for one in made]
    return structs.replace(instance, zips=zips)


def _package_twice(name: str, instance: Instance) -> Diagnostic:
    return Diagnostic(
        "module/package-twice",
        f"`packages` gives two packages with the name {name!r}",
        "A package is a zip file of its name, and templates see both as one. Give each a name of its own.",
        definition(instance.settings.packages),
    )
