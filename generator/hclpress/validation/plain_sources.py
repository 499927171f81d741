"""Sources of plain Terraform: the folders and files that an environment is made of."""

from __future__ import annotations

from pathlib import Path

from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.module.plain_terraform import PlainFolder, PlainTerraform


def plain_sources(spec: EnvironmentSpec, root: Path) -> tuple[Path, ...]:
    """Return the folders of plain Terraform that an environment is made of.

    Args:
        spec: its spec.
        root: the project's root.
    """
    return tuple((root / source).absolute() for source, _ in _folders(spec))


def plain_files(spec: EnvironmentSpec, root: Path) -> tuple[Path, ...]:
    """Return the files in these folders, and the folders themselves, whose entries count too.

    Args:
        spec: the spec.
        root: the project's root.
    """
    tops = plain_sources(spec, root)
    files = [file.origin.absolute() for _, folder in _folders(spec) for file in folder.files]
    above = (folder for file in files for folder in file.parents if any(folder.is_relative_to(top) for top in tops))
    return tuple(dict.fromkeys((*tops, *above, *files)))


def _folders(spec: EnvironmentSpec) -> tuple[tuple[str, PlainFolder], ...]:
    own = (spec.settings(name) for name in spec.sites if name not in spec.shared)
    plain = (one for one in own if isinstance(one, PlainTerraform))
    return tuple((one.source, one.folder) for one in plain if one.folder is not None)
