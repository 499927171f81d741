"""Blocks that a folder of plain Terraform cannot have, because the root module calls it as a module."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from hclpress.diagnostics import Diagnostic, Span
from hclpress.hcl.refused_blocks import refused_blocks
from hclpress.hcl.structure import Block, Document

META_ARGUMENTS = frozenset({"count", "depends_on", "for_each", "lifecycle", "providers", "source", "version"})
"""Arguments of a `module` block that are no variables (Terraform language, "Module block reference")."""
_NO_VARIABLES = META_ARGUMENTS | {"locals"}
_ROOT_ONLY = {
    "backend": "The state belongs to the environment: `backend:` at the top of its spec says where it is.",
    "cloud": "The state belongs to the environment: `backend:` at the top of its spec says where it is.",
}
"""Blocks inside `terraform` that Terraform ignores in a module, each with its way out."""


class _Fault(Struct, frozen=True):
    code: str
    line: int
    summary: str
    detail: str


def block_problems(documents: Sequence[Document], folders: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each block that the folder cannot have, at its line.

    Args:
        documents: the files directly in the folder.
        folders: the folders below it that have Terraform, relative to it.
    """
    for found in refused_blocks(documents):
        place = Span(found.document.file, found.line, 1, found.line, 1)
        yield Diagnostic("plain/refused-block", found.summary, found.detail, place)
    for document in documents:
        for block in document.blocks:
            for fault in _faults(block, folders):
                place = Span(document.file, fault.line, 1, fault.line, 1)
                yield Diagnostic(fault.code, fault.summary, fault.detail, place)


def _faults(block: Block, folders: Collection[str]) -> Iterator[_Fault]:
    if block.type == "provider" and block.labels == ("aws",):
        detail = (
            "It would reach past the account, the region and the tags of the environment, which gives the folder its "
            "own provider. Remove the block; `region:` of the instance chooses another region."
        )
        yield _Fault("plain/own-provider", block.line, "The folder configures a provider of AWS", detail)
    elif block.type == "import":
        detail = "Remove the block, and write the id under `adopt:` of the instance in the spec."
        yield _Fault("plain/import-block", block.line, "Terraform imports in the root module only", detail)
    elif block.type == "variable" and block.labels[:1] and block.labels[0] in _NO_VARIABLES:
        summary = f"A variable cannot be called `{block.labels[0]}`"
        detail = "Terraform reads that word itself in a `module` block. Give the variable another name."
        yield _Fault("plain/reserved-variable", block.line, summary, detail)
    elif block.type == "terraform":
        yield from _settings_faults(block)
    elif block.type == "module":
        yield from _call_faults(block, folders)


def _settings_faults(block: Block) -> Iterator[_Fault]:
    for inner in block.blocks:
        if inner.type in _ROOT_ONLY:
            summary = f"Terraform ignores `{inner.type}` in a module"
            yield _Fault("plain/root-only", inner.line, summary, f"{_ROOT_ONLY[inner.type]} Remove the block.")
        for name, wanted in inner.attributes.items() if inner.type == "required_providers" else ():
            if isinstance(wanted, dict) and "configuration_aliases" in wanted:
                line = inner.lines.get(name, inner.line)
                detail = (
                    "The environment gives the folder one provider of AWS, that of the region of the instance. Make "
                    "one folder for each region, and remove `configuration_aliases` and the arguments `provider`."
                )
                yield _Fault("plain/provider-aliases", line, "The folder wants several providers", detail)


def _call_faults(block: Block, folders: Collection[str]) -> Iterator[_Fault]:
    source = block.attributes.get("source")
    if not isinstance(source, str) or not source.startswith(("./", "../")):
        return
    line, inside = block.lines.get("source", block.line), posixpath.normpath(source)
    if inside == ".." or inside.startswith("../"):
        detail = "The folder alone is copied. Move the module into the folder, or name the folder above in the spec."
        yield _Fault("plain/module-outside", line, f"The module {source} lies outside of the folder", detail)
    elif inside not in folders:
        known = ", ".join(f"./{one}" for one in sorted(folders)) or "none"
        detail = f"Folders with Terraform: {known}."
        yield _Fault("plain/no-inner-module", line, f"There is no module {source} in the folder", detail)
