"""aurora: a database cluster that survives a zone and keeps its own password."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from hclpress.aws.regions import partition_of
from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr, Object, attributes, encode
from hclpress.module.alarm import Alarm
from hclpress.module.connection import Listener
from hclpress.module.facts import Fact, Input, Output
from hclpress.module.grant import Grant
from hclpress.module.markers import FromPosture, ReferenceTo
from hclpress.module.module import Item, Module
from hclpress.module.name import Name
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.waivers import ScannerWaiver, log_waivers
from hclpress.modules.aurora.alarms import alarms_of
from hclpress.modules.aurora.engine import (
    ENGINES,
    USER_NAME,
    Engine,
    EngineName,
    Log,
    name_problems,
    parameter_problems,
    version_problems,
)
from hclpress.modules.aurora.placement import subnet_problems, zones_of
from hclpress.modules.aurora.sizing import (
    SERVERLESS,
    Capacity,
    Instance,
    InstanceClass,
    capacity_problems,
    instance_problems,
    placed,
    whole,
)
from hclpress.modules.aurora.view import View
from hclpress.modules.aurora.windows import DailyWindow, WeeklyWindow, window_problems
from hclpress.modules.vpc.contract import Vpc
from hclpress.spec.fields import Cidr, ItemName, KeyArn, LogDays, Port, arn_region, arn_service

DEFAULT_USER = "dbadmin"
MOST_INSTANCES = 16
"""Aurora User Guide, "Aurora replicas": a writer and up to 15 readers."""

ParameterName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.]+$")]


def _snapshot(text: str) -> str:
    if arn_service(text) != "rds" or ":cluster-snapshot:" not in text:
        raise ValueError(
            f"{text!r} is no cluster snapshot; write one such as "
            "arn:aws:rds:us-east-1:123456789012:cluster-snapshot:before-the-move"
        )
    return text


class Logs(Item):
    """The engine's logs in CloudWatch."""

    exports: tuple[Log, ...] | None = None
    """Which logs are sent. Left out: `postgresql` of that engine, `error` and `slowquery` of MySQL."""
    retention_days: Annotated[LogDays, FromPosture("log_days")]
    """Days they are kept."""


class Aurora(Module):
    """An Aurora cluster."""

    summary = "An Aurora cluster, PostgreSQL or MySQL, serverless or of fixed size, with a secret that rotates itself."

    engine: EngineName
    """Which database it speaks."""
    version: str
    """The engine's version in quotes, as AWS writes it: `"16.6"`, or `"8.0.mysql_aurora.3.08.2"` of MySQL."""
    vpc: Annotated[str, ReferenceTo(("vpc",))]
    """The network it stands in. Left out: the only one there is."""
    subnets: ItemName = "isolated"
    """The tier of subnets its instances stand in: not a public one, and in two zones at least."""
    capacity: Capacity | None = None
    """Serverless: between how many capacity units each instance scales. Instead of `instance_class`."""
    instance_class: InstanceClass | None = None
    """Fixed size: the class of each instance, such as `db.r8g.large`. Instead of `capacity`."""
    instances: Annotated[
        Annotated[int, Field(ge=1, le=MOST_INSTANCES)]
        | Annotated[Mapping[ItemName, Instance], Field(min_length=1, max_length=MOST_INSTANCES)],
        FromPosture("database_instances"),
    ]
    """How many instances, called `1`, `2` and so on; or each by a name of its own. From the second on, the cluster
    survives the loss of a zone. Left out: as the posture has it."""
    database: str | None = None
    """The database made with the cluster. Left out: none beside the engine's own."""
    master_user: str | None = None
    """The user that may do everything. Its password is made and kept by AWS. Left out: `dbadmin`."""
    rotation_days: Annotated[int, Field(ge=1, le=1000)] | None = 30
    """Days after which the master password changes by itself. `null`: AWS's own seven."""
    port: Port | None = None
    """Where it listens. Left out: 5432 for PostgreSQL, 3306 for MySQL."""
    connect_from: Mapping[ItemName, Cidr] = {}
    """Networks that may connect, by a name for each. Modules connect by their own `uses`."""
    force_tls: bool = True
    """Whether connections that are not encrypted are refused."""
    iam_authentication: bool = True
    """Whether IAM roles may sign in instead of passwords: `uses: {resource: <this>.<user>, access: connect}`."""
    data_api: bool = False
    """Whether SQL may be sent over HTTPS, without a connection to the network."""
    parameters: Mapping[ParameterName, str] = {}
    """Parameters of the cluster that change while it runs, their values in quotes."""
    parameters_at_restart: Mapping[ParameterName, str] = {}
    """Parameters that take effect when the instances are restarted next, such as `shared_preload_libraries`."""
    backup_days: Annotated[int, Field(ge=1, le=35), FromPosture("backup_days")]
    """Days back to which the cluster can be restored, to the second."""
    backup_window: DailyWindow = "03:00-04:00"
    """When the daily backup is taken, in UTC."""
    maintenance_window: WeeklyWindow = "sun:04:30-sun:05:30"
    """When AWS may patch and restart, in UTC."""
    minor_versions_managed_by: Literal["terraform", "aws"] = "terraform"
    """Who decides the minor version: `terraform`, as `version` says; or `aws`, which then upgrades in the maintenance
    window, and `version` only says where to begin."""
    major_upgrades: bool = False
    """Whether a new major `version` may be applied. Say so for that one change, after a snapshot."""
    restore_from: Annotated[str, AfterValidator(_snapshot)] | None = None
    """ARN of a cluster snapshot to begin with. It brings its own master user and databases. Leave it here
    afterwards."""
    key: Literal["aws", "own"] | KeyArn = "aws"
    """What encrypts storage, snapshots and secret: the keys AWS keeps for the account, a key made here, or one by
    ARN."""
    logs: Logs | None
    """The engine's logs in CloudWatch. Left out: kept as long as the posture says. `null`: none."""
    insights: Annotated[bool, FromPosture("insights")]
    """Whether Performance Insights records what the database waits for, seven days back."""
    monitoring_seconds: Literal[1, 5, 10, 15, 30, 60] | None = None
    """Seconds between two records of the operating system (Enhanced Monitoring). Left out: none."""

    @property
    def engine_facts(self) -> Engine:
        """What is known of the engine."""
        return ENGINES[self.engine]

    @property
    def listening_port(self) -> int:
        """The port it listens on."""
        return self.port or self.engine_facts.port

    @property
    def named_instances(self) -> Mapping[str, Instance]:
        """The instances by name."""
        if isinstance(self.instances, int):
            return {str(number): Instance() for number in range(1, self.instances + 1)}
        return self.instances

    @property
    def exports(self) -> tuple[Log, ...]:
        """The logs sent to CloudWatch, in order of name."""
        if self.logs is None:
            return ()
        wanted = self.engine_facts.default_logs if self.logs.exports is None else self.logs.exports
        return tuple(sorted(set(wanted)))

    def problems(self, site: Site) -> Iterator[Problem]:
        """What AWS would refuse, and what would not work though AWS takes it."""
        engine = self.engine_facts
        zones = self._zones(site)
        yield from version_problems(self.engine, self.version)
        yield from subnet_problems(self.vpc, self.subnets, site)
        yield from capacity_problems(self.capacity, self.instance_class, engine, self.version)
        if zones:
            yield from instance_problems(self.named_instances, zones, serverless=self.capacity is not None)
        yield from name_problems(self.engine, self.master_user, self.database)
        yield from parameter_problems(self.engine, self.parameters, self.parameters_at_restart)
        yield from window_problems(self.backup_window, self.maintenance_window)
        yield from self._reach_problems(site)
        for index, log in enumerate((self.logs and self.logs.exports) or ()):
            if log not in engine.logs:
                yield Problem(
                    ("logs", "exports", index),
                    "log-of-another-engine",
                    f"{engine.aws_name} writes no `{log}` log",
                    f"It writes {', '.join(engine.logs)}.",
                )
        for field in ("master_user", "database"):
            if self.restore_from is not None and getattr(self, field) is not None:
                yield Problem(
                    (field,),
                    "restored-with-the-snapshot",
                    f"The snapshot decides the {field.replace('_', ' ')}",
                    "AWS takes it from the snapshot, and Terraform would replace the cluster for the difference. Take "
                    "this line away.",
                )

    def _zones(self, site: Site) -> tuple[str, ...]:
        return zones_of(site.neighbour(self.vpc, Vpc), self.subnets)

    def _reach_problems(self, site: Site) -> Iterator[Problem]:
        for name, cidr in self.connect_from.items():
            if cidr == "0.0.0.0/0":
                yield Problem(
                    ("connect_from", name),
                    "open-to-the-world",
                    "Everybody could try passwords on the database",
                    f"{cidr} is the whole internet. Name the networks that may connect.",
                )
        engine = self.engine_facts
        if self.data_api and engine.release(self.version) and not engine.can("data_api", self.version):
            yield Problem(
                ("data_api",),
                "no-data-api",
                f"{engine.aws_name} {self.version} has no data API",
                f"The first versions that do are {engine.first_with('data_api')}.",
            )
        if self.key not in ("aws", "own") and arn_region(self.key) != site.region:
            yield Problem(
                ("key",),
                "key-of-another-region",
                f"The key lies in {arn_region(self.key)}",
                f"The cluster lies in {site.region} and can use only keys from there.",
            )

    def names(self, site: Site) -> Mapping[str, Name]:
        """What the cluster and everything around it is called."""
        cluster = site.name("aws_rds_cluster", site.instance)
        major = self.version.partition(".")[0]
        names = {
            "cluster": cluster,
            "subnets": site.name("aws_db_subnet_group", site.instance),
            "security_group": site.name("aws_security_group", site.instance),
            "parameters": site.name("aws_rds_cluster_parameter_group", f"{site.instance}-{self.engine}{major}"),
        }
        for name in self.named_instances:
            path = () if isinstance(self.instances, int) else ("instances", name)
            names[f"instance_{name}"] = site.name("aws_rds_cluster_instance", f"{site.instance}-{name}", path)
        for log in self.exports:
            names[f"log_{log}"] = Name(f"/aws/rds/cluster/{cluster}/{log}", "aws_cloudwatch_log_group", ("logs",))
        if self.key == "own":
            names["key"] = site.name("aws_kms_alias", site.instance, ("key",), prefix="alias/")
        if self.monitoring_seconds is not None:
            names["monitoring"] = site.name("aws_iam_role", f"{site.instance}-monitoring", ("monitoring_seconds",))
        return names

    def inputs(self, site: Site) -> Iterable[Input]:
        """The network and the subnets."""
        yield Input("vpc_id", Fact(self.vpc, "vpc_id"), path=("vpc",))
        subnets = f"{identifier(self.subnets)}_subnet_ids"
        yield Input("subnet_ids", Fact(self.vpc, subnets), "list(string)", ("subnets",))

    def outputs(self, site: Site) -> Iterable[Output]:
        """Where it listens, where its password lies, and what it is called."""
        for name, value, description, exported in (
            ("cluster_arn", "aws_rds_cluster.this.arn", "ARN of the cluster.", False),
            ("cluster_id", "aws_rds_cluster.this.id", "Identifier of the cluster.", False),
            ("endpoint", "aws_rds_cluster.this.endpoint", "Host name of the writer.", True),
            ("reader_endpoint", "aws_rds_cluster.this.reader_endpoint", "Host name of all readers in turn.", True),
            (
                "master_secret_arn",
                "aws_rds_cluster.this.master_user_secret[0].secret_arn",
                "ARN of the secret that holds the master user's name and password.",
                True,
            ),
            ("security_group_id", "aws_security_group.this.id", "Id of the security group of the instances.", False),
        ):
            yield Output(name, "string", Expr(value), description, exported)
        if self.key != "aws":
            key = Expr("aws_kms_key.this.arn") if self.key == "own" else encode(self.key)
            yield Output("secret_key_arn", "string", key, "ARN of the key that encrypts the secret.")
        if self.iam_authentication:
            yield Output(
                "database_users_arn",
                "string",
                Expr(
                    f'"arn:{partition_of(site.region)}:rds-db:{site.region}:'
                    '${split(":", aws_rds_cluster.this.arn)[4]}:dbuser:${aws_rds_cluster.this.cluster_resource_id}"'
                ),
                "What the ARN of each database user that signs in by IAM begins with.",
            )

    def listener(self, site: Site) -> Listener:
        """Its own security group and port."""
        return Listener(Fact(site.instance, "security_group_id"), self.listening_port)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """Reading the master secret, or signing in by IAM as one database user (the item)."""
        sid = "".join(part.capitalize() for part in site.instance.split("-"))
        if access == "connect":
            if not self.iam_authentication:
                raise LookupError(f"{site.instance} says `iam_authentication: false`.")
            if item is None:
                raise LookupError(f"Say as which database user: `{{resource: {site.instance}.app, access: connect}}`.")
            if not USER_NAME.fullmatch(item):
                raise LookupError(f"{item!r} is no database user: letters, digits and `_`, a letter first.")
            user = item.title().replace("_", "")
            yield Grant(f"SignInTo{sid}As{user}", ("rds-db:connect",), (("database_users_arn", f"/{item}"),))
            return
        if access not in ("read", "write", "full"):
            raise LookupError("`read`, `write` and `full` give the master user's password; `connect` signs in by IAM.")
        if item is not None:
            raise LookupError(f"Users of a database are granted with `access: connect`; write `{site.instance}` alone.")
        yield Grant(
            f"ReadSecretOf{sid}",
            ("secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"),
            (("master_secret_arn", ""),),
        )
        if self.key != "aws":
            yield Grant(f"DecryptSecretOf{sid}", ("kms:Decrypt",), (("secret_key_arn", ""),))

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """A database too busy, too full or too small."""
        return alarms_of(self.names(site)["cluster"], serverless=self.capacity is not None)

    def proofs(self, site: Site) -> Iterable[Proof]:
        """Encryption, backups, a password nobody knows, and as many instances as asked for."""
        cluster = "aws_rds_cluster.this"
        count = len(self.named_instances)
        yield Proof.equal(f"{cluster}.storage_encrypted", True, "The storage must be encrypted.")
        yield Proof.equal(f"{cluster}.manage_master_user_password", True, "RDS must keep the password itself.")
        yield Proof.equal(
            f"{cluster}.backup_retention_period", self.backup_days, f"Backups must reach {self.backup_days} days back."
        )
        yield Proof.equal("length(aws_rds_cluster_instance.this)", count, f"There must be {count} instances.")

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """What the spec decides otherwise, and what Aurora does by itself."""
        cluster, instances = "aws_rds_cluster.this", "aws_rds_cluster_instance.this"
        yield ScannerWaiver(
            "CKV2_AWS_8",
            cluster,
            "Aurora takes its own backups, restorable to the second, as long as `backup_days` says.",
        )
        if self.key == "own":
            yield ScannerWaiver(
                "CKV2_AWS_64", "aws_kms_key.this", "AWS writes the default policy: IAM in this account decides alone."
            )
        if self.key == "aws":
            yield ScannerWaiver("CKV_AWS_327", cluster, "The spec chooses the key that AWS keeps for the account.")
        if site.environment.may_be_destroyed:
            yield ScannerWaiver("CKV_AWS_139", cluster, "The spec lets everything be destroyed.")
        if self.monitoring_seconds is None:
            yield ScannerWaiver(
                "CKV_AWS_118", instances, "Enhanced Monitoring costs extra; `monitoring_seconds` switches it on."
            )
        if self.minor_versions_managed_by == "terraform":
            yield ScannerWaiver(
                "CKV_AWS_226", instances, "The spec names the version, so that an upgrade is a change one reviews."
            )
        if not self.insights:
            yield ScannerWaiver("CKV_AWS_353", instances, "Performance Insights costs; this posture does without.")
        if self.logs is not None:
            yield from log_waivers(self.logs.retention_days)

    def view(self, site: Site) -> View:
        """What the templates see."""
        engine = self.engine_facts
        names = self.names(site)
        tls, on, off = engine.tls
        switched = {name: value for log in self.exports for name, value in engine.switches.get(log, {}).items()}
        at_once = {tls: on if self.force_tls else off} | switched | dict(self.parameters)
        key = {"aws": None, "own": Expr("aws_kms_key.this.arn")}.get(self.key, self.key)
        return View(
            engine_name=engine.aws_name,
            family=engine.family(self.version),
            listening_port=self.listening_port,
            user=None if self.restore_from else self.master_user or DEFAULT_USER,
            protected=not site.environment.may_be_destroyed,
            final_snapshot=f"{names['cluster']}-final",
            key_arn=key,
            least_units=whole(self.capacity.min) if self.capacity else None,
            greatest_units=whole(self.capacity.max) if self.capacity else None,
            aws_upgrades=self.minor_versions_managed_by == "aws",
            default_class=self.instance_class or SERVERLESS,
            differing=self._differing,
            tiered=self._tiered,
            instance_zone=Expr("each.value.zone" if self._differing or self._tiered else "each.value"),
            instance_map=self._instance_map(site),
            instance_name=site.name_of_each("aws_rds_cluster_instance", site.instance, self.named_instances),
            parameters_now=dict(sorted(at_once.items())),
            parameters_later=dict(sorted(self.parameters_at_restart.items())),
            exports=self.exports,
            log_groups={log: names[f"log_{log}"] for log in self.exports},
            account_ids=(site.environment.account_id,) if site.environment.account_id else (),
            monitoring_policy=(
                f"arn:{partition_of(site.region)}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole"
            ),
        )

    def _instance_map(self, site: Site) -> Mapping[str, Object | str]:
        instances = self.named_instances
        zones = placed(instances, self._zones(site))
        if not self._differing and not self._tiered:
            return zones
        return {
            name: attributes(
                {
                    **({"class": one.instance_class or self.instance_class or SERVERLESS} if self._differing else {}),
                    **({"tier": 1 if one.promotion_tier is None else one.promotion_tier} if self._tiered else {}),
                    "zone": zones[name],
                }
            )
            for name, one in instances.items()
        }

    @property
    def _differing(self) -> bool:
        return any(one.instance_class is not None for one in self.named_instances.values())

    @property
    def _tiered(self) -> bool:
        return any(one.promotion_tier is not None for one in self.named_instances.values())
