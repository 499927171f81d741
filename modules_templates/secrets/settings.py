"""Settings of the module secrets."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module import (
    AccountId,
    EnvironmentValue,
    FunctionName,
    Item,
    ItemName,
    KeyArn,
    KeyReference,
    Module,
    Region,
    Settings,
    spelled,
    word_or_own,
)

# Secrets Manager API Reference, CreateSecret, Name.
SecretName = Annotated[str, Field(pattern=r"^[A-Za-z0-9/_+=.@-]+$", max_length=512)]
KeyChoice = Annotated[
    Annotated[Literal["aws"], Tag("word")] | Annotated[KeyReference, Tag("own")],
    word_or_own("aws"),
]
Reader = Annotated[
    Annotated[AccountId, Tag("account")]
    | Annotated[
        str,
        spelled(
            r"arn:aws(?:-us-gov|-cn)?:iam::[0-9]{12}:(?:role|user)/[\w+=,.@/-]+",
            "an account, or the ARN of a role or a user",
            "arn:aws:iam::123456789012:role/billing",
        ),
        Tag("arn"),
    ],
    Discriminator(lambda value: "account" if str(value).isdigit() else "arn"),
]
# Secrets Manager User Guide, "Schedule expressions": a rate of 4 to 999 hours or 1 to 999 days; a cron expression at
# full hours, without a year, and at most every four hours.
Schedule = Annotated[
    str,
    spelled(
        r"rate\((?:[4-9]|[1-9][0-9]{1,2}) hours\)|rate\(1 day\)|rate\((?:[2-9]|[1-9][0-9]{1,2}) days\)"
        r"|cron\(0 [0-9,/*-]+ [0-9LW,/*?-]+ [0-9A-Z,/*-]+ [0-9A-Z#,/*?-]+ \*\)",
        "a schedule of rotations",
        "rate(10 days), or cron(0 3 1 * ? *) for three o'clock on the first day of each month",
    ),
]


class GeneratedPassword(Settings):
    """The form of a password that AWS makes (Secrets Manager API Reference, GetRandomPassword)."""

    length: Annotated[int, Field(ge=1, le=4096)] = 32
    """Number of characters."""
    without: Annotated[str, Field(max_length=4096)] = ""
    """Characters that it must not contain, such as `/@" ` for a password of RDS."""
    letters: Literal["both", "small", "capital", "none"] = "both"
    """Letters that it contains."""
    numbers: bool = True
    """Whether it contains digits."""
    punctuation: bool = True
    """Whether it contains punctuation."""
    space: bool = False
    """Whether it may contain spaces."""
    each_kind: bool = True
    """Whether it contains a character at least of each kind that it may contain."""

    @property
    def kinds(self) -> int:
        """The number of kinds of characters it may contain."""
        letters = {"both": 2, "small": 1, "capital": 1, "none": 0}[self.letters]
        return letters + self.numbers + self.punctuation


FieldName = Annotated[str, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_.-]*$", max_length=128)]
"""A field of a JSON object."""


class JsonSecret(Settings):
    """A secret that is JSON: the password in one field, and others that are no secrets."""

    field: FieldName = "password"
    """Field that holds the secret part."""
    beside: Mapping[FieldName, EnvironmentValue] = {}
    """Other fields, such as `username` and `host`: text, `{from: instance.fact}`, or `!format` text."""


class Rotation(Settings):
    """Rotation by a function."""

    function: FunctionName
    """Function that changes the secret, as `instance.function`. Its role may read and write this secret."""
    days: Annotated[int, Field(ge=1, le=1000)] | None = None
    """Days between two changes. Left out: 30, or what `schedule` says."""
    schedule: Schedule | None = None
    """Times of the changes in place of `days`: `rate(10 days)`, or `cron(0 3 1 * ? *)`, in UTC."""
    window_hours: Annotated[int, Field(ge=1, le=24)] | None = None
    """Hours in which a change may begin. Left out: until the end of the day."""
    at_once: bool = False
    """Whether it changes at the apply as well, and not first when its time has come."""

    @property
    def interval(self) -> int | None:
        """The days between two changes; None with a schedule."""
        return None if self.schedule else self.days or 30


class Replica(Settings):
    """A copy in another region, which AWS keeps equal."""

    key: KeyArn | None = None
    """KMS key of that region that encrypts it. Left out: the one AWS keeps for the account there."""


class Secret(Item):
    """A secret."""

    description: Annotated[str, Field(max_length=2048)] = ""
    """Description of the secret, shown in the console."""
    value: Literal["given", "outside"] = "given"
    """Origin of its value. `given`: the variable `<instance>_<secret>_value` holds it at apply. `outside`: somebody
    else writes it, and Terraform makes the secret alone."""
    generate: GeneratedPassword | None = None
    """A password that AWS makes in place of a given value: `{}` for one of 32 characters."""
    as_json: JsonSecret | None = None
    """The value becomes a field of a JSON object, with other fields beside it. Left out: the value stands alone."""
    version: Annotated[int, Field(ge=1)] | None = None
    """Version of the value: a higher one makes Terraform write it again. Left out: 1."""
    name: SecretName | None = None
    """Its whole name. Left out: by the naming pattern."""
    key: KeyChoice = "aws"
    """Key that encrypts it: `aws` for the one AWS keeps for the account, or an ARN, or `{from: instance.fact}`."""
    recovery_days: Annotated[int, Field(ge=7, le=30)] | None = None
    """Days in which a deletion can be cancelled. Left out: 30, and none where data may be destroyed."""
    rotation: Rotation | None = None
    """Regular changes of the value by a function. Left out: it stays."""
    readers: tuple[Reader, ...] = ()
    """Accounts, roles and users that may read it and have no `uses` here, such as those of other accounts."""
    replicas: Mapping[Region, Replica] = {}
    """Copies in other regions, each with settings of its own: `us-west-2: {}`."""

    @property
    def written_here(self) -> bool:
        """Whether Terraform writes its value."""
        return self.value == "given"

    @property
    def asked(self) -> bool:
        """Whether people give its value at apply."""
        return self.written_here and self.generate is None


class SecretsSettings(Module):
    """Settings of one instance."""

    secrets: Annotated[Mapping[ItemName, Secret], Field(min_length=1)]
    """The secrets by name."""
