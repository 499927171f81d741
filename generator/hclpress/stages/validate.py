"""validate: a merged document → a typed spec, with every problem found at once and placed in the YAML."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path, PurePosixPath

from msgspec import structs

from hclpress.catalog import Catalog
from hclpress.contract_calls.method_calls import Broken, every, mapping, of_each, single
from hclpress.diagnostics import Diagnosed, Diagnostic, errors, in_reading_order
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.module.field_annotations import UNKNOWN
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.neighbours import Neighbours
from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.source import document
from hclpress.source.cursor import Cursor
from hclpress.spec.environment import EXTENDS, MODULES, Environment
from hclpress.spec.environment_file import ENDING
from hclpress.spec.expressible import inexpressible_in
from hclpress.spec.origin import InstanceOrigin
from hclpress.spec.placement import Placement, placements
from hclpress.spec.posture import DEFAULTS, Posture
from hclpress.validation.cross_region import reach_problems
from hclpress.validation.environment_rules import environment_problems
from hclpress.validation.instances import Instances, instance_settings
from hclpress.validation.names import name_problems, unused_names
from hclpress.validation.partition_rules import partition_problems
from hclpress.validation.plain_instances import plain_settings
from hclpress.validation.regional_quotas import regional_quota_problems
from hclpress.validation.shared_instances import (
    FindProducer,
    exchange_problems,
    names_shared,
    no_producer,
    shared_instances,
    shares_problems,
    sites_elsewhere,
)
from hclpress.validation.typed_settings import typed_settings


def validate(
    tree: document.Mapping,
    system: str,
    label: str,
    catalog: Catalog,
    specs: str = "environments",
    find_producer: FindProducer = no_producer,
    root: Path | None = None,
    today: date | None = None,
) -> EnvironmentSpec:
    """Validate a merged document.

    Dependent defaults are filled in here, so that later stages never see an undecided value: a field marked
    `FromPosture` from the posture, a required reference to another instance with the only one of its module, and
    `environment` with the file's own name.

    Args:
        tree: the result of `inherit`.
        system: the name of the spec's folder.
        label: the spec's file name without its ending.
        catalog: the module types.
        specs: the name of the folder of all specs.
        find_producer: a function that finds other environments; by default there are none.
        root: the project's root, which holds folders of plain Terraform; by default there are none.
        today: the day on which the spec is judged; by default, today.

    Raises:
        Diagnosed: with every value HCL cannot express; if there is none, with every problem of shape, and every problem
            between fields and between instances of valid shape; if there is none of these, with every problem of names.
            Errors of modules stand among them.
    """
    inexpressible = inexpressible_in(tree)
    if inexpressible:
        raise Diagnosed(inexpressible)
    top = Cursor(tree)
    environment, problems = _environment(top, label)
    shared, found = shared_instances(tree, find_producer)
    problems += found
    types = {name: one.producer.placements[one.instance].module for name, one in shared.items()}
    placed, found = placements(tree, catalog.names, environment.region if environment else None, types)
    problems += found
    posture = environment.posture if environment else Posture.DEV
    # A reference uses the name that the spec declares; replicas in other regions have names as well.
    modules = {name: one.module for one in placed for name in (one.declared_name, one.name)}
    unresolved = [name for name in names_shared(tree) if name not in shared]
    modules |= dict.fromkeys(unresolved, UNKNOWN)
    declared = {name: module for name, module in modules.items() if top.child(MODULES, name).node is not None}
    named = Instances(modules, declared)
    settings: dict[str, Module] = {}
    for one in placed:
        if one.origin is InstanceOrigin.SHARED:
            continue
        place = top.child(MODULES, one.declared_name)
        if one.origin is InstanceOrigin.PLAIN:
            plain, found = plain_settings(place, root)
            problems += found
            if plain is not None:
                settings[one.name] = plain
            continue
        try:
            kind = _form(catalog.module(one.module).settings, one, place, catalog)
            read, found = instance_settings(place, one, kind, named, DEFAULTS[posture])
        except Diagnosed as fault:
            read, found = None, fault.diagnostics
        problems += found
        if read is not None:
            settings[one.name] = read
    if environment is None:
        raise Diagnosed(problems)
    elsewhere = sites_elsewhere(shared)
    settings |= {name: site.neighbours[name] for name, site in elsewhere.items()}
    broken = {name for one in placed if one.name not in settings for name in (one.name, one.declared_name)}
    broken.update(unresolved)
    whole = tuple(one for one in placed if one.name in settings)
    sites = _sites(whole, settings, broken, environment, elsewhere)
    file = PurePosixPath(specs, system, f"{label}{ENDING}")
    spec = EnvironmentSpec(system, label, file, environment, {one.name: one for one in whole}, sites, tree, shared)
    problems += (*shares_problems(spec), *exchange_problems(shared, environment, tree))
    wrong_arns = (*partition_problems(spec),)
    # That a region does not exist says more than that a text has another form.
    told = {one.span for one in wrong_arns}
    problems = (*(one for one in problems if one.span not in told), *environment_problems(spec), *wrong_arns)
    dated = _DatedProblems(today or date.today())
    # In a region that does not exist, every zone and every key is of another one.
    if top.child("region").span not in {one.span for one in errors(wrong_arns)}:
        problems += (*_instance_problems(spec, dated),)
    if not errors(problems):
        own = [name for name in spec.sites if name not in shared]
        names = of_each(own, lambda name: mapping(Name, spec.settings(name).names, spec.sites[name]))
        problems += (*name_problems(spec, names), *unused_names(spec, names), *regional_quota_problems(spec, names))
    if errors(problems):
        # A warning is about a spec that can be rendered.
        raise Diagnosed(errors(problems))
    turning_points = tuple(sorted(dated.turning_points))
    return structs.replace(spec, warnings=in_reading_order(problems), turning_points=turning_points)


def _environment(top: Cursor, label: str) -> tuple[Environment | None, tuple[Diagnostic, ...]]:
    own = {key: document.plain(entry.node) for key, entry in top.root.entries.items() if key != MODULES}
    own.setdefault("environment", label)
    return typed_settings(Environment, own, top, {}, also=(MODULES, EXTENDS))


def _form(made: type[Module], placement: Placement, place: Cursor, catalog: Catalog) -> type[Module]:
    """The class of an instance's settings.

    Raises:
        Diagnosed: when its module has no instances that exist already.
    """
    if placement.origin is not InstanceOrigin.EXISTING:
        return made
    if made.existing_form is None:
        able = ", ".join(kind.name for kind in catalog if kind.settings.existing_form is not None)
        raise Diagnosed(
            [
                Diagnostic(
                    "spec/cannot-exist",
                    f"A {placement.module} that exists already cannot be named",
                    f"Its contract does not say how one is found. The contracts of these modules do: {able}.",
                    place.child(InstanceOrigin.EXISTING.value).key_span,
                )
            ]
        )
    return made.existing_form


def _sites(
    placed: tuple[Placement, ...],
    settings: Mapping[str, Module],
    broken: Collection[str],
    environment: Environment,
    elsewhere: Mapping[str, Site],
) -> dict[str, Site]:
    """Return the site of each instance. In a regional replica a reference means the replica in the same region."""
    here = [one.name for one in placed if one.name not in elsewhere]
    regions = of_each(here, lambda name: single(str, settings[name].region_in, environment))
    regions |= {name: site.region for name, site in elsewhere.items()}
    sites = dict(elsewhere)
    for one in placed:
        if one.name in elsewhere:
            continue
        region = regions[one.name]
        replicas = {other.declared_name: settings[other.name] for other in placed if regions[other.name] == region}
        around = Neighbours({**settings, **replicas, one.name: settings[one.name]}, broken)
        sites[one.name] = Site(one.name, region, environment, around, elsewhere)
    return {one.name: sites[one.name] for one in placed}


class _DatedProblems:
    """The problems of one day. It remembers the last day before each other one begins or ends."""

    def __init__(self, today: date) -> None:
        self._today = today
        self.turning_points: set[date] = set()

    def holds(self, problem: Problem) -> bool:
        """Return whether a problem is one today."""
        if problem.first_day is not None and problem.first_day > self._today:
            self.turning_points.add(problem.first_day - timedelta(days=1))
            return False
        if problem.last_day is not None and problem.last_day >= self._today:
            self.turning_points.add(problem.last_day)
        return problem.last_day is None or problem.last_day >= self._today


def _instance_problems(spec: EnvironmentSpec, dated: _DatedProblems) -> Iterator[Diagnostic]:
    """Problems between fields and instances. An instance that stands on a broken one cannot be judged yet."""
    seen: set[Diagnostic] = set()
    for name in spec.placements:
        if name in spec.shared:
            continue
        try:
            found = (*reach_problems(spec, name), *_contract_problems(spec, name, dated))
        except Broken:
            continue
        except Diagnosed as fault:
            found = fault.diagnostics
        for one in found:
            # Replicas share their lines, and mostly their mistakes, in words that differ by the region.
            same = structs.replace(one, detail="")
            if same not in seen:
                seen.add(same)
                yield one


def _contract_problems(spec: EnvironmentSpec, name: str, dated: _DatedProblems) -> Iterator[Diagnostic]:
    for found in filter(dated.holds, every(Problem, spec.settings(name).problems, spec.sites[name])):
        code = f"{spec.placements[name].module}/{found.code}"
        yield Diagnostic(code, found.summary, found.detail, spec.place(name, found.path), found.severity)
