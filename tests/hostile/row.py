"""One hostile spec, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

SPEC = "environments/shop/dev.yaml"
HEAD = "project: shop\nsuffix: t1\nowner: platform-team\nregion: us-east-1\n"
BODY = "modules:\n  params:\n    module: ssm\n    parameters: {one: {value: x}}\n"
_ANY_ARGUMENT = 'providers: {aws: ">= 7"}\n'
"""Of these versions of the provider nothing is known, so that a resource may have an argument `probe`."""
PROBE = (f"{HEAD}{_ANY_ARGUMENT}{BODY}    extra:\n      aws_ssm_parameter.one:\n        probe: ").replace(
    "  params:\n    module: ssm\n", "  ssm:\n"
)
"""A spec in which anything at all may follow: line 11, column 16. It becomes the argument `probe` of a resource."""
NOTHING = object()


class Row(Struct, frozen=True):
    """One hostile spec.

    Attributes:
        name: what is hostile about it.
        write: puts it into an empty project folder.
        errors: the errors it must get, each `code@line:column`, or `file:code@line:column` where it is not in the spec;
            empty when it must render. An ending `+` says that there may be more of the same code.
        gives: what the resource's argument `probe` must then hold.
        holds: or text that must stand in one of the rendered files, by its path.
    """

    name: str
    write: Callable[[Path], None]
    errors: tuple[str, ...] = ()
    gives: object = NOTHING
    holds: tuple[str, str] | None = None

    def __str__(self) -> str:
        return self.name


def spec(name: str, text: str | bytes, *errors: str, **outcome: object) -> Row:
    """A row that is one file."""
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return Row(name, _writer({SPEC: raw}), errors, **outcome)  # type: ignore[arg-type]


def files(name: str, texts: dict[str, str | bytes], *errors: str, **outcome: object) -> Row:
    """A row that is several files, by their paths in the folder of the spec."""
    raw = {
        f"environments/shop/{path}": text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        for path, text in texts.items()
    }
    return Row(name, _writer(raw), errors, **outcome)  # type: ignore[arg-type]


def made(name: str, make: Callable[[Path], None], *errors: str, **outcome: object) -> Row:
    """A row whose spec is no plain file: `make` is called with the path it is looked for at."""

    def write(project: Path) -> None:
        path = project / SPEC
        path.parent.mkdir(parents=True)
        make(path)

    return Row(name, write, errors, **outcome)  # type: ignore[arg-type]


def probe(written: str, expected: object) -> Row:
    """A value written in YAML, and the value it is; or, as text `!code`, the error it must get there."""
    name = f"value {ascii(written)[:60]}"
    if isinstance(expected, str) and expected.startswith("!"):
        return spec(name, f"{PROBE}{written}\n", f"{expected[1:]}@11:16")
    return spec(name, f"{PROBE}{written}\n", gives=expected)


def _writer(texts: dict[str, bytes]) -> Callable[[Path], None]:
    def write(project: Path) -> None:
        for path, raw in texts.items():
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_bytes(raw)

    return write
