"""All environments and examples, generated once for all tests of checks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from examples import PROJECT, TODAY, examples

from hclpress.catalog import Catalog, Check
from hclpress.model.parsed_stack import ParsedStack
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile


@pytest.fixture(scope="session")
def generated(catalog: Catalog, checks: tuple[Check, ...]) -> Callable[[str], ParsedStack]:
    """An environment or an example of a module by its address."""
    shown = {str(one): one for one in examples()}

    @cache
    def of(address: str) -> ParsedStack:
        if address in shown:
            return shown[address].generate(catalog, checks).parsed
        system, label = address.split("/")
        path = PROJECT / "environments" / system / f"{label}.yaml"
        return generate(EnvironmentFile(system, label, path), catalog, checks, TODAY).parsed

    return of
