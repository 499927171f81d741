"""Settings of a database cluster."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module import (
    Cidr,
    ClusterSnapshotArn,
    DailyWindow,
    FromPosture,
    Item,
    ItemName,
    KeyArn,
    LogDays,
    Module,
    Network,
    ReferenceTo,
    Site,
    WeeklyWindow,
    text_or_mapping,
    word_or_own,
)

from .engine import ENGINES, Engine, EngineName, Log
from .sizing import Capacity, Instance, InstanceClass

MOST_INSTANCES = 16
"""Aurora User Guide, "Aurora replicas": a writer and up to 15 readers."""

ParameterName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.]+$")]


class Logs(Item):
    """The engine's logs in CloudWatch."""

    exports: tuple[Log, ...] | None = None
    """Logs that are sent. Left out: `postgresql` of that engine, `error` and `slowquery` of MySQL."""
    retention_days: Annotated[LogDays, FromPosture("log_days")]
    """Days that the logs are kept."""


class AuroraSettings(Module):
    """The YAML of a database cluster, with the values that fill in for what it leaves out."""

    engine: EngineName
    """Database engine."""
    version: str
    """Version of the engine in quotes, as AWS writes it: `"16.6"`, or `"8.0.mysql_aurora.3.08.2"` of MySQL."""
    vpc: Annotated[str, ReferenceTo(("vpc",))]
    """Network that the cluster stands in. Left out: the only one there is."""
    subnets: ItemName = "isolated"
    """Tier of subnets that the instances stand in: not a public one, and in two zones at least."""
    capacity: Capacity | None = None
    """Bounds between which each serverless instance scales, in capacity units. Instead of `instance_class`."""
    instance_class: InstanceClass | None = None
    """Class of each instance of fixed size, such as `db.r8g.large`. Instead of `capacity`."""
    instances: Annotated[
        Annotated[int, Field(ge=1, le=MOST_INSTANCES), Tag("text")]
        | Annotated[Mapping[ItemName, Instance], Field(min_length=1, max_length=MOST_INSTANCES), Tag("mapping")],
        Discriminator(text_or_mapping),
        FromPosture("database_instances"),
    ]
    """Number of instances, called `1`, `2` and so on; or the instances by names of your own. With two or more, the
    cluster survives the loss of a zone. Left out: as the posture says."""
    database: str | None = None
    """Database that is created with the cluster. Left out: none beside the engine's own."""
    master_user: str | None = None
    """Master user, who may do everything. AWS makes and keeps its password. Left out: `dbadmin`."""
    rotation_days: Annotated[int, Field(ge=1, le=1000)] | None = 30
    """Days after which the master password changes by itself. `null`: AWS's own seven."""
    # Amazon RDS API Reference, CreateDBCluster, Port.
    port: Annotated[int, Field(ge=1150, le=65535)] | None = None
    """Port on which the instances listen. Left out: 5432 for PostgreSQL, 3306 for MySQL."""
    connect_from: Mapping[ItemName, Cidr] = {}
    """Networks that may connect, by names of your own. Modules connect by their own `uses`."""
    force_tls: bool = True
    """Whether connections that are not encrypted are refused."""
    iam_authentication: bool = True
    """Whether IAM roles may sign in instead of passwords: `uses: {resource: <this>.<user>, access: connect}`."""
    data_api: bool = False
    """Whether SQL may be sent over HTTPS, without a connection to the network. A cluster that is restored from a
    snapshot begins without it, and gets it by a second apply."""
    parameters: Mapping[ParameterName, str] = {}
    """Parameters of the cluster that change while it runs, their values in quotes."""
    parameters_at_restart: Mapping[ParameterName, str] = {}
    """Parameters that take effect when the instances are restarted next, such as `shared_preload_libraries`."""
    backup_days: Annotated[int, Field(ge=1, le=35), FromPosture("backup_days")]
    """Days back to which the cluster can be restored, to the second."""
    backup_window: DailyWindow = "03:00-04:00"
    """Window of the daily backup, in UTC."""
    maintenance_window: WeeklyWindow = "sun:04:30-sun:05:30"
    """Window in which AWS may patch and restart, in UTC."""
    minor_versions_managed_by: Literal["terraform", "aws"] = "terraform"
    """Decider of the minor version: `terraform`, as `version` says; or `aws`, which then upgrades in the maintenance
    window, so that `version` is only the first one."""
    major_upgrades: bool = False
    """Whether a new major `version` may be applied, also where AWS decides the minor one. Set it for that one change,
    after a snapshot."""
    restore_from: ClusterSnapshotArn | None = None
    """ARN of a cluster snapshot to begin with. It brings its own master user and databases. Leave the ARN here
    afterwards."""
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

    @property
    def engine_facts(self) -> Engine:
        """The facts of its engine."""
        return ENGINES[self.engine]

    @property
    def listening_port(self) -> int:
        """The port that it listens on."""
        return self.port or self.engine_facts.port

    @property
    def named_instances(self) -> Mapping[str, Instance]:
        """The instances by name."""
        if isinstance(self.instances, int):
            return {str(number): Instance() for number in range(1, self.instances + 1)}
        return self.instances

    @property
    def exports(self) -> tuple[Log, ...]:
        """The logs that are sent to CloudWatch, in order of name."""
        if self.logs is None:
            return ()
        wanted = self.engine_facts.default_logs if self.logs.exports is None else self.logs.exports
        return tuple(sorted(set(wanted)))

    def zones_in(self, site: Site) -> tuple[str, ...]:
        """The zones that its subnets lie in; none when the network has no such tier."""
        network = site.neighbour(self.vpc, Network)
        return network.zones_of(self.subnets) if self.subnets in network.tiers else ()
