"""validate: a merged document → a typed spec, with every problem found at once and placed in the YAML."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias, get_args

from msgspec import structs
from pydantic.fields import FieldInfo

from hclpress.aws.name_rules import NAME_RULES
from hclpress.catalog import Catalog
from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.module.markers import ReferenceTo
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.site import Site
from hclpress.source import document
from hclpress.spec.environment import EXTENDS, MODULES, Environment
from hclpress.spec.expressible import inexpressible_in
from hclpress.spec.naming_pattern import placeholders_of
from hclpress.spec.placement import MODULE, REGIONS, Placement, placements
from hclpress.spec.posture import DEFAULTS, Posture, PostureDefaults
from hclpress.validation.defaults import with_defaults
from hclpress.validation.neighbours import Broken, Neighbours
from hclpress.validation.shapes import typed_settings

_STAND_IN = "?"
"""A name that no instance can have."""
_Names: TypeAlias = Mapping[str, Mapping[str, Name]]
"""Every name of every instance, by its role in templates."""


def validate(tree: document.Mapping, system: str, label: str, catalog: Catalog) -> EnvironmentSpec:
    """Validate a merged document.

    Dependent defaults are filled in here, so that later stages never see an undecided value: a field marked
    `FromPosture` from the posture, a required reference to another instance with the only one of its module, and
    `environment` with the file's own name.

    Args:
        tree: the result of `inherit`.
        system: the name of the spec's folder.
        label: the spec's file name without its ending.
        catalog: the module types.

    Raises:
        Diagnosed: with every value HCL cannot express; if there is none, with every problem of shape, and every problem
            between fields and between instances of valid shape; if there is none of these, with every problem of names.
    """
    inexpressible = tuple(inexpressible_in(tree))
    if inexpressible:
        raise Diagnosed(inexpressible)
    environment, problems = _environment(tree, label)
    placed, found = placements(tree, catalog.names, environment.region if environment else None)
    problems += found
    posture = environment.posture if environment else Posture.DEV
    # Specs refer to instances by their names in the spec; their replicas in other regions have names as well.
    modules = {name: one.module for one in placed for name in (one.declared_name, one.name)}
    written = {name: module for name, module in modules.items() if document.find(tree, (MODULES, name)) is not None}
    instances = {}
    for one in placed:
        kind = catalog.module(one.module).settings
        settings, found = _instance(tree, one, kind, modules, written, DEFAULTS[posture])
        problems += found
        if settings is not None:
            instances[one.name] = settings
    if environment is None:
        raise Diagnosed(problems)
    read = tuple(one for one in placed if one.name in instances)
    broken = {name for one in placed if one.name not in instances for name in (one.name, one.declared_name)}
    spec = EnvironmentSpec(
        system, label, environment, {one.name: one for one in read}, _sites(read, instances, broken, environment), tree
    )
    problems += (*_environment_problems(spec), *_instance_problems(spec))
    if not problems:
        names = {instance: spec.settings(instance).names(site) for instance, site in spec.sites.items()}
        problems = (*_name_problems(spec, names), *_needless_names(spec, names))
    if problems:
        raise Diagnosed(problems)
    return spec


def _environment(tree: document.Mapping, label: str) -> tuple[Environment | None, tuple[Diagnostic, ...]]:
    own = {key: document.plain(entry.node) for key, entry in tree.entries.items() if key != MODULES}
    own.setdefault("environment", label)
    return typed_settings(Environment, own, tree, (), {}, also=(MODULES, EXTENDS))


def _sites(
    placed: tuple[Placement, ...], instances: Mapping[str, Module], broken: Collection[str], environment: Environment
) -> dict[str, Site]:
    """Return the site of each instance. In a regional replica a reference means the replica in the same region."""
    regions = {one.name: instances[one.name].region_in(environment) for one in placed}
    sites = {}
    for one in placed:
        region = regions[one.name]
        replicas = {other.declared_name: instances[other.name] for other in placed if regions[other.name] == region}
        around = Neighbours({**instances, **replicas, one.name: instances[one.name]}, broken)
        sites[one.name] = Site(one.name, region, environment, around)
    return sites


def _instance(
    tree: document.Mapping,
    placed: Placement,
    kind: type[Module],
    modules: Mapping[str, str],
    written: Mapping[str, str],
    defaults: PostureDefaults,
) -> tuple[Module | None, tuple[Diagnostic, ...]]:
    """Return an instance's settings; `written` gives the instances of `modules` for a missing reference."""
    name, base = placed.declared_name, (MODULES, placed.declared_name)
    node = document.find(tree, base)
    raw = document.plain(node) if isinstance(node, document.Mapping) else {}
    raw = {key: value for key, value in raw.items() if key not in (MODULE, REGIONS)} if isinstance(raw, dict) else {}
    if placed.region is not None:
        raw["region"] = placed.region
    unfilled = []
    for field, marker in _required_references(kind):
        if field in raw:
            continue
        fitting = _fitting(marker, written)
        if len(fitting) == 1:
            raw[field] = fitting[0]
        else:
            unfilled.append(_unfilled(name, modules[name], field, marker, fitting, document.key_span_of(tree, base)))
            # A placeholder to validate the rest of the instance with; the settings are discarded below.
            raw[field] = _STAND_IN
            modules = {**modules, _STAND_IN: marker.modules[0]}

    def only(marker: ReferenceTo) -> str | None:
        fitting = _fitting(marker, written)
        return fitting[0] if len(fitting) == 1 else None

    settings, problems = typed_settings(
        kind, with_defaults(kind, raw, defaults, only), tree, base, modules, also=(MODULE, REGIONS)
    )
    return (None if unfilled else settings), (*problems, *unfilled)


def _fitting(marker: ReferenceTo, written: Mapping[str, str]) -> list[str]:
    return [known for known, module in written.items() if module in marker.modules]


@lru_cache(maxsize=256)
def _required_references(kind: type[Module]) -> tuple[tuple[str, ReferenceTo], ...]:
    return tuple(
        (name, marker)
        for name, field in kind.model_fields.items()
        for marker in field.metadata
        if isinstance(marker, ReferenceTo) and field.is_required()
    )


def _unfilled(name: str, module: str, field: str, marker: ReferenceTo, fitting: list[str], span: Span) -> Diagnostic:
    wanted = " or ".join(marker.modules)
    if fitting:
        return Diagnostic(
            "spec/which-one",
            f"Which {wanted} does {name} belong to?",
            f"There are several: {', '.join(fitting)}. Name one with `{field}:`.",
            span,
        )
    return Diagnostic(
        "spec/module-missing",
        f"{name} needs a {wanted}, and the environment has none",
        f"Every {module} uses a {wanted}. Add one under `{MODULES}:`, for example `{marker.modules[0]}:`.",
        span,
    )


def _environment_problems(spec: EnvironmentSpec) -> Iterator[Diagnostic]:
    environment = spec.environment
    wants_suffix = "suffix" in placeholders_of(environment.naming)
    if wants_suffix and environment.suffix is None:
        yield Diagnostic(
            "spec/suffix-missing",
            "`suffix` is missing",
            f"The naming pattern is {environment.naming}. Add `suffix:`, or remove `{{suffix}}` from `naming`.",
            document.span_of(spec.document, ("suffix",)),
        )
    if environment.suffix is not None and not wants_suffix:
        yield Diagnostic(
            "spec/suffix-unused",
            "The suffix is in no name",
            f"The naming pattern is {environment.naming}. Put `{{suffix}}` into `naming`, or remove `suffix`: "
            "otherwise two environments would have the same names.",
            document.span_of(spec.document, ("naming",)),
        )
    clashes = {"Environment", "ManagedBy", "Owner", "Project"}
    for tag in environment.tags:
        if tag.lower().startswith("aws:"):
            yield Diagnostic(
                "spec/tag-reserved",
                f"The tag `{tag}` belongs to AWS",
                "AWS reserves keys that begin with `aws:`. Choose another key.",
                document.key_span_of(spec.document, ("tags", tag)),
            )
        elif tag not in clashes and tag.capitalize() in clashes:
            yield Diagnostic(
                "spec/tag-twice",
                f"The tag `{tag}` differs from `{tag.capitalize()}` only in capitals",
                f"Every resource has the tag {', '.join(sorted(clashes))} already. "
                f"Write `{tag.capitalize()}` to replace it.",
                document.key_span_of(spec.document, ("tags", tag)),
            )
    if len(environment.all_tags) > 50:
        yield Diagnostic(
            "spec/too-many-tags",
            f"{len(environment.all_tags)} tags are too many",
            "AWS accepts 50 on a resource, and hclpress writes four of them.",
            document.key_span_of(spec.document, ("tags",)),
        )


def _instance_problems(spec: EnvironmentSpec) -> Iterator[Diagnostic]:
    """Yield problems between fields and instances. An instance that uses an invalid one cannot be checked yet."""
    seen: set[Diagnostic] = set()
    for name in spec.placements:
        try:
            found = (*_reach_problems(spec, name), *_contract_problems(spec, name))
        except Broken:
            continue
        for one in found:
            # Replicas in other regions share their lines, and mostly their problems, in words that differ by the
            # region.
            same = structs.replace(one, detail="")
            if same not in seen:
                seen.add(same)
                yield one


def _reach_problems(spec: EnvironmentSpec, name: str) -> Iterator[Diagnostic]:
    """Yield references into another region that AWS does not support."""
    site, settings = spec.sites[name], spec.settings(name)
    for field in _references(type(settings)):
        other = getattr(settings, field)
        if not isinstance(other, str) or site.neighbours[other].reaches_other_regions:
            continue
        region = site.neighbours[other].region_in(spec.environment)
        if region != site.region:
            yield Diagnostic(
                "spec/other-region",
                f"{other} is in {region}, and {name} in {site.region}",
                f"Users of a {spec.placements[spec.replica(other, region)].module} must be in its region. "
                f"Give {other} that region too, with `regions: [{region}, {site.region}]`.",
                spec.place(name, ("region",) if "region" in settings.model_fields_set else (field,)),
            )


@lru_cache(maxsize=256)
def _references(kind: type[Module]) -> tuple[str, ...]:
    """Return the fields that name another instance, optional ones included."""
    return tuple(
        name
        for name, field in kind.model_fields.items()
        if any(isinstance(marker, ReferenceTo) for marker in _markers(field))
    )


def _markers(field: FieldInfo) -> Iterator[object]:
    yield from field.metadata
    for member in get_args(field.annotation):
        yield from getattr(member, "__metadata__", ())


def _contract_problems(spec: EnvironmentSpec, name: str) -> Iterator[Diagnostic]:
    for found in spec.settings(name).problems(spec.sites[name]):
        code = f"{spec.placements[name].module}/{found.code}"
        yield Diagnostic(code, found.summary, found.detail, spec.place(name, found.path))


def _name_problems(spec: EnvironmentSpec, names: _Names) -> Iterator[Diagnostic]:
    taken: dict[tuple[str, str, str], tuple[str, str]] = {}
    for instance, site in spec.sites.items():
        for role, name in names[instance].items():
            rule = NAME_RULES[name.resource]
            complaint = rule.complaint(name)
            if complaint:
                yield _bad_name(spec, instance, name, complaint)
            place = "" if rule.everywhere else site.region
            holder = taken.setdefault((name.resource, place, str(name)), (instance, role))
            if holder != (instance, role):
                yield Diagnostic(
                    "spec/name-twice",
                    f"Two resources would have the name {str(name)!r}",
                    f"The {name.resource} `{holder[1]}` of {holder[0]} has that name already. Rename one of them.",
                    spec.place(instance, name.path),
                )


def _needless_names(spec: EnvironmentSpec, names: _Names) -> Iterator[Diagnostic]:
    """Yield entries of `names` without effect: a typing error there would replace every resource of that name."""
    carried = {str(name) for of_instance in names.values() for name in of_instance.values()}
    for made, kept in spec.environment.names.items():
        if kept not in carried:
            yield Diagnostic(
                "spec/name-of-nothing",
                f"No resource would have the name {made!r}",
                f"So no resource keeps the name {kept!r}. Write the whole name that the pattern gives, "
                "or remove the line.",
                document.key_span_of(spec.document, ("names", made)),
            )


def _bad_name(spec: EnvironmentSpec, instance: str, name: Name, complaint: str) -> Diagnostic:
    return Diagnostic(
        "spec/name-not-allowed",
        f"AWS would refuse the name {str(name)!r}",
        f"It names an {name.resource}. {complaint} The naming pattern is {spec.environment.naming} "
        f"({document.span_of(spec.document, ('naming',)) if 'naming' in spec.document.entries else 'the default'}); "
        "shorten `project`, `suffix`, or the name itself.",
        spec.place(instance, name.path),
    )
