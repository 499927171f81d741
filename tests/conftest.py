"""Options and fixtures for all tests, and what becomes of some of them where there is no Terraform."""

from __future__ import annotations

import os
from functools import cache

import pytest
from planning import SharedPlans

from generator.catalog import Catalog, Check, find_checks, find_modules
from generator.diagnostics import Diagnosed
from generator.terraform.finding import Terraform, find_terraform


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-goldens` rewrites the expected files instead of comparing with them."""
    parser.addoption("--update-goldens", action="store_true", help="rewrite expected files")


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
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(found, pytrace=False)
    pytest.skip(found)


@pytest.fixture(scope="session")
def terraform() -> Terraform:
    """The Terraform that hclpress finds here; for tests marked `terraform`."""
    found = _found()
    assert isinstance(found, Terraform), found
    return found


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory, terraform: Terraform) -> SharedPlans:
    """`planned(folder)` is the folder's plan, made once per test run."""
    base = tmp_path_factory.getbasetemp()
    # Each pytest-xdist worker has a base folder of its own below the one of the run.
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    plans = run / "plans"
    plans.mkdir(exist_ok=True)
    return SharedPlans(plans, terraform)
