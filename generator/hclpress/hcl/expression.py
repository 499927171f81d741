"""Expressions: text that is HCL already, and values that HCL cannot express."""

from __future__ import annotations

from typing import Self


class Inexpressible(ValueError):  # noqa: N818  (it describes the value, and is no error of the program)
    """HCL has no literal that Terraform reads back as the value."""


class NoLiteral(Inexpressible):
    """The value is of a type that has no literal in HCL, whatever it holds."""


class Expr(str):
    """Text that is HCL source already: an expression, a checked name, a comment. `encode` does not change it.

    It compares equal to plain text with the same characters; use `isinstance` if the difference matters.
    """

    __slots__ = ()

    def __html__(self) -> Self:
        """Tell Jinja's autoescape, by markupsafe's protocol, that the text needs no escaping."""
        return self
