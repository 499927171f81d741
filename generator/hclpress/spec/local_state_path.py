"""The path of a state file beside the configuration: it stays in the environment's folder, and is no file of it."""

from __future__ import annotations

_ENDINGS = (".tf", ".tofu", ".hcl", ".md", ".zip", ".tfvars", ".tf.json", ".tofu.json", ".tfvars.json", ".lock.info")
_FOLDERS = frozenset({"modules", "packages", "tests", ".terraform", "terraform.d", ".git"})
_NAMES = (".hclpress", "hclpress_", ".gitattributes", ".gitignore")


def local_state_path(text: str) -> str:
    """Return the path of a local state if Terraform may write there.

    Raises:
        ValueError: if it leaves the environment's folder, or names a file or folder of something else in it.
    """
    if not text.isprintable() or "\\" in text:
        raise ValueError(f"{text!r} is no path; write names with `/` between them")
    if text.startswith(("/", "~")) or text[1:2] == ":":
        raise ValueError(
            f"{text!r} is not relative to the environment's folder; write a path such as terraform.tfstate"
        )
    parts = [part for part in text.split("/") if part != "."]
    if ".." in parts:
        raise ValueError(f"{text!r} leaves the environment's folder; write a path without `..`")
    if "" in parts or not parts or parts[-1].strip() != parts[-1]:
        raise ValueError(f"{text!r} does not name a file; write a path such as terraform.tfstate")
    first, last = parts[0].casefold(), parts[-1].casefold()
    if first in _FOLDERS or last.endswith(_ENDINGS) or last.startswith(_NAMES):
        raise ValueError(
            f"{text!r} names a file that hclpress, Terraform or Git has there; write a path such as terraform.tfstate"
        )
    return text
