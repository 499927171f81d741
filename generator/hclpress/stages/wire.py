"""wire: a typed spec → a stack: instances in order of dependence, every input bound to an output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import structs

from hclpress.contract_calls.faults import definition
from hclpress.contract_calls.method_calls import every, of_each, single
from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.hcl.expression import Expr
from hclpress.hcl.identifier import identifier
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.model.stack import FoundInstance, Instance, RootOutput, RootVariable, Stack, Wire, provider_of
from hclpress.module.connection import Connection
from hclpress.module.existing import Existing
from hclpress.module.fact_kind import OF_ONE_REGION, fits, named
from hclpress.module.facts import ACCOUNT, Fact, Input, Output, Variable
from hclpress.module.module import Module
from hclpress.module.raw_arguments import ANY, raw_inputs
from hclpress.source import document
from hclpress.source.document import SpecPath
from hclpress.source.nearest import nearest
from hclpress.spec.environment import MODULES
from hclpress.wiring.given_facts import facts_by_name, found_facts, module_outputs, named_twice, published_facts
from hclpress.wiring.look_ups import look_up_problems, look_ups_once, look_ups_read

_ACCOUNT_OUTPUT = Output("account_id", "string", ACCOUNT.expression, "Id of the AWS account.", kind="account id")
OutputsByInstance = Mapping[str, Mapping[str, Output]]


def wire(spec: EnvironmentSpec) -> Stack:
    """Bind every input to the output it names, and order the instances.

    Outputs that neither another instance, nor a connection, nor the root module reads are left out.

    Raises:
        Diagnosed: for a fact that does not exist or is of another type, a cycle, a reference into another region that
            AWS does not support.
    """
    found = of_each(spec.sites, lambda name: found_facts(spec, name))
    given: OutputsByInstance = of_each(spec.sites, lambda name: module_outputs(spec, name) | facts_by_name(found[name]))
    given = {**given, ACCOUNT.instance: {ACCOUNT.output: _ACCOUNT_OUTPUT}}
    in_root = {Fact(name, one.name): one.value for name in found for one in found[name].facts}
    published = tuple(published_facts(spec, given, in_root))
    asked = of_each((name for name in spec.sites if name not in spec.shared), lambda name: _inputs(spec, name))
    problems = [*_unbound(spec, asked, given)]
    if problems:
        raise Diagnosed(problems)
    made = {name: wires for name, wires in asked.items() if _makes_something(spec, name)}
    order = _in_order(spec, made)
    opened = of_each(order, lambda name: _connections(spec, name, given, in_root))
    connections = tuple(dict.fromkeys(one for name in order for one in opened[name]))
    variables = of_each(order, lambda name: _variables(spec, name))
    outputs = _root_outputs(spec, order, given, in_root)
    unanswered = [*_unknown_outputs(spec, {one.name for one in outputs})]
    if unanswered:
        raise Diagnosed(unanswered)
    read = {one.fact for wires in made.values() for one in wires}
    read |= {end for one in connections for end in (one.source, one.target)}
    read |= {one.fact for one in outputs}
    read |= {Fact(one.instance, one.output) for one in published}
    instances = tuple(
        Instance(
            name,
            spec.placements[name].module,
            spec.sites[name],
            tuple(sorted(_wires(asked[name], given, in_root), key=lambda one: one.name)),
            variables[name],
            {},
            tuple(
                given[name][output]
                for output in sorted(given[name])
                if (fact := Fact(name, output)) in read and fact not in in_root
            ),
        )
        for name in order
    )
    values = [value for fact, value in in_root.items() if fact in read]
    existing = tuple(
        FoundInstance(
            name,
            spec.placements[name].module,
            spec.sites[name],
            tuple(look_ups_read(found[name].look_ups, values)),
            name in made,
            spec.shared.get(name),
            any(name in (one.source.instance, one.target.instance) for one in connections),
        )
        for name in spec.sites
        if any(fact.instance == name and fact in read for fact in in_root)
    )
    twice = [*look_up_problems(spec, existing)]
    if twice:
        raise Diagnosed(twice)
    return Stack(spec, instances, _sorted(connections), outputs, look_ups_once(existing), published)


def _makes_something(spec: EnvironmentSpec, name: str) -> bool:
    """Whether an instance has a module of its own; one that exists has one if something is made on it."""
    if name in spec.shared:
        return False
    settings = spec.settings(name)
    return not isinstance(settings, Existing) or bool(every(str, settings.made_templates))


def _inputs(spec: EnvironmentSpec, name: str) -> tuple[Input, ...]:
    settings, site = spec.settings(name), spec.sites[name]
    asked = (*every(Input, settings.inputs, site), *_raw_inputs(settings))
    facts: dict[str, Fact] = {}
    twice = [one for one in asked if facts.setdefault(one.name, one.fact) != one.fact]
    if twice:
        place = definition(settings.inputs)
        raise Diagnosed(_input_twice(one, facts[one.name], place) for one in twice)
    return tuple(_in_region(one, spec, site.region) for one in asked)


def _raw_inputs(settings: Module) -> Iterator[Input]:
    for word, resources in settings.raw_arguments.items():
        for address, arguments in resources.items():
            yield from raw_inputs(arguments, (word, address))


def _connections(
    spec: EnvironmentSpec, name: str, given: OutputsByInstance, in_root: Mapping[Fact, Expr]
) -> tuple[Connection, ...]:
    settings, site = spec.settings(name), spec.sites[name]
    found = tuple(
        _connection_in_region(one, spec, site.region) for one in every(Connection, settings.connections, site)
    )
    unknown = [
        end for one in found for end in (one.source, one.target) if end.output not in given.get(end.instance, {})
    ]
    if unknown:
        place = definition(settings.connections)
        raise Diagnosed(
            structs.replace(_no_such_fact(end, given, place), code="module/no-such-fact") for end in unknown
        )
    return tuple(
        structs.replace(one, groups=tuple(in_root.get(end) or end.expression for end in (one.source, one.target)))
        for one in found
    )


def _in_region(one: Input, spec: EnvironmentSpec, region: str) -> Input:
    """Return an input bound to the replica in its region, with that replica's output."""
    if one.fact.instance not in spec.sites:
        return one
    instance = spec.replica(one.fact.instance, region)
    output = single(str, spec.settings(instance).output_in, one.fact.output, region, spec.sites[instance])
    fact = Fact(instance, output)
    return one if fact == one.fact else structs.replace(one, fact=fact)


def _connection_in_region(one: Connection, spec: EnvironmentSpec, region: str) -> Connection:
    source, target = (Fact(spec.replica(end.instance, region), end.output) for end in (one.source, one.target))
    provider = provider_of(region, spec.environment.region)
    # Replicas in other regions have connections of the same names.
    name = one.source_name if provider is None else f"{one.source_name}-{region}"
    return structs.replace(one, source=source, target=target, source_name=name, provider=provider)


def _variables(spec: EnvironmentSpec, name: str) -> tuple[RootVariable, ...]:
    settings = spec.settings(name)
    wanted = sorted(every(Variable, settings.variables, spec.sites[name]), key=lambda one: one.name)
    names = Counter(one.name for one in wanted)
    if any(count > 1 for count in names.values()):
        raise Diagnosed(named_twice(one, "variable", settings.variables) for one, count in names.items() if count > 1)
    return tuple(
        RootVariable(f"{identifier(name)}_{one.name}", one.name, one.description, Expr(one.type), one.ephemeral)
        for one in wanted
    )


def _wires(inputs: Iterable[Input], given: OutputsByInstance, in_root: Mapping[Fact, Expr]) -> Iterator[Wire]:
    for one in {each.name: each for each in inputs}.values():
        output = given[one.fact.instance][one.fact.output]
        value = in_root.get(one.fact) or one.fact.expression
        kind = one.type if output.type == "any" else output.type
        yield Wire(one.name, Expr(kind), output.description, one.fact, value)


def _unbound(
    spec: EnvironmentSpec, asked: Mapping[str, tuple[Input, ...]], given: OutputsByInstance
) -> Iterator[Diagnostic]:
    for name, inputs in asked.items():
        for one in inputs:
            output = given.get(one.fact.instance, {}).get(one.fact.output)
            if output is None:
                yield _no_such_fact(one.fact, given, spec.place(name, one.path))
            elif output.type != one.type and ANY not in (output.type, one.type):
                yield Diagnostic(
                    "spec/fact-of-another-type",
                    f"{one.fact} is a {output.type}",
                    f"A {one.type} is required here.",
                    spec.place(name, one.path),
                )
            elif not fits(output.fact_kind, one.kinds):
                yield _of_another_kind(one, output, given, spec.place(name, one.path))
            elif one.kinds and OF_ONE_REGION.issuperset(one.kinds) and one.fact.instance in spec.sites:
                yield from _of_another_region(one, spec, name)


def _of_another_region(one: Input, spec: EnvironmentSpec, name: str) -> Iterator[Diagnostic]:
    theirs, ours = spec.sites[one.fact.instance].region, spec.sites[name].region
    if theirs != ours:
        yield Diagnostic(
            "spec/fact-of-another-region",
            f"{one.fact} is in {theirs}, and {name} in {ours}",
            f"AWS takes {named(one.kinds)} of the same region only. Name one of {ours}; an instance with "
            f"`regions: [{theirs}, {ours}]` has one in each.",
            spec.place(name, one.path),
        )


def _no_such_fact(fact: Fact, given: OutputsByInstance, place: Span) -> Diagnostic:
    if fact.instance not in given:
        guess = nearest(fact.instance, given)
        known = f"Instances: {', '.join(filter(None, given))}."
        summary = f"There is no instance {fact.instance!r}"
    else:
        guess = nearest(fact.output, given[fact.instance])
        known = f"Its outputs: {', '.join(sorted(given[fact.instance])) or 'none'}."
        summary = f"{fact.instance} has no output {fact.output!r}"
    return Diagnostic("spec/no-such-fact", summary, f"{f'Did you mean `{guess}`? ' if guess else ''}{known}", place)


def _of_another_kind(one: Input, output: Output, given: OutputsByInstance, place: Span) -> Diagnostic:
    fitting = [
        str(Fact(instance, name))
        for instance in sorted(given, key=lambda known: known != one.fact.instance)
        for name, other in sorted(given[instance].items())
        if other.fact_kind and other.type == one.type and fits(other.fact_kind, one.kinds)
    ]
    own = [known for known in fitting if known.startswith(f"{one.fact.instance}.")]
    there_is = f" There is: {', '.join(own or fitting)}." if fitting else " No instance has one; name it as text."
    return Diagnostic(
        "spec/fact-of-another-kind",
        f"{one.fact} is {named([output.fact_kind or 'another kind'])}",
        f"{named(one.kinds)[0].upper()}{named(one.kinds)[1:]} is required here.{there_is}",
        place,
    )


def _input_twice(one: Input, other: Fact, place: Span) -> Diagnostic:
    return Diagnostic(
        "module/input-twice",
        f"`inputs` gives two facts to the variable {one.name!r}",
        f"They are {other} and {one.fact}, and a variable holds one value. Give each fact a variable of its own.",
        place,
    )


def _in_order(spec: EnvironmentSpec, asked: Mapping[str, tuple[Input, ...]]) -> tuple[str, ...]:
    """Return the instances, each after those it takes facts from, otherwise in the order of the spec."""
    order: dict[str, None] = {}
    problems: list[Diagnostic] = []

    def visit(name: str, below: tuple[str, ...], blamed: tuple[str, SpecPath]) -> None:
        if name in below:
            circle = " → ".join((*below[below.index(name) :], name))
            problems.append(
                Diagnostic(
                    "spec/cycle",
                    "Instances need each other in a circle",
                    f"{circle} (→ reads: takes a fact from). Remove one of these references.",
                    spec.place(*blamed),
                )
            )
            return
        if name in order:
            return
        for one in asked[name]:
            if one.fact.instance != name and one.fact.instance in asked:
                visit(one.fact.instance, (*below, name), (name, one.path))
        order[name] = None

    for name in asked:
        visit(name, (), (name, ()))
    if problems:
        raise Diagnosed(problems)
    return tuple(order)


def _root_outputs(
    spec: EnvironmentSpec, order: tuple[str, ...], given: OutputsByInstance, in_root: Mapping[Fact, Expr]
) -> tuple[RootOutput, ...]:
    def output_of(name: str, fact: Fact) -> RootOutput:
        output = given[fact.instance][fact.output]
        return RootOutput(name, fact, output.description, output.sensitive, in_root.get(fact) or fact.expression)

    chosen = spec.environment.outputs
    if chosen is None:
        exported = (
            Fact(name, output.name)
            for name in sorted(order)
            for output in sorted(given[name].values(), key=lambda one: one.name)
            if output.exported
        )
        return tuple(output_of(fact.label, fact) for fact in exported if fact not in in_root)
    outputs, problems = [], []
    for name, reference in sorted(chosen.items()):
        place = document.span_of(spec.document, ("outputs", name))
        instance, dot, fact = reference.partition(".")
        if not dot:
            problems.append(
                Diagnostic(
                    "spec/not-a-fact",
                    f"{reference!r} is not a fact",
                    f"Write `instance.fact`. The instances under `{MODULES}` are: {', '.join(order) or 'none'}.",
                    place,
                )
            )
            continue
        if fact not in given.get(instance, {}):
            problems.append(_no_such_fact(Fact(instance, fact), given, place))
            continue
        outputs.append(output_of(name, Fact(instance, fact)))
    if problems:
        raise Diagnosed(problems)
    return tuple(outputs)


def _unknown_outputs(spec: EnvironmentSpec, outputs: set[str]) -> Iterator[Diagnostic]:
    for index, request in enumerate(spec.environment.requests):
        if request.output not in outputs:
            guess = nearest(request.output, outputs)
            yield Diagnostic(
                "spec/no-such-output",
                f"The root module has no output {request.output!r}",
                f"{f'Did you mean `{guess}`? ' if guess else ''}Its outputs: {', '.join(sorted(outputs)) or 'none'}.",
                document.span_of(spec.document, ("requests", index, "output")),
            )


def _sorted(connections: tuple[Connection, ...]) -> tuple[Connection, ...]:
    return tuple(sorted(connections, key=lambda one: (one.source_name, one.target_name, one.port)))
