"""The sources of providers: a mirror on this machine for those it holds, the registry for the rest."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic

VARIABLE = "HCLPRESS_PROVIDER_MIRROR"
"""The environment variable that names a mirror."""

TERRAFORM_HOST = "registry.terraform.io"
OPENTOFU_HOST = "registry.opentofu.org"

_HOSTS = (TERRAFORM_HOST, OPENTOFU_HOST)
_PREFIXES = ("/opt", "/usr/local/share", "/usr/share", "/usr/local/lib", "/usr/lib", "/srv", "/var/lib")
_FOLDERS_PER_PREFIX = 1000
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64", "i386": "386", "i686": "386"}


class MirroredProvider(Struct, frozen=True):
    """A provider in a mirror: its versions and its source, such as `registry.terraform.io/hashicorp/aws`."""

    source: str
    versions: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.source} {', '.join(self.versions)}"


class Mirror(Struct, frozen=True):
    """A folder with providers for this machine's platform.

    Attributes:
        folder: the folder that holds the registries' host names.
        providers: its providers, by source address; never empty.
        named: whether HCLPRESS_PROVIDER_MIRROR named it. If not, a search found it.
    """

    folder: Path
    providers: tuple[MirroredProvider, ...]
    named: bool

    def cli_config(self) -> str:
        """Return a Terraform CLI configuration: providers in the mirror come from there, the rest from the registry.

        Terraform's `-plugin-dir` would be shorter, but excludes every provider that the mirror lacks.
        """
        sources = json.dumps([provider.source for provider in self.providers])
        return (
            "provider_installation {\n"
            "  filesystem_mirror {\n"
            f"    path    = {json.dumps(str(self.folder))}\n"
            f"    include = {sources}\n"
            "  }\n"
            "  direct {\n"
            f"    exclude = {sources}\n"
            "  }\n"
            "}\n"
        )


def find_mirror(environ: Mapping[str, str], folder: Path | None = None) -> Mirror | None:
    """Return the provider mirror to use, or None if providers come from the registry alone.

    A mirror holds `HOST/NAMESPACE/TYPE/VERSION/OS_ARCH/`, Terraform's unpacked layout, or the archives that `terraform
    providers mirror` writes to `HOST/NAMESPACE/TYPE/`. The search covers, in this order: the folder
    HCLPRESS_PROVIDER_MIRROR names; the directories Terraform itself implies (`plugins` below `~/.terraform.d` and below
    the XDG data directories); the folders directly below the home folder and below the usual places for mirrors
    (`/opt`, `/usr/local/share`, `/usr/share`, `/usr/local/lib`, `/usr/lib`, `/srv`, `/var/lib`). The last step looks
    one level deep and at no more than 1,000 folders in each place.

    A provider is a program, and a plan runs it. So a mirror that comes with a repository is used only if it is named:
    whoever may propose a change could put one there.

    Args:
        environ: the variables of the calling process.
        folder: the folder in which hclpress was started, by default the current one.

    Raises:
        Diagnosed: `terraform/mirror-unusable`, when the named folder holds no provider for this platform.
    """
    if named := environ.get(VARIABLE):
        root = Path(named).expanduser().absolute()
        if providers := _providers(root):
            return Mirror(root, providers, named=True)
        raise Diagnosed([_unusable(root)])
    for root in dict.fromkeys([*_implied(environ), *_usual(environ)]):
        if not _comes_with_a_repository(root, environ, folder or Path.cwd()) and (providers := _providers(root)):
            return Mirror(root, providers, named=False)
    return None


def passed_over(environ: Mapping[str, str], folder: Path | None = None) -> tuple[Path, ...]:
    """Return the mirrors that `find_mirror` does not use because they come with a repository.

    Args:
        environ: the variables of the calling process.
        folder: the folder in which hclpress was started, by default the current one.
    """
    here = (folder or Path.cwd()).absolute()
    beside = [top / "terraform.d" / "plugins" for top in dict.fromkeys((here, _top_of(here, environ) or here))]
    searched = (
        root for root in (*_implied(environ), *_usual(environ)) if _comes_with_a_repository(root, environ, here)
    )
    return tuple(root for root in dict.fromkeys([*beside, *searched]) if _providers(root))


def _comes_with_a_repository(root: Path, environ: Mapping[str, str], here: Path) -> bool:
    """Return whether a folder is in the project, or in another repository below the home folder."""
    top, place = _top_of(here, environ), root.resolve()
    if top is not None and place.is_relative_to(top):
        return True
    home = Path(environ["HOME"]).resolve() if environ.get("HOME") else None
    if home is None or not place.is_relative_to(home):
        return False
    inside = (above for above in (place, *place.parents) if above != home and above.is_relative_to(home))
    return any(os.path.lexists(above / ".git") for above in inside)


def _top_of(here: Path, environ: Mapping[str, str]) -> Path | None:
    """Return the top of the repository of a folder, or else the folder; None if that holds the home folder."""
    start = here.resolve()
    home = Path(environ["HOME"]).resolve() if environ.get("HOME") else Path("/")
    # Some people keep their home folder in a repository. What is in it is their own.
    inside = [above for above in (start, *start.parents) if not home.is_relative_to(above)]
    return next((above for above in inside if os.path.lexists(above / ".git")), inside[0] if inside else None)


def _implied(environ: Mapping[str, str]) -> Iterator[Path]:
    if home := environ.get("HOME"):
        yield Path(home) / ".terraform.d" / "plugins"
    data_homes = [environ.get("XDG_DATA_HOME") or (f"{home}/.local/share" if home else "")]
    data_homes += (environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    yield from (Path(data) / "terraform" / "plugins" for data in data_homes if data)


def _usual(environ: Mapping[str, str]) -> Iterator[Path]:
    home = environ.get("HOME")
    for prefix in (*([home] if home else []), *_PREFIXES):
        yield from _folders(Path(prefix))


def _providers(root: Path) -> tuple[MirroredProvider, ...]:
    wanted = _platform()
    found: dict[str, list[str]] = {}
    for host in _HOSTS:
        for namespace in _folders(root / host):
            for kind in _folders(namespace):
                if versions := [*_unpacked(kind, wanted), *_packed(kind, wanted)]:
                    found[f"{host}/{namespace.name}/{kind.name}"] = versions
    return tuple(MirroredProvider(source, _in_order(versions)) for source, versions in found.items())


def _unpacked(kind: Path, wanted: str) -> list[str]:
    return [version.name for version in _folders(kind) if _is_folder(version / wanted)]


def _packed(kind: Path, wanted: str) -> list[str]:
    start, end = f"terraform-provider-{kind.name}_", f"_{wanted}.zip"
    return [archive.name.removeprefix(start).removesuffix(end) for archive in kind.glob(f"{start}*{end}")]


def _folders(parent: Path) -> list[Path]:
    # A missing or unreadable folder holds nothing we can use.
    try:
        return sorted(islice(filter(_is_folder, parent.iterdir()), _FOLDERS_PER_PREFIX))
    except OSError:
        return []


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _in_order(versions: Iterable[str]) -> tuple[str, ...]:
    def numbers(version: str) -> tuple[list[int], str]:
        release = version.partition("-")[0]
        return [int(part) for part in release.split(".") if part.isdecimal()], version

    return tuple(sorted(versions, key=numbers))


def _platform() -> str:
    machine = platform.machine()
    return f"{platform.system().lower()}_{_ARCHITECTURES.get(machine, machine.lower())}"


def _unusable(root: Path) -> Diagnostic:
    return Diagnostic(
        code="terraform/mirror-unusable",
        summary=f"{VARIABLE} does not name a provider mirror",
        detail=(
            f"{root} holds no provider for this machine, which would lie in {TERRAFORM_HOST}/hashicorp/aws/"
            f"<version>/{_platform()}/ below it. Name the folder that holds {TERRAFORM_HOST} itself, or "
            f"leave {VARIABLE} out to use the registry. `terraform providers mirror` makes such a folder."
        ),
    )
