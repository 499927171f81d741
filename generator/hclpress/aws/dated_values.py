"""Dated values: what AWS offered on the day that each file in `dated/` names.

`generator/provider_tables/dated_values.py` makes the files, and each names its sources. AWS goes on: a value that is
newer than the day of its file is not known here, and need not be wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from hclpress.aws.version_constraint import Version, version_of

FOLDER = Path(__file__).parent / "dated"
"""The folder of the files."""

_OTHER_FAMILIES = "families of other engines"

_Values = TypeVar("_Values")


class Dated(Struct, frozen=True):
    """The content of a file, without its values.

    Attributes:
        day: the day on which the values were read.
        sources: the programs and packages that they were read from.
    """

    day: date
    sources: tuple[str, ...]


class LambdaRuntime(Struct, frozen=True):
    """A runtime of Lambda.

    Attributes:
        deprecated: the day from which on AWS mends nothing in it; None if AWS has named none.
        no_creation: the day from which on AWS creates no function with it.
        no_update: the day from which on AWS updates no function with it.
        successor: the newest runtime of the language.
        provider: the first version of hashicorp/aws that takes it; None if 5.100 does.
    """

    deprecated: date | None = None
    no_creation: date | None = None
    no_update: date | None = None
    successor: str | None = None
    provider: str | None = None

    @property
    def first_provider(self) -> Version | None:
        """The first version of hashicorp/aws that takes it, if 5.100 does not."""
        return None if self.provider is None else version_of(self.provider)


class Region(Struct, frozen=True):
    """A region of AWS.

    Attributes:
        zones: the last letters of its zones that any account is known to have.
        provider: the first version of hashicorp/aws that knows it; None if 5.100 does.
    """

    zones: tuple[str, ...]
    provider: str | None = None


@cache
def day_of(name: str) -> date:
    """Return the day on which the values of a file were read, such as `regions`."""
    return msgspec.json.decode((FOLDER / f"{name}.json").read_bytes(), type=Dated).day


@cache
def lambda_runtimes() -> Mapping[str, LambdaRuntime]:
    """Return the runtimes of Lambda by their identifiers, those that have ended among them."""
    return _values("lambda_runtimes", dict[str, LambdaRuntime])


@cache
def regions() -> Mapping[str, Region]:
    """Return the regions that anybody can use, by their names."""
    return _values("regions", dict[str, Region])


@cache
def aurora_versions(engine: str) -> tuple[str, ...]:
    """Return the releases of an engine that Aurora has or had, such as `16.6` of `aurora-postgresql`, oldest first."""
    return _values("aurora_versions", dict[str, tuple[str, ...]])[engine]


@cache
def aurora_classes(engine: str) -> tuple[str, ...]:
    """Return the classes of instances of an engine, such as `db.r8g.large`, in any region."""
    return _values("aurora_classes", dict[str, tuple[str, ...]])[engine]


@cache
def families_of_other_engines() -> frozenset[str]:
    """Return the families of classes that RDS has for other engines and Aurora has not, such as `m5`."""
    return frozenset(_values("aurora_classes", dict[str, tuple[str, ...]])[_OTHER_FAMILIES])


def numbers_in(text: str) -> tuple[int, ...]:
    """Return the numbers in a name, by which `16.10` is newer than `16.9` and `python3.14` than `python3.9`."""
    return tuple(map(int, re.findall(r"[0-9]+", text)))


def _values(name: str, kind: type[_Values]) -> _Values:
    raw = msgspec.json.decode((FOLDER / f"{name}.json").read_bytes(), type=dict[str, msgspec.Raw])
    return msgspec.json.decode(raw["values"], type=kind)
