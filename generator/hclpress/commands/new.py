"""hclpress new: write a spec that renders at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from hclpress.aws.regions import REGIONS
from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.project.project import Project
from hclpress.source.nearest import nearest
from hclpress.spec.environment_file import ENDING, PART
from hclpress.ui.console import Console

# In a checkout the systems and their functions are beside the package, in a wheel inside it.
_CHECKOUT = Path(__file__).parents[3]
_WHEEL = Path(__file__).parents[1]
_SYSTEMS = next((home for home in (_WHEEL / "systems", _CHECKOUT / "environments") if home.is_dir()), None)
_FUNCTIONS = next((home for home in (_WHEEL / "functions", _CHECKOUT / "functions") if home.is_dir()), None)


class NewOptions(Struct, frozen=True):
    """The settings of a new environment.

    Attributes:
        project: its project; None for the system's name.
        owner: the responsible team.
        region: its AWS region; None for the region of the example, or us-east-1.
        account: its AWS account; None for none.
    """

    project: str | None
    owner: str
    region: str | None
    account: str | None


def new(console: Console, project: Project, address: str, like: str | None, options: NewOptions) -> int:
    """Write a spec that can be rendered at once.

    Args:
        console: the console to print to.
        project: the project with the specs.
        address: `<system>/<environment>`.
        like: one of the example systems; None for a network alone.
        options: its settings.

    Returns:
        0.

    Raises:
        Diagnosed: for a bad address, region or account, an unknown system, and a file that exists already.
    """
    system, _, label = address.partition("/")
    _check(address, system, label, options)
    folder = project.specs / system
    texts = _like(like, label, options, system) if like else {f"{label}{ENDING}": _from_nothing(label, options, system)}
    existing = [folder / name for name in (f"{label}{ENDING}",) if (folder / name).exists()]
    if existing:
        raise Diagnosed(
            [
                Diagnostic(
                    "new/exists",
                    f"{path} exists already",
                    "Choose another name; hclpress does not overwrite specs.",
                    Span.start_of(path.as_posix()),
                )
                for path in existing
            ]
        )
    written = []
    contents = {folder / name: text.encode() for name, text in texts.items()}
    # Specs name the source of their functions relative to the folder that holds the folder of the specs.
    contents |= {project.specs.parent / path: content for path, content in _functions(like)}
    for path, content in contents.items():
        if path.exists():
            console.say(f"{path}: unchanged")
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            raise Diagnosed(
                [Diagnostic("new/refused", f"{path} cannot be written", f"The system says: {error.strerror}.")]
            ) from error
        written.append(path.as_posix())
        console.say(f"{path}: written")
    console.say(f"Next: hclpress render {address}")
    console.report((), {"written": list(written)})
    return 0


_TEXT_WITH_ACCOUNT = re.compile(r'(?m)(?<=: )!format "([^"{}]*)\{account_id\}([^"{}]*)"$')
_EXAMPLE_ACCOUNT = "123456789012"


def systems() -> dict[str, Path]:
    """Return the example systems by name."""
    return {path.name: path for path in sorted(_SYSTEMS.iterdir()) if path.is_dir()} if _SYSTEMS else {}


def _functions(like: str | None) -> Iterator[tuple[Path, bytes]]:
    """Yield the source code of a system's functions, by path below the project's root."""
    home = _FUNCTIONS / like if _FUNCTIONS and like else None
    if home is not None and home.is_dir():
        for path in sorted(home.rglob("*")):
            relative = path.relative_to(home)
            if path.is_file() and not {"__pycache__", "node_modules"} & set(relative.parts):
                yield Path("functions", home.name, relative), path.read_bytes()


def _check(address: str, system: str, label: str, options: NewOptions) -> None:
    problems = []
    if not (PART.fullmatch(system) and PART.fullmatch(label)):
        problems.append(
            Diagnostic(
                "new/bad-address",
                f"{address!r} cannot name an environment",
                "Write `system/environment`, each with small letters, digits and hyphens, a letter first, 31 at most.",
            )
        )
    if options.region is not None and options.region not in REGIONS:
        guess = nearest(options.region, REGIONS)
        meant = f" Did you mean {guess}?" if guess else ""
        problems.append(
            Diagnostic(
                "new/bad-region", f"{options.region!r} is not a region AWS has", f"Write one such as us-east-1.{meant}"
            )
        )
    if options.account is not None and not re.fullmatch(r"[0-9]{12}", options.account):
        problems.append(
            Diagnostic("new/bad-account", f"{options.account!r} is not an AWS account", "It has 12 digits.")
        )
    if problems:
        raise Diagnosed(problems)


def _like(like: str, label: str, options: NewOptions, system: str) -> Mapping[str, str]:
    known = systems()
    if like not in known:
        guess = nearest(like, known)
        meant = f"Did you mean {guess}? " if guess else ""
        there_is = f"{meant}Systems: {', '.join(known)}."
        raise Diagnosed([Diagnostic("new/no-such-system", f"There is no example system {like!r}", there_is)])
    base = (known[like] / f"base{ENDING}").read_text("utf-8")
    if options.region is not None and f"region: {options.region}\n" not in base:
        raise Diagnosed(
            [
                Diagnostic(
                    "new/region-of-example",
                    f"{like} is written for another region",
                    "Its zones and certificates belong to that region. Leave --region out, then change `region`, the "
                    f"zones and the certificates in base{ENDING} together.",
                )
            ]
        )
    base = re.sub(r"(?m)^project: .*$", f"project: {options.project or system}", base)
    base = re.sub(r"(?m)^owner: .*$", f"owner: {options.owner}", base)
    if options.account is None:
        # Without an account, a certificate of the example's stands for the one to put there.
        base = _TEXT_WITH_ACCOUNT.sub(rf"\g<1>{_EXAMPLE_ACCOUNT}\g<2>", base)
    own = [
        f"extends: base{ENDING}",
        "",
        f"suffix: {label}",
        *([f'account_id: "{options.account}"'] if options.account else []),
    ]
    shared = {path.name: path.read_text("utf-8") for path in sorted(known[like].glob(f"_*{ENDING}"))}
    return {**shared, f"base{ENDING}": base, f"{label}{ENDING}": "\n".join([*own, "posture: dev", ""])}


def _from_nothing(label: str, options: NewOptions, system: str) -> str:
    region = options.region or "us-east-1"
    account = f'account_id: "{options.account}"\n' if options.account else ""
    return f"""\
# {system}/{label}: `hclpress modules` lists what can be added, `hclpress modules vpc` what can be set.
project: {options.project or system}
owner: {options.owner}
region: {region}
{account}suffix: {label}
posture: dev

modules:
  vpc:
    cidr: 10.0.0.0/16
    zones: [{region}a, {region}b]
    subnets:
      public: {{size: 24}}
      private: {{size: 22}}
      isolated: {{size: 24}}
"""
