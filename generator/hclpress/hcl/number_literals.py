"""Numbers as plain decimals, as far as Terraform keeps them exactly."""

from __future__ import annotations

from decimal import Decimal

from hclpress.hcl.expression import Inexpressible

NUMBER_PRECISION = 512
"""The precision of Terraform's numbers, in bits."""


NUMBER_WIDTH = 400
"""The length of the longest number written, in characters; every finite float fits."""


def number_literal(value: int | float | Decimal) -> str:
    """Write a number as a plain decimal.

    Raises:
        Inexpressible: for a number that is not finite, too long, or that Terraform's 512 bits cannot hold exactly.
    """
    if isinstance(value, int) and abs(value) < _SMALL:
        return str(value)
    number = Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise Inexpressible(f"{value} is not a finite number")
    _, digits, exponent = number.as_tuple()
    # Checked before it is written out: a short Decimal can mean a billion digits.
    if len(digits) + abs(int(exponent)) > NUMBER_WIDTH:
        raise Inexpressible(f"The number has more than {NUMBER_WIDTH} digits written out")
    # A float is read back through the nearest float, so only its 53 bits have to survive, and they always do.
    if not isinstance(value, float) and _bits(number) > NUMBER_PRECISION:
        raise Inexpressible(f"{value} needs more than the {NUMBER_PRECISION} bits of Terraform's numbers")
    return f"{number:f}" if number else "0"


def _bits(number: Decimal) -> int:
    """Return the bits of a whole number without trailing zeros; of a fraction all digits count."""
    if number.as_tuple().exponent in range(-NUMBER_WIDTH, 0):
        return int("".join(map(str, number.as_tuple().digits))).bit_length()
    whole = abs(int(number))
    return (whole // (whole & -whole or 1)).bit_length()


_SMALL = 2**53
"""A smaller whole number needs no check."""
