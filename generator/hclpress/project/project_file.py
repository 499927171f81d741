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
_TABLE = b"[tool.hclpress"
_ACCOUNT = re.compile(r"[0-9]{12}")
_ROLE = re.compile(r"arn:aws[a-z-]*:iam::[0-9]{12}:role/\S+")


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
            if content is not None and (name == NAME or _TABLE in content):
                return _read(folder / name, content)
        if (folder / ".git").exists():
            break
    return ProjectFile()


def _content(path: Path) -> bytes | None:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123  (two in each folder, and most are not there)
            return stream.read()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        detail = f"The system says: {error.strerror}."
        raise Diagnosed([Diagnostic("project/unreadable", f"{shown(path)} cannot be read", detail)]) from error


def _read(path: Path, content: bytes) -> ProjectFile:
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
    except tomllib.TOMLDecodeError as error:
        raise Diagnosed([_not_toml(path, str(error))]) from error
    table = document if path.name == NAME else document["tool"]["hclpress"]
    reader = _Reader(path, text, "" if path.name == NAME else "tool.hclpress")
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
        return ProjectFile(
            self._path,
            required,
            self._folders(raw, "modules"),
            self._folder(raw, "environments"),
            self._folder(raw, "out"),
            self._text(raw, "deploy-branch") or "main",
            self._folders(raw, "extends"),
            dict(self._accounts(raw.get("accounts", {}))),
        )

    def _text(self, raw: Mapping[str, object], key: str, table: str = "") -> str | None:
        value = raw.get(key)
        if value is None or (isinstance(value, str) and value):
            return value
        self._report("project/wrong-type", f"`{key}` must be text", f"It is {value!r}.", key, table)
        return None

    def _texts(self, raw: Mapping[str, object], key: str) -> tuple[str, ...]:
        value = raw.get(key, [])
        values = [value] if isinstance(value, str) else value
        if isinstance(values, list) and all(isinstance(one, str) and one for one in values):
            return tuple(values)
        self._report("project/wrong-type", f"`{key}` must be a path or a list of paths", f"It is {value!r}.", key)
        return ()

    def _folder(self, raw: Mapping[str, object], key: str) -> Path | None:
        text = self._text(raw, key)
        return None if text is None else self._below(text, key)

    def _folders(self, raw: Mapping[str, object], key: str) -> tuple[Path, ...]:
        return tuple(self._below(text, key) for text in self._texts(raw, key))

    def _below(self, text: str, key: str) -> Path:
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
                detail = f"It is {number!r}; an AWS account has 12 digits, in quotes."
                self._report("project/bad-account", f"`{table}` has no account id", detail, "id", table)
            roles = {key: self._text(one, key, table) for key in ("plan-role", "apply-role")}
            for key, role in roles.items():
                if role is not None and not _ROLE.fullmatch(role):
                    detail = f"It is {role!r}; write an ARN such as arn:aws:iam::123456789012:role/plan."
                    self._report("project/bad-role", f"`{key}` is no ARN of a role", detail, key, table)
            yield name, Account(number or "", roles["plan-role"], roles["apply-role"])

    def _hold_version(self, required: str) -> None:
        from packaging.specifiers import InvalidSpecifier, SpecifierSet

        try:
            fits = SpecifierSet(required).contains(__version__, prereleases=True)
        except InvalidSpecifier:
            detail = f"It is {required!r}; write it as for pip, such as `>=0.1,<0.2`."
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
        self.problems.append(Diagnostic(code, summary, detail, self._place(key, table)))

    def _place(self, key: str, table: str) -> Span:
        """The place of a key: its line behind the header of its table, as far as a search of the text can tell."""
        full = ".".join(filter(None, (self._table, table)))
        header = re.compile(rf"\s*\[{re.escape(full)}\]") if full else None
        start = next((number for number, line in enumerate(self._lines) if header and header.match(line)), 0)
        word = re.compile(rf"(?P<before>\s*\[?(?:[\w.\"-]+\.)?[\"']?)(?P<key>{re.escape(key)})[\"']?\s*[=\].]")
        for number, line in enumerate(self._lines[start:], start=start + 1):
            if found := word.match(line):
                return Span(shown(self._path), number, found.start("key") + 1, number, found.end("key") + 1)
        return Span(shown(self._path), start + 1, 1, start + 1, 1)


_KEYS = ("required-version", "modules", "environments", "out", "deploy-branch", "extends", "accounts")
_ACCOUNT_KEYS = ("id", "plan-role", "apply-role")


def _not_toml(path: Path, said: str) -> Diagnostic:
    place = re.search(r"\(at line (\d+), column (\d+)\)", said)
    line, column = (int(place[1]), int(place[2])) if place else (1, 1)
    detail = f"The parser says: {said.partition(' (at ')[0]}."
    return Diagnostic(
        "project/not-toml",
        f"{shown(path)} is no TOML",
        detail,
        Span(shown(path), line, column, line, column + 1),
    )
