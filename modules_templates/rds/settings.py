"""Settings of a database instance."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, Tag

from hclpress.module import (
    Cidr,
    DailyWindow,
    DatabaseProxy,
    FromFact,
    FromPosture,
    Input,
    Item,
    ItemName,
    KeyArn,
    LogDays,
    Module,
    ReferenceTo,
    SpecPath,
    WeeklyWindow,
    Zone,
    spelled,
    word_or_own,
)

from .engine import ENGINES, Engine, EngineName, Log
from .storage import Storage

ParameterName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+$")]
OptionName = Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")]
InstanceClass = Annotated[
    str, spelled(r"db\.[a-z][a-z0-9-]*\.[a-z0-9]+", "the class of an instance", "db.t4g.medium or db.m7g.large")
]
# Amazon RDS API Reference, CreateDBInstance, DBInstanceIdentifier.
Identifier = Annotated[
    str, spelled(r"(?=.{1,63}$)[A-Za-z](?:-?[A-Za-z0-9])*", "the identifier of an instance", "shop-prod-db")
]
SnapshotArn = Annotated[
    str,
    spelled(
        r"arn:aws(?:-us-gov|-cn)?:rds:[a-z0-9-]+:[0-9]{12}:snapshot:[A-Za-z0-9:-]+",
        "the ARN of a snapshot of an instance",
        "arn:aws:rds:us-east-1:123456789012:snapshot:before-the-move",
    ),
]
# Amazon RDS User Guide, "Working with DB instance read replicas".
MOST_REPLICAS = 15


class LoginSecret(FromFact):
    """A secret with the master user's password."""

    key: Annotated[str, Field(min_length=1)] | None = "password"
    """Field of a secret that is JSON. `null`: the whole secret."""
    version: Annotated[int, Field(ge=1)] = 1
    """Version of the password: a higher one makes Terraform read the secret and set it again."""

    def inputs(self, path: SpecPath) -> Iterator[Input]:
        """Yield its input, of the kind that a secret has."""
        yield Input("login_secret_arn", self.source, path=path, kinds=("secret arn",))


class Replica(Item):
    """A read replica, which answers queries and writes nothing."""

    instance_class: Annotated[InstanceClass | None, Field(alias="class")] = None
    """Class of the replica. Left out: that of the instance."""
    zone: Zone | None = None
    """Zone of the replica. Left out: AWS chooses it."""
    multi_az: bool = False
    """Whether it has a standby in another zone."""


class Logs(Item):
    """The engine's logs in CloudWatch."""

    exports: tuple[Log, ...] | None = None
    """Logs that are sent. Left out: `postgresql` and `upgrade`; `error` and `slowquery` of MySQL and MariaDB."""
    retention_days: Annotated[LogDays, FromPosture("log_days")]
    """Days that the logs are kept."""


class RdsSettings(Module):
    """The YAML of a database instance, with the values that fill in for what it leaves out."""

    engine: EngineName
    """Database engine."""
    version: str
    """Version of the engine in quotes: `"16.6"`, or `"16"` alone, where AWS chooses the minor one at first."""
    vpc: Annotated[str, ReferenceTo(("vpc",))]
    """Network that the instance stands in. Left out: the only one there is."""
    subnets: ItemName = "isolated"
    """Tier of subnets that it stands in: not a public one, and in two zones at least."""
    instance_class: InstanceClass
    """Class of the instance, such as `db.t4g.medium` or `db.m7g.large`."""
    multi_az: Annotated[bool, FromPosture("multi_az")]
    """Whether it has a standby in another zone. Left out: as the posture says."""
    storage: Storage = Storage()
    """Storage: its size, its growth and its speed."""
    database: str | None = None
    """Database that is created with the instance. Left out: none beside the engine's own."""
    master_user: str | None = None
    """Master user, who may do everything. Left out: `dbadmin`."""
    login: Annotated[
        Annotated[Literal["managed"], Tag("word")] | Annotated[LoginSecret, Tag("own")], word_or_own("managed")
    ] = "managed"
    """Keeper of the master password. `managed`: AWS makes it and changes it. `{from: secrets.db_secret_arn}`: a secret
    with `username` and `password`, as replicas and updates by blue and green need it."""
    rotation_days: Annotated[int, Field(ge=1, le=1000)] | None = None
    """Days after which a managed password changes by itself. Left out: 30."""
    # Amazon RDS API Reference, CreateDBInstance, Port.
    port: Annotated[int, Field(ge=1150, le=65535)] | None = None
    """Port that it listens on. Left out: 5432 for PostgreSQL, 3306 for the others."""
    connect_from: Mapping[ItemName, Cidr] = {}
    """Networks that may connect, by names of your own. Modules connect by their own `uses`."""
    force_tls: bool = True
    """Whether connections that are not encrypted are refused."""
    iam_authentication: bool = True
    """Whether IAM roles may sign in instead of passwords: `uses: {resource: <this>.<user>, access: connect}`."""
    parameters: Mapping[ParameterName, str] = {}
    """Parameters that change while it runs, their values in quotes."""
    parameters_at_restart: Mapping[ParameterName, str] = {}
    """Parameters that take effect when it is restarted next, such as `max_connections`."""
    options: Mapping[OptionName, Mapping[OptionName, str]] = {}
    """Options of MySQL and MariaDB with their settings: `MARIADB_AUDIT_PLUGIN: {SERVER_AUDIT_EVENTS: CONNECT}`."""
    replicas: Annotated[Mapping[ItemName, Replica], Field(max_length=MOST_REPLICAS)] = {}
    """Read replicas by name."""
    backup_days: Annotated[int, Field(ge=0, le=35), FromPosture("backup_days")]
    """Days back to which it can be restored, to the second. 0: not at all."""
    backup_window: DailyWindow = "03:00-04:00"
    """Window of the daily backup, in UTC."""
    maintenance_window: WeeklyWindow = "sun:04:30-sun:05:30"
    """Window in which AWS may patch and restart, in UTC."""
    minor_versions_managed_by: Literal["terraform", "aws"] = "terraform"
    """Decider of the minor version: `terraform`, as `version` says; or `aws`, which then upgrades in the maintenance
    window, so that `version` is only the first one."""
    major_upgrades: bool = False
    """Whether a new major `version` may be applied. Set it for that one change, after a snapshot."""
    updates: Literal["in_place", "blue_green"] = "in_place"
    """Way of updates: `in_place`, or `blue_green` on a copy that then takes the place of the instance within a
    minute."""
    restore_from: SnapshotArn | None = None
    """ARN of a snapshot to begin with. It brings its own master user and databases. Leave the ARN here afterwards."""
    key: Annotated[
        Annotated[Literal["aws", "own"], Tag("word")] | Annotated[KeyArn, Tag("own")], word_or_own("aws", "own")
    ] = "aws"
    """Key that encrypts storage, snapshots and secret: those that AWS keeps for the account, one made here, or one by
    ARN."""
    logs: Logs | None
    """Logs of the engine in CloudWatch. Left out: kept as long as the posture says. `null`: none."""
    insights: Annotated[bool, FromPosture("insights")]
    """Whether Performance Insights records the waits of the database, seven days back."""
    monitoring_seconds: Literal[1, 5, 10, 15, 30, 60] | None = None
    """Seconds between two records of the operating system (Enhanced Monitoring). Left out: none."""
    proxy: DatabaseProxy | None = None
    """RDS Proxy before the instance, which shares its connections: `{}` for one as AWS makes it. Left out: none."""

    @property
    def engine_facts(self) -> Engine:
        """The facts of its engine."""
        return ENGINES[self.engine]

    @property
    def listening_port(self) -> int:
        """The port that it listens on."""
        return self.port or self.engine_facts.port

    @property
    def manages_login(self) -> bool:
        """Whether AWS makes and changes the master password."""
        return self.login == "managed"

    @property
    def exports(self) -> tuple[Log, ...]:
        """The logs that are sent to CloudWatch, in order of name."""
        if self.logs is None:
            return ()
        wanted = self.engine_facts.default_logs if self.logs.exports is None else self.logs.exports
        return tuple(sorted(set(wanted)))
