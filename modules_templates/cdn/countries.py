"""The countries CloudFront can tell apart: ISO 3166-1 alpha-2 codes."""

from collections.abc import Iterator

from hclpress.module.problem import Problem
from hclpress.spec.settings import Settings

_CODES = """
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
    CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
    GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
    KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
    MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
    SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
    UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_CODES.split())


class Countries(Settings):
    """Who may see the content, by the country a request comes from."""

    allow: tuple[str, ...] = ()
    """Only these countries, as two capital letters each (ISO 3166-1)."""
    deny: tuple[str, ...] = ()
    """Every country but these."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The countries that are named, in order of their codes."""
        return tuple(sorted({*self.allow, *self.deny}))


def country_problems(countries: Countries) -> Iterator[Problem]:
    """Codes that no country has, and a choice that is none."""
    if bool(countries.allow) == bool(countries.deny):
        yield Problem(
            ("countries",),
            "allow-or-deny",
            "Countries are either allowed or denied",
            "CloudFront knows one list only: `allow` for those who may, or `deny` for those who may not.",
        )
    for field, codes in (("allow", countries.allow), ("deny", countries.deny)):
        for index, code in enumerate(codes):
            if code not in COUNTRIES:
                yield Problem(
                    ("countries", field, index),
                    "country-unknown",
                    f"No country has the code {code!r}",
                    f"ISO 3166-1 codes are two capital letters, such as DE{_meant(code)}.",
                )


def _meant(code: str) -> str:
    known = {"UK": "GB", "EN": "GB", "EL": "GR"}
    guess = known.get(code.upper(), code.upper())
    return f"; here perhaps {guess}" if guess in COUNTRIES else ""
