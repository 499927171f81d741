"""The history of an environment, recorded in its output folder."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from hclpress.cache.cached_hcl import accept_and_read
from hclpress.diagnostics import Diagnosed
from hclpress.history.baseline import Baseline
from hclpress.history.history import History
from hclpress.history.manifest import MANIFEST, Manifest, digest_of
from hclpress.history.resources import resources_of
from hclpress.model.parsed_stack import PlacedBlock
from hclpress.output.lock import locked
from hclpress.output.manifest_file import read_manifest
from hclpress.output.transaction import finish, replace_file
from hclpress.output.write_refusals import refused, refused_to_read


def read_baseline(folder: Path) -> Baseline | None:
    """Return the baseline of a render: the history in a folder's manifest, with the files beside it.

    Raises:
        Diagnosed: when the manifest cannot be read.
    """
    history = read_history(folder)
    if history is None:
        return None
    manifest = read_manifest(folder)

    def content(name: str) -> bytes | None:
        with suppress(OSError):
            return (folder / name).read_bytes()
        return None

    return Baseline(history, {} if manifest is None else manifest.files, content)


def read_history(folder: Path) -> History | None:
    """Return the history in the manifest of a folder; None when there is no manifest.

    A manifest written before hclpress recorded addresses has no history, but holds the digest of every file. Then the
    addresses are read from the files that still match it.

    Raises:
        Diagnosed: when it cannot be read.
    """
    try:
        manifest = read_manifest(folder)
        if manifest is None:
            return None
        return _read_from_files(folder, manifest) if manifest.history is None else manifest.history
    except OSError as error:
        raise Diagnosed([refused_to_read(folder, error)]) from error


def change_history(folder: Path, out: Path, change: Callable[[History], History]) -> bool:
    """Change the recorded history of a folder, in one step and while nobody else writes. Its files stay as they are.

    Args:
        folder: the environment's folder.
        out: the output it lies in.
        change: a function from the recorded history to the new one.

    Returns:
        False when there is no manifest.

    Raises:
        Diagnosed: any error of `change`, and when the manifest cannot be read or written. Then nothing has changed.
    """
    if not (folder / MANIFEST).exists():
        return False
    try:
        with locked(out, alone=True):
            finish(out)
            history, manifest = read_history(folder), read_manifest(folder)
            if history is None or manifest is None:
                return False
            text = Manifest(manifest.files, change(history)).to_text()
            replace_file(out, folder / MANIFEST, text.encode())
    except OSError as error:
        raise Diagnosed([refused(out, error)]) from error
    return True


def _read_from_files(folder: Path, manifest: Manifest) -> History:
    modules: dict[str | None, tuple[PlacedBlock, ...]] = {}
    for name, digest in sorted(manifest.files.items()):
        path = PurePosixPath(name)
        if path.suffix != ".tf" or not (folder / name).is_file():
            continue
        content = (folder / name).read_bytes()
        if digest_of(content) == digest:
            instance = path.parts[1] if path.parts[0] == "modules" else None
            blocks = accept_and_read(content.decode(), (folder / name).as_posix()).blocks
            modules[instance] = (*modules.get(instance, ()), *(PlacedBlock(one, path, instance) for one in blocks))
    return History(resources_of(modules))
