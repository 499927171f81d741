"""pack: a stack → the same with its source code packed into zip files, the same bytes on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from hclpress.contract_calls.faults import definition
from hclpress.contract_calls.method_calls import every
from hclpress.diagnostics import Diagnostic
from hclpress.hcl.identifier import identifier
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.model.stack import Stack, Zip
from hclpress.module.module import Module
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
    packer, spec = packer or Packer(), stack.spec
    packed = {one.name: _zips(one.name, spec, root, packer) for one in stack.instances}
    instances = tuple(structs.replace(one, zips=packed[one.name][0]) for one in stack.instances)
    return structs.replace(stack, instances=instances), tuple(one for _, found in packed.values() for one in found)


def unpackable(spec: EnvironmentSpec, root: Path, packer: Packer) -> Iterator[Diagnostic]:
    """Yield the problems of the code that the instances of a spec deploy, which need no stack; otherwise as `pack`."""
    for name in spec.sites:
        if name not in spec.shared:
            yield from _zips(name, spec, root, packer)[1]


def sources(stack: Stack, root: Path, packer: Packer) -> Iterator[Path]:
    """Yield every file and folder that `pack` reads for a stack."""
    for instance in stack.instances:
        for package in every(Package, instance.settings.packages, instance.site):
            yield from packer.files(package, root)


def _zips(
    name: str, spec: EnvironmentSpec, root: Path, packer: Packer
) -> tuple[dict[str, Zip], tuple[Diagnostic, ...]]:
    """Return the zip files of an instance, and the problems of its code."""
    zips: dict[str, Zip] = {}
    problems: list[Diagnostic] = []
    settings = spec.settings(name)
    for package in every(Package, settings.packages, spec.sites[name]):
        if identifier(package.name) in zips:
            problems.append(_package_twice(package.name, settings))
            continue
        made = packer.packed(package, root, spec.file.parts[0])
        if isinstance(made, Zip):
            zips[identifier(package.name)] = made
        else:
            zips[identifier(package.name)] = Zip(f"packages/{package.name}.zip", b"", "")
            place = spec.place(name, package.path)
            problems += [Diagnostic(f"pack/{one.code}", one.summary, one.detail, place) for one in made]
    return zips, tuple(problems)


def _package_twice(name: str, settings: Module) -> Diagnostic:
    return Diagnostic(
        "module/package-twice",
        f"`packages` gives two packages with the name {name!r}",
        "A package is a zip file of its name, and templates see both as one. Give each a name of its own.",
        definition(settings.packages),
    )
