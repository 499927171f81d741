"""Folders of plain Terraform: their files, variables and outputs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from hclpress.cache.cached_hcl import accept_and_read
from hclpress.diagnostics import Diagnosed, Diagnostic, Span, shown
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block, Document
from hclpress.history.manifest import MANIFEST
from hclpress.module.facts import Output
from hclpress.module.plain_terraform import PlainFile, PlainFolder, PlainVariable
from hclpress.source.file_content import contents
from hclpress.source.nearest import nearest
from hclpress.source.text import MAX_BYTES
from hclpress.system.folder_walk import FolderContent, content_of
from hclpress.validation.plain_blocks import block_problems

_LEFT_OUT = frozenset({".terraform", ".git", "terraform.d", ".terraform.lock.hcl", "crash.log"})
_STATE = (".tfstate", ".tfstate.backup", ".tfplan")
_TERRAFORM = (".tf", ".tf.json")
MOST_FILES = 500
"""The most files of one folder; more are likely a mistake."""
_MOST_ENTRIES = 20 * MOST_FILES
"""The files, folders and links after which nobody looks further."""


def plain_folder(root: Path, source: str, place: Span) -> PlainFolder:
    """Read a folder of Terraform.

    Args:
        root: the project's root.
        source: the folder, relative to the root, with `./` in front.
        place: the place that names it.

    Raises:
        Diagnosed: when it is no folder of the project or no module, and with everything in it that is no HCL.
    """
    folder = root / source
    if not folder.is_dir():
        detail = f"{_meant(root, source)}Make that folder in the project, or name another one."
        raise Diagnosed([Diagnostic("plain/no-folder", f"{source} is no folder of the project", detail, place)])
    if not folder.resolve().is_relative_to(root.resolve()):
        detail = f"A link leads out of the project, to {shown(folder.resolve())}. Copy that folder into the project."
        raise Diagnosed([Diagnostic("plain/no-folder", f"{source} is no folder of the project", detail, place)])
    content = content_of(str(folder), _is_left_out, _MOST_ENTRIES)
    if (manifest := _manifest(root, folder, content)) is not None:
        detail = f"{shown(manifest)} lists what a render writes there, and a render would copy itself. Move the folder."
        raise Diagnosed([Diagnostic("plain/rendered", f"{source} is rendered by hclpress", detail, place)])
    if len(content.files) > MOST_FILES or not content.is_whole:
        detail = f"{MOST_FILES} files are the most, and it has more. Name the folder of the module alone."
        raise Diagnosed([Diagnostic("plain/too-many-files", f"{source} is too large", detail, place)])
    problems = [*_not_copied(content, folder, source, place)]
    if not problems and not any("/" not in name and name.endswith(_TERRAFORM) for name in content.files):
        detail = "A module has a `.tf` file directly in its folder."
        problems.append(Diagnostic("plain/no-module", f"{source} holds no Terraform", detail, place))
    files = []
    for name in sorted(content.files):
        path = folder / name
        if content.files[name] > MAX_BYTES:
            continue
        try:
            files.append(PlainFile(name, contents(path, shown(path)), path))
        except OSError as error:
            problems.append(_unreadable(path, error.strerror, place))
    if problems:
        raise Diagnosed(problems)
    return _read(tuple(files), folder)


def _is_left_out(name: str) -> bool:
    """Whether a file is no part of the module: state, or what Terraform takes for a copy that an editor made."""
    of_editor = name.endswith(("~", ".swp")) or (name.startswith("#") and name.endswith("#"))
    hidden = name.startswith(".") and name.endswith(_TERRAFORM)
    return name in _LEFT_OUT or name.endswith(_STATE) or of_editor or hidden


def _manifest(root: Path, folder: Path, content: FolderContent) -> Path | None:
    """Return the list of what a render wrote in the folder or above it; None if no render writes there."""
    inside = (folder / name for name in sorted(content.files) if PurePosixPath(name).name == MANIFEST)
    above = (one / MANIFEST for one in folder.parents if one.is_relative_to(root))
    return next((path for path in (*inside, *above) if path.is_file()), None)


def _not_copied(content: FolderContent, folder: Path, source: str, place: Span) -> Iterator[Diagnostic]:
    for link in content.links[:1]:
        detail = f"{shown(folder / link)} is one. Copy what it leads to."
        yield Diagnostic("plain/link", f"{source} has links, which cannot be copied", detail, place)
    for other in content.others[:1]:
        detail = f"{shown(folder / other)} is a pipe, a socket or a device. Remove it."
        yield Diagnostic("plain/no-file", f"{source} holds something that is no file", detail, place)
    for inside, reason in content.unreadable.items():
        yield _unreadable(folder / inside, reason, place)
    for inside, size in content.files.items():
        if size > MAX_BYTES:
            detail = f"It has {size:,} bytes; at most {MAX_BYTES:,} are copied. Keep it outside, such as in a bucket."
            yield Diagnostic("plain/too-large", f"{shown(folder / inside)} is too large", detail, place)


def _unreadable(path: Path, reason: str | None, place: Span) -> Diagnostic:
    detail = f"{reason}. Make it readable, or move it out of the folder."
    return Diagnostic("plain/unreadable", f"{shown(path)} cannot be read", detail, place)


def _meant(root: Path, source: str) -> str:
    """The beginning of a way out: a folder beside the missing one, with nearly the same name."""
    above = PurePosixPath(source).parent
    beside = (one.name for one in root.joinpath(above).glob("*") if one.is_dir())
    guess = nearest(PurePosixPath(source).name, sorted(beside))
    return f"Did you mean `./{above / guess}`? " if guess else ""


def _unread(files: tuple[PlainFile, ...], folder: Path) -> Iterator[Diagnostic]:
    """Yield the files that Terraform would read as configuration and hclpress cannot."""
    for file in files:
        name = shown(folder / file.path)
        if "/" in file.path:
            continue
        if file.path.endswith(".tf.json"):
            detail = "It would be neither checked nor followed in history. Write it as HCL, in a file `.tf`."
            yield Diagnostic("plain/json", f"{name} is JSON", detail, Span.start_of(name))
        elif file.path == "override.tf" or file.path.endswith("_override.tf"):
            detail = "Terraform lays it over the other files. Write its arguments where the blocks are, and remove it."
            yield Diagnostic("plain/override-file", f"{name} overrides other files", detail, Span.start_of(name))


def _read(files: tuple[PlainFile, ...], folder: Path) -> PlainFolder:
    problems = list(_unread(files, folder))
    documents: list[Document] = []
    for file in files:
        if PurePosixPath(file.path).suffix == ".tf":
            name = shown(folder / file.path)
            try:
                document = accept_and_read(file.content.decode("utf-8-sig"), name)
            except UnicodeDecodeError:
                detail = "Save it as text in UTF-8."
                problems.append(Diagnostic("plain/not-text", f"{name} is no text", detail, Span.start_of(name)))
            except Diagnosed as found:
                problems.extend(found.diagnostics)
            else:
                # Modules inside have variables and outputs of their own.
                documents += [document] if "/" not in file.path else []
    inner = {PurePosixPath(file.path).parent.as_posix() for file in files if file.path.endswith(_TERRAFORM)} - {"."}
    problems += block_problems(documents, inner)
    if problems:
        raise Diagnosed(problems)
    blocks = [(document, block) for document in documents for block in document.blocks]
    variables = [_variable(document, block) for document, block in blocks if block.type == "variable"]
    outputs = [_output(block) for _, block in blocks if block.type == "output"]
    calls = any(block.type == "module" for _, block in blocks)
    return PlainFolder({one.name: one for one in variables}, {one.name: one for one in outputs}, files, calls)


def _variable(document: Document, block: Block) -> PlainVariable:
    kind = block.attributes.get("type")
    place = Span(document.file, block.line, 1, block.line, 1)
    text = "any" if kind is None else " ".join(str(kind).split())
    nullable = block.attributes.get("nullable") is not False
    return PlainVariable(block.labels[0], text, "default" not in block.attributes, place, nullable)


def _output(block: Block) -> Output:
    value, described = block.attributes.get("value"), block.attributes.get("description")
    description = described if isinstance(described, str) and described else f"Output {block.labels[0]}."
    text = value if isinstance(value, Expr) else Expr("")
    return Output(block.labels[0], "any", text, description, sensitive=block.attributes.get("sensitive") is True)
