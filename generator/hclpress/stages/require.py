"""require: rendered files → the same, each `versions.tf` with the first Terraform that reads its folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath

from msgspec import structs

from hclpress.cache.cached_hcl import accept_and_read, marked_structure, parts_of
from hclpress.hcl.least_terraform import BASE, TerraformVersion, least_for, least_for_test
from hclpress.hcl.skeleton import Skeleton
from hclpress.model.generated_file import GeneratedFile

VERSIONS = "versions.tf"
TESTS = "tests"
_SKELETONS = 8192
_RENDERED = f'required_version = ">= {BASE[0]}.{BASE[1]}"'
"""The line that the templates write."""


def require(files: Iterable[GeneratedFile]) -> tuple[GeneratedFile, ...]:
    """Name in each `versions.tf` the first version of Terraform that reads the files beside it.

    `terraform init` reads the tests of a root module as well, so that they count. A folder of plain Terraform says by
    itself what it needs.
    """
    files = tuple(files)
    least: dict[PurePosixPath, TerraformVersion] = defaultdict(lambda: BASE)
    for file in files:
        if file.is_hcl and file.copied_from is None:
            folder = file.path.parent
            owner = folder.parent if folder.name == TESTS else folder
            least[owner] = max(least[owner], _least(file))
    return tuple(
        _with(file, least[file.path.parent]) if file.path.name == VERSIONS and file.copied_from is None else file
        for file in files
    )


def _with(file: GeneratedFile, version: TerraformVersion) -> GeneratedFile:
    if version == BASE:
        return file
    text = file.text.replace(_RENDERED, f'required_version = ">= {version[0]}.{version[1]}"', 1)
    return structs.replace(file, content=text.encode())


def _least(file: GeneratedFile) -> TerraformVersion:
    if not file.is_terraform:
        return least_for_test(file.text)
    found = _least_of_skeleton(parts_of(file.text)[0])
    return least_for(accept_and_read(file.text, str(file.path))) if found is None else found


@lru_cache(maxsize=_SKELETONS)
def _least_of_skeleton(skeleton: Skeleton) -> TerraformVersion | None:
    """Return the version for every text of a skeleton; None if they have to be looked at one by one."""
    form = marked_structure(skeleton)
    return None if form is None else least_for(form)
