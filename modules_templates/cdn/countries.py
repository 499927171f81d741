"""Settings of the countries that may see the content."""

from hclpress.module import Country, Settings


class Countries(Settings):
    """Countries whose requests are answered."""

    allow: tuple[Country, ...] = ()
    """Only countries that are answered, as two capital letters each (ISO 3166-1)."""
    deny: tuple[Country, ...] = ()
    """Countries that are not answered."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The countries that the spec names, in order of their codes."""
        return tuple(sorted({*self.allow, *self.deny}))
