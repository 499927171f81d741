"""Settings of records, each type with the values that Route 53 takes."""

import ipaddress
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Discriminator, Field, Tag

from hclpress.module import FormattedText, FromFact, HostName, Input, Item, OfKind, SpecPath, spelled, value_form

# Route 53 Developer Guide, "Quotas": 400 values of a record, which can be raised; a value has at most 4,000 characters.
MOST_VALUES, _LONGEST = 400, 4000
_HOST = r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,252}[A-Za-z0-9_])?\.?"
_NUMBER = r"\d{1,5}"


def _ipv4(text: str) -> str:
    try:
        return str(ipaddress.IPv4Address(text))
    except ValueError:
        raise ValueError(f"{text!r} is no IPv4 address; write one such as 192.0.2.10") from None


def _ipv6(text: str) -> str:
    try:
        return str(ipaddress.IPv6Address(text))
    except ValueError:
        raise ValueError(f"{text!r} is no IPv6 address; write one such as 2001:db8::10") from None


_Fact: TypeAlias = Annotated[FromFact, Tag("mapping")]
_Formatted: TypeAlias = Annotated[FormattedText, Tag("format")]
_FORM = Discriminator(value_form)
# Route 53 Developer Guide, "Supported DNS record types": the form of the values of each.
Ipv4 = Annotated[Annotated[str, AfterValidator(_ipv4), Tag("text")] | _Fact | _Formatted, _FORM]
Ipv6 = Annotated[Annotated[str, AfterValidator(_ipv6), Tag("text")] | _Fact | _Formatted, _FORM]
Host = Annotated[
    Annotated[str, spelled(_HOST, "a host name", "shop.example.net"), Tag("text")] | _Fact | _Formatted, _FORM
]
MailServer = Annotated[
    Annotated[str, spelled(rf"{_NUMBER} {_HOST}", "a priority and a mail server", "10 mail.example.net"), Tag("text")]
    | _Fact
    | _Formatted,
    _FORM,
]
Service = Annotated[
    Annotated[
        str,
        spelled(rf"(?:{_NUMBER} ){{3}}{_HOST}", "a priority, a weight, a port and a host", "10 5 443 api.example.net"),
        Tag("text"),
    ]
    | _Fact
    | _Formatted,
    _FORM,
]
Issuer = Annotated[
    Annotated[
        str,
        spelled(r'\d{1,3} [a-z0-9]+ "[^"]*"', "flags, a tag and a value in quotes", '0 issue "amazon.com"'),
        Tag("text"),
    ]
    | _Fact
    | _Formatted,
    _FORM,
]
Signer = Annotated[
    Annotated[
        str,
        spelled(
            r"\d{1,5} \d{1,3} \d{1,3} [0-9A-Fa-f]+",
            "a key tag, an algorithm, a digest type and a digest",
            "1 13 2 9F86D0",
        ),
        Tag("text"),
    ]
    | _Fact
    | _Formatted,
    _FORM,
]
Words = Annotated[
    Annotated[str, spelled(rf"[^\x00-\x1f]{{1,{_LONGEST}}}", "a line of text", "v=spf1 -all"), Tag("text")]
    | _Fact
    | _Formatted,
    _FORM,
]
_Several = Field(max_length=MOST_VALUES)


class Record(Item):
    """The records of one name, by their types."""

    # Route 53 API Reference, ResourceRecordSet, TTL.
    ttl: Annotated[int, Field(ge=0, le=2_147_483_647)] = 300
    """Seconds for which resolvers keep the answers."""
    a: Annotated[tuple[Ipv4, ...], _Several] = ()
    """IPv4 addresses."""
    aaaa: Annotated[tuple[Ipv6, ...], _Several] = ()
    """IPv6 addresses."""
    caa: Annotated[tuple[Issuer, ...], _Several] = ()
    """Authorities that may issue certificates for the name, such as `0 issue "amazon.com"`."""
    cname: Host | None = None
    """Host name that the name stands for."""
    ds: Annotated[tuple[Signer, ...], _Several] = ()
    """Digests of the keys that sign a delegated zone."""
    mx: Annotated[tuple[MailServer, ...], _Several] = ()
    """Mail servers, each with its priority: `10 mail.example.net`."""
    ptr: Annotated[tuple[Host, ...], _Several] = ()
    """Host names of an address."""
    srv: Annotated[tuple[Service, ...], _Several] = ()
    """Services: a priority, a weight, a port and a host."""
    txt: Annotated[tuple[Words, ...], _Several] = ()
    """Texts. One of more than 255 characters is written in several parts, as DNS has it."""

    @property
    def values(self) -> Mapping[str, tuple[object, ...]]:
        """The values by the type of record, in capitals; only of types that have some."""
        found = {name.upper(): getattr(self, name) for name in TYPES}
        return {kind: one if isinstance(one, tuple) else (one,) for kind, one in found.items() if one}


TYPES = ("a", "aaaa", "caa", "cname", "ds", "mx", "ptr", "srv", "txt")


class NameServers(FromFact):
    """The name servers of a zone that another instance makes."""

    def inputs(self, path: SpecPath) -> Iterator[Input]:
        """Yield its input, a list."""
        yield Input(self.input_name, self.source, "list(string)", path, ("name servers",))


def _servers_form(value: object) -> str:
    return "list" if isinstance(value, (list, tuple)) else value_form(value)


Servers = Annotated[
    Annotated[tuple[HostName, ...], Field(min_length=1, max_length=MOST_VALUES), Tag("list")]
    | Annotated[NameServers, OfKind(("name servers",)), Tag("mapping")],
    Discriminator(_servers_form),
]
"""The name servers of a zone: host names, or a fact with them."""

_TEXT_PART = 255


def written(kind: str, text: str) -> str:
    """Return the text of a value as the provider takes it: a long one of TXT in parts.

    Args:
        kind: the type of the record.
        text: the value.
    """
    if kind != "TXT":
        return text
    # The provider puts quotes around the whole; a quote inside is escaped, and ends no part.
    parts = [text[start : start + _TEXT_PART] for start in range(0, len(text), _TEXT_PART)]
    return '""'.join(re.sub(r'(["\\])', r"\\\1", part) for part in parts)
