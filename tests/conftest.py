"""Options and fixtures for all tests, and what becomes of some of them where there is no Terraform."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import nullcontext
from functools import cache
from pathlib import Path

import pytest
from examples import PROJECT
from planning import SharedPlans
from provider import shared_provider

from hclpress.catalog import Catalog, Check, find_checks, find_modules
from hclpress.diagnostics import Diagnosed
from hclpress.emulator.postgres_server import INSTALLATION, programs
from hclpress.terraform.discovery import Terraform, TerraformKind, find_terraform
from hclpress.terraform.provider_mirror import find_mirror

FIRST = ("rehearsal", "edits", "mutation")
"""The marks of tests that take longest, in the order in which they begin."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` rewrites the expected files instead of comparing with them."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite expected files")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what starts an emulator by where it lies, and begin with what takes longest.

    Rehearsals mostly wait, so that one process that begins with them leaves the processors to the others.
    """
    folders = [PROJECT / "tests" / name for name in ("emulator", "rehearsal")]
    for item in items:
        if any(item.path.is_relative_to(folder) for folder in folders):
            item.add_marker("emulator")
    items.sort(
        key=lambda item: next((index for index, mark in enumerate(FIRST) if item.get_closest_marker(mark)), len(FIRST))
    )


@pytest.fixture
def update_goldens(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are rewritten."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped modules."""
    return find_modules()


@pytest.fixture(scope="session")
def checks() -> tuple[Check, ...]:
    """The shipped checks."""
    return find_checks()


@cache
def _found() -> Terraform | str:
    try:
        return find_terraform(None, os.environ)
    except Diagnosed as missing:
        return "\n".join(f"{found}\n{found.detail}" for found in missing.diagnostics)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test marked `terraform` where there is none: normal on a laptop, a failure in CI."""
    found = _found()
    if item.get_closest_marker("terraform") is None or isinstance(found, Terraform):
        return
    missing(found)


def missing(what: str) -> None:
    """Skip where something is not installed: normal on a laptop, a failure in CI."""
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def postgresql() -> Path:
    """The programs of a PostgreSQL server."""
    found = programs()
    if found is None:
        missing(f"no PostgreSQL server on this machine: {INSTALLATION}")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def node_modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages that Lambda's Node.js would bring, put beside the task API's handlers when they are not there."""
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            missing(f"There is no {tool} here to run the task API with.")
    api = PROJECT / "functions" / "task-api"
    return installed(api, "@aws-sdk/lib-dynamodb", tmp_path_factory)


def installed(folder: Path, package: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages of a folder's lock file, put beside it by npm when this one of them is not there."""
    # Several pytest-xdist workers may want them at once.
    with (tmp_path_factory.getbasetemp().parent / f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "node_modules" / package).is_dir():
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
            if done.returncode:
                missing(f"npm ci failed: {done.stderr[-500:]}")
    return folder / "node_modules"


@pytest.fixture(scope="session")
def mermaid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Mermaid as browsers load it: what GitHub and GitLab draw the diagrams of a README with."""
    if shutil.which("npm") is None:
        missing("There is no npm here to install Mermaid with.")
    folder = PROJECT / "tests" / "readme"
    return installed(folder, "mermaid", tmp_path_factory) / "mermaid" / "dist" / "mermaid.min.js"


@pytest.fixture(scope="session")
def chromium() -> str:
    """A browser that runs without a screen."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        missing("There is no Chromium here to draw diagrams in: apt-get install chromium")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def terraform() -> Terraform:
    """The Terraform that hclpress finds here; for tests marked `terraform`."""
    found = _found()
    assert isinstance(found, Terraform), found
    return found


@pytest.fixture(scope="session")
def provider(terraform: Terraform) -> Iterator[Mapping[str, str]]:
    """What leads Terraform to an AWS provider that runs already; nothing where none is unpacked."""
    # OpenTofu would look for its own registry's provider.
    with (
        nullcontext({})
        if terraform.kind is TerraformKind.OPENTOFU
        else shared_provider(find_mirror(os.environ)) as found
    ):
        yield found


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory, terraform: Terraform, provider: Mapping[str, str]) -> SharedPlans:
    """`planned(folder)` is the folder's plan, made once per test run, by one provider for all that may share it."""
    base = tmp_path_factory.getbasetemp()
    # Each pytest-xdist worker has a base folder of its own below the one of the run.
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    plans = run / "plans"
    plans.mkdir(exist_ok=True)
    return SharedPlans(plans, terraform, provider)
