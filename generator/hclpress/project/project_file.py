"""The project file: `hclpress.toml`, or the table `[tool.hclpress]` of `pyproject.toml`.

It is looked for in the working folder and then in each folder above, up to the root of the repository. Its paths are
relative to its own folder. Flags and environment variables override it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field

from hclpress import __version__
from hclpress.diagnostics import Diagnosed, Diagnostic, Span, shown
from hclpress.source.nearest import nearest

NAME = "hclpress.toml"
_ACCOUNT = re.compile(r"[0-9]{12}")
_ROLE = re.compile(r"arn:aws(?:-cn|-us-gov)?:iam::[0-9]{12}:role/\S+")
# The names that Git accepts for a branch, less the characters that a workflow or a shell reads as its own.
_BRANCH = re.compile(r"(?!.*(?:\.\.|//|/\.|\.lock(?:/|$)|[./]$))\w[\w./@#=%-]*")
_CONTROL = re.compile("[\\x00-\\x1f\\x7f]")
_LONGEST_SHOWN = 80


class Account(Struct, frozen=True):
    """An AWS account of the project.

    Attributes:
        id: its 12 digits.
        plan_role: ARN of the role that workflows plan with; None for the default of the workflow.
        apply_role: ARN of the role that workflows apply with.
    """

    id: str
    plan_role: str | None = None
    apply_role: str | None = None


class ProjectFile(Struct, frozen=True):
    """The settings of a project. Paths are absolute.

    Attributes:
        path: the file; None where the project has none, so that every setting is the default.
        required_version: the versions of hclpress that may work on the project, as PEP 440 writes them.
        modules: folders with the project's own modules.
        environments: the folder of the specs.
        out: the folder of the rendered Terraform.
        deploy_branch: the branch whose output is applied.
        extends: files that a spec extends when it names none itself.
        accounts: the AWS accounts by name.
    """

    path: Path | None = None
    required_version: str | None = None
    modules: tuple[Path, ...] = ()
    environments: Path | None = None
    out: Path | None = None
    deploy_branch: str = "main"
    extends: tuple[Path, ...] = ()
    accounts: Mapping[str, Account] = field(default_factory=dict)

    def account(self, account_id: str | None) -> Account | None:
        """The account of an id; None where the file does not name it."""
        return next((one for one in self.accounts.values() if one.id == account_id), None)

    def place_of(self, key: str) -> Span | None:
        """The place of a key in the file, read again; None where the project has no file."""
        content = _content(self.path) if self.path else None
        if self.path is None or content is None:
            return None
        return _Reader(self.path, content.decode(errors="replace"), _table_name(self.path)).place(key)


def find_project_file(start: Path) -> ProjectFile:
    """Read the project file that governs a folder.

    Args:
        start: the working folder.

    Raises:
        Diagnosed: with everything wrong in the file, and `project/other-version` when it requires another hclpress.
    """
    for folder in (start, *start.parents):
        for name in (NAME, "pyproject.toml"):
            content = _content(folder / name)
            # Most files of other tools do not hold the word, and need not be parsed.
            if content is not None and (name == NAME or b"hclpress" in content):
                found = _read(folder / name, content)
                if found is not None:
                    return found
        if (folder / ".git").exists():
            break
    return ProjectFile()


def _content(path: Path) -> bytes | None:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123  (two in each folder, and most are not there)
            return stream.read()
    except OSError as error:
        is_absent = isinstance(error, FileNotFoundError | NotADirectoryError | IsADirectoryError)
        if is_absent and (path.name != NAME or not os.path.lexists(path)):
            return None
        detail = f"The system says: {error.strerror}. Make it a file that can be read, or remove it."
        place = Span.start_of(shown(path))
        raise Diagnosed([Diagnostic("project/unreadable", f"{shown(path)} cannot be read", detail, place)]) from error


def _table_name(path: Path) -> str:
    return "" if path.name == NAME else "tool.hclpress"


def _read(path: Path, content: bytes) -> ProjectFile | None:
    """The settings of a file; None for a `pyproject.toml` without a table for them."""
    # A project without a file does not wait for it.
    import tomllib

    try:
        text = content.decode()
        document = tomllib.loads(text)
    except UnicodeDecodeError as error:
        detail = "TOML is UTF-8. Save the file as UTF-8."
        raise Diagnosed(
            [Diagnostic("project/not-toml", f"{shown(path)} is not UTF-8", detail, Span.start_of(shown(path)))]
        ) from error
    except (ValueError, RecursionError) as error:
        # A number of thousands of digits is a plain ValueError.
        raise Diagnosed([_not_toml(path, error)]) from error
    table: object = document
    if path.name != NAME:
        tools = document.get("tool")
        if not isinstance(tools, dict) or "hclpress" not in tools:
            return None
        table = tools["hclpress"]
    reader = _Reader(path, text, _table_name(path))
    found = reader.project(table)
    if reader.problems:
        raise Diagnosed(reader.problems)
    return found


class _Reader:
    """One file under the reader's eyes; problems are collected.

    Attributes:
        problems: everything that is wrong so far.
    """

    def __init__(self, path: Path, text: str, table: str) -> None:
        self.problems: list[Diagnostic] = []
        self._path = path
        self._lines = text.splitlines()
        self._table = table

    def project(self, raw: object) -> ProjectFile:
        if not isinstance(raw, dict):
            self._report("project/not-a-table", "`tool.hclpress` is no table", "Write `[tool.hclpress]`.", "hclpress")
            return ProjectFile()
        self._unknown(raw, _KEYS, "")
        required = self._text(raw, "required-version")
        if required is not None:
            self._hold_version(required)
        found = ProjectFile(
            self._path,
            required,
            self._folders(raw, "modules"),
            self._folder(raw, "environments"),
            self._folder(raw, "out"),
            self._branch(raw),
            self._folders(raw, "extends"),
            dict(self._accounts(raw.get("accounts", {}))),
        )
        self._hold_apart(found)
        return found

    def _branch(self, raw: Mapping[str, object]) -> str:
        branch = self._text(raw, "deploy-branch") or "main"
        if not _BRANCH.fullmatch(branch):
            detail = (
                f"It is {_said(branch)}; write a branch that Git accepts, such as `main` or `release/1.x`: letters, "
                "digits and `. _ - / @ # = %`."
            )
            self._report("project/bad-branch", "`deploy-branch` is no name of a branch", detail, "deploy-branch")
        return branch

    def _hold_apart(self, found: ProjectFile) -> None:
        """Refuse an output folder that a render would mix with what people write."""
        here = self._path.parent
        out = found.out or here / "out"
        written = [("environments", found.environments or here / "environments")]
        written += [("modules", folder) for folder in found.modules]
        for key, folder in written:
            one, other = _real(out), _real(folder)
            if one == other or one in other.parents or other in one.parents:
                detail = "A render replaces what is in `out`. Name a folder beside the others, such as `out`."
                summary = f"`out` and `{key}` share the folder {shown(out if other in one.parents else folder)}"
                self._report("project/out-not-apart", summary, detail, "out" if found.out else key)

    def _text(self, raw: Mapping[str, object], key: str, table: str = "") -> str | None:
        value = raw.get(key)
        if value is None or (isinstance(value, str) and value):
            return value
        self._report("project/wrong-type", f"`{key}` must be text", f"It is {_said(value)}.", key, table)
        return None

    def _texts(self, raw: Mapping[str, object], key: str) -> tuple[str, ...]:
        value = raw.get(key, [])
        values = [value] if isinstance(value, str) else value
        if isinstance(values, list) and all(isinstance(one, str) and one for one in values):
            return tuple(values)
        self._report("project/wrong-type", f"`{key}` must be a path or a list of paths", f"It is {_said(value)}.", key)
        return ()

    def _folder(self, raw: Mapping[str, object], key: str) -> Path | None:
        text = self._text(raw, key)
        return None if text is None else self._below(text, key)

    def _folders(self, raw: Mapping[str, object], key: str) -> tuple[Path, ...]:
        return tuple(self._below(text, key) for text in self._texts(raw, key))

    def _below(self, text: str, key: str) -> Path:
        if _CONTROL.search(text):
            detail = f"It is {_said(text)}. Write the path without control characters."
            self._report("project/bad-path", f"`{key}` holds a character that no path has", detail, key)
            return self._path.parent / key
        if Path(text).is_absolute():
            detail = "An absolute path is right on one machine only. Write it relative to the project file."
            self._report("project/absolute-path", f"`{key}` takes relative paths", detail, key)
        return Path(os.path.normpath(self._path.parent / text))

    def _accounts(self, raw: object) -> Iterator[tuple[str, Account]]:
        if not isinstance(raw, dict):
            detail = 'Write a table for each: `[accounts.prod]` with `id = "123456789012"`.'
            self._report("project/wrong-type", "`accounts` must be a table", detail, "accounts")
            return
        for name, one in raw.items():
            table = f"accounts.{name}"
            if not isinstance(one, dict):
                detail = f'Write `[{table}]` and below it `id = "123456789012"`.'
                self._report("project/wrong-type", f"`{table}` must be a table", detail, name)
                continue
            self._unknown(one, _ACCOUNT_KEYS, table)
            number = self._text(one, "id", table)
            if number is None or not _ACCOUNT.fullmatch(number):
                detail = f"It is {_said(number)}; an AWS account has 12 digits, in quotes."
                self._report("project/bad-account", f"`{table}` has no account id", detail, "id", table)
            roles = {key: self._text(one, key, table) for key in ("plan-role", "apply-role")}
            for key, role in roles.items():
                if role is not None and not _ROLE.fullmatch(role):
                    detail = f"It is {_said(role)}; write an ARN such as arn:aws:iam::123456789012:role/plan."
                    self._report("project/bad-role", f"`{key}` is no ARN of a role", detail, key, table)
            yield name, Account(number or "", roles["plan-role"], roles["apply-role"])

    def _hold_version(self, required: str) -> None:
        from packaging.specifiers import InvalidSpecifier, SpecifierSet

        try:
            fits = SpecifierSet(required).contains(__version__, prereleases=True)
        except InvalidSpecifier:
            detail = f"It is {_said(required)}; write it as for pip, such as `>=0.1,<0.2`."
            self._report("project/bad-version", "`required-version` is no version", detail, "required-version")
            return
        if not fits:
            detail = (
                f"This is {__version__}. Run `pip install 'hclpress{required}'`, or change `required-version` when the "
                "project has been rendered and reviewed with this one."
            )
            self._report(
                "project/other-version", f"The project requires hclpress {required}", detail, "required-version"
            )

    def _unknown(self, raw: Mapping[str, object], known: tuple[str, ...], table: str) -> None:
        for key in raw:
            if key not in known:
                guess = nearest(key, known)
                meant = f"Did you mean `{guess}`? " if guess else ""
                detail = f"{meant}Known here: {', '.join(known)}."
                self._report("project/unknown-key", f"Unknown key `{key}`", detail, key, table)

    def _report(self, code: str, summary: str, detail: str, key: str, table: str = "") -> None:
        self.problems.append(Diagnostic(code, summary, detail, self.place(key, table)))

    def place(self, key: str, table: str = "") -> Span:
        """The place of a key: its line behind the header of its table, as far as a search of the text can tell."""
        full = ".".join(filter(None, (self._table, table)))
        parts = r"\s*\.\s*".join(rf"[\"']?{re.escape(part)}[\"']?" for part in full.split("."))
        header = re.compile(rf"\s*\[\s*{parts}\s*\]") if full else None
        start = next((number for number, line in enumerate(self._lines) if header and header.match(line)), None)
        if start is None:
            # Dotted keys below `[tool]` have no header of their own.
            outer = re.compile(r"\s*[\"']?(tool\s*\.\s*)?hclpress\b") if self._table else None
            start = next((number for number, line in enumerate(self._lines) if outer and outer.match(line)), 0)
        word = re.compile(
            rf"(?P<before>\s*\[?\s*(?:[\w.\"' -]+?\.\s*)??[\"']?)(?P<key>{re.escape(key)})[\"']?\s*[=\].]"
        )
        for number, line in enumerate(self._lines[start:], start=start + 1):
            if self._table and re.match(r"\s*\[", line) and "hclpress" not in line:
                break
            if found := word.match(line):
                return Span(shown(self._path), number, found.start("key") + 1, number, found.end("key") + 1)
        return Span(shown(self._path), start + 1, 1, start + 1, 1)


_KEYS = ("required-version", "modules", "environments", "out", "deploy-branch", "extends", "accounts")
_ACCOUNT_KEYS = ("id", "plan-role", "apply-role")


def _said(value: object) -> str:
    """A value as Python writes it, shortened if it is long."""
    try:
        text = repr(value)
    except RecursionError:
        return "nested too deep to be shown"
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _not_toml(path: Path, error: ValueError | RecursionError) -> Diagnostic:
    said = "it is nested too deep" if isinstance(error, RecursionError) else str(error)
    place = re.search(r"\(at line (\d+), column (\d+)\)", said)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    detail = f"The parser says: {said.partition(' (at ')[0]}."
    return Diagnostic(
        "project/not-toml",
        f"{shown(path)} is no TOML",
        detail,
        Span(shown(path), line, column, line, column + 1),
    )
