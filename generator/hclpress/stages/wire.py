"""wire: a typed spec → a stack: instances in order of dependence, every input bound to an output."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from msgspec import structs

from hclpress.contract_calls.faults import definition
from hclpress.contract_calls.method_calls import every, of_each, single
from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.hcl.expression import Expr
from hclpress.hcl.identifier import identifier
from hclpress.model.environment_spec import EnvironmentSpec, SharedInstance
from hclpress.model.published_facts import PublishedFact, facts_elsewhere, publish
from hclpress.model.stack import FoundInstance, Instance, RootOutput, RootVariable, Stack, Wire, provider_of
from hclpress.module.connection import Connection
from hclpress.module.existing import Existing, Found
from hclpress.module.fact_kind import fits, named
from hclpress.module.facts import ACCOUNT, Fact, Input, Output, Variable
from hclpress.module.look_up import LookUp
from hclpress.module.module import Module
from hclpress.module.raw_arguments import ANY, raw_inputs
from hclpress.source import document
from hclpress.source.document import SpecPath
from hclpress.source.nearest import nearest
from hclpress.spec.environment import MODULES

_ACCOUNT_OUTPUT = Output("account_id", "string", ACCOUNT.expression, "Id of the AWS account.", kind="account id")
OutputsByInstance = Mapping[str, Mapping[str, Output]]


def wire(spec: EnvironmentSpec) -> Stack:
    """Bind every input to the output it names, and order the instances.

    Outputs that neither another instance, nor a connection, nor the root module reads are left out.

    Raises:
        Diagnosed: for a fact that does not exist or is of another type, a cycle, a reference into another region that
            AWS does not support.
    """
    found = of_each(spec.sites, lambda name: _found(spec, name))
    published = tuple(_published(spec, found))
    given: OutputsByInstance = of_each(spec.sites, lambda name: _own_outputs(spec, name) | _facts(found[name]))
    given = {**given, ACCOUNT.instance: {ACCOUNT.output: _ACCOUNT_OUTPUT}}
    in_root = {Fact(name, one.name): one.value for name in found for one in found[name].facts}
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
            tuple(_read(found[name].look_ups, values)),
            name in made,
            spec.shared.get(name),
            any(name in (one.source.instance, one.target.instance) for one in connections),
        )
        for name in spec.sites
        if any(fact.instance == name and fact in read for fact in in_root)
    )
    twice = [*_look_up_twice(spec, existing)]
    if twice:
        raise Diagnosed(twice)
    return Stack(spec, instances, _sorted(connections), outputs, _each_once(existing), published)


def _published(spec: EnvironmentSpec, found: Mapping[str, Found]) -> Iterator[PublishedFact]:
    """Yield the facts that other environments may use; what Terraform must not print is none of them."""
    for name in spec.environment.shares:
        in_root = _facts(found[name])
        for output in sorted((_outputs(spec, name) | in_root).values(), key=lambda one: one.name):
            if not output.sensitive:
                value = output.value if output.name in in_root else Fact(name, output.name).expression
                yield publish(name, output, value)


def _each_once(found: Iterable[FoundInstance]) -> tuple[FoundInstance, ...]:
    """The instances, each look-up with the first that reads it: several may read one state."""
    found = tuple(found)
    answers: dict[str, dict[str, object]] = {}
    for look_up in (each for one in found for each in one.look_ups):
        answers.setdefault(look_up.address, {}).update(look_up.answers)
    return tuple(
        structs.replace(
            one,
            look_ups=tuple(
                structs.replace(each, answers=answers.pop(each.address))
                for each in one.look_ups
                if each.address in answers
            ),
        )
        for one in found
    )


def _makes_something(spec: EnvironmentSpec, name: str) -> bool:
    """Whether an instance has a module of its own; one that exists has one if something is made on it."""
    if name in spec.shared:
        return False
    settings = spec.settings(name)
    return not isinstance(settings, Existing) or bool(every(str, settings.made_templates))


def _own_outputs(spec: EnvironmentSpec, name: str) -> dict[str, Output]:
    """The facts of an instance that its module here gives."""
    return {} if name in spec.shared else _outputs(spec, name)


def _found(spec: EnvironmentSpec, name: str) -> Found:
    """The facts of an instance that the root module knows by itself."""
    shared = spec.shared.get(name)
    if shared is not None:
        return facts_elsewhere(name, shared, _outputs_elsewhere(shared))
    settings = spec.settings(name)
    return single(Found, settings.found, spec.sites[name]) if isinstance(settings, Existing) else Found(())


def _outputs_elsewhere(shared: SharedInstance) -> dict[str, Output]:
    """The facts of an instance in the environment that makes it, without those that nobody may read."""
    producer = shared.producer
    everything = _outputs(producer, shared.instance) | _facts(_found(producer, shared.instance))
    return {name: one for name, one in sorted(everything.items()) if not one.sensitive}


def _facts(found: Found) -> dict[str, Output]:
    return {one.name: one for one in found.facts}


def _read(look_ups: tuple[LookUp, ...], values: list[Expr]) -> Iterator[LookUp]:
    """Yield the look-ups that a value reads, and those that such a look-up reads itself."""
    expressions: list[str] = list(values)
    for one in reversed(look_ups):
        # A look-up reads only those before it.
        if any(one.is_read_by(expression) for expression in expressions):
            expressions += one.expressions
    yield from (one for one in look_ups if any(one.is_read_by(expression) for expression in expressions))


def _look_up_twice(spec: EnvironmentSpec, existing: Iterable[FoundInstance]) -> Iterator[Diagnostic]:
    holders: dict[str, tuple[str, LookUp]] = {}
    for instance in existing:
        for look_up in instance.look_ups:
            holder, other = holders.setdefault(look_up.address, (instance.name, look_up))
            if holder != instance.name and look_up.arguments != other.arguments:
                yield Diagnostic(
                    "spec/look-up-twice",
                    f"{holder} and {instance.name} would both have the look-up {look_up.address}",
                    "The label follows from the name of the instance and of its part. Rename one of the two.",
                    spec.place(instance.name),
                )


def _outputs(spec: EnvironmentSpec, name: str) -> dict[str, Output]:
    settings = spec.settings(name)
    given = every(Output, settings.outputs, spec.sites[name])
    outputs = {output.name: output for output in given}
    twice = [one.name for one in given if outputs[one.name] != one]
    if twice:
        raise Diagnosed(_twice(one, "output", settings.outputs) for one in twice)
    return outputs


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
        raise Diagnosed(_twice(one, "variable", settings.variables) for one, count in names.items() if count > 1)
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


def _twice(name: str, what: str, method: Callable[..., object]) -> Diagnostic:
    return Diagnostic(
        f"module/{what}-twice",
        f"`{what}s` gives two {what}s with the name {name!r}",
        f"Terraform refuses a second {what} of one name in a module. Give each a name of its own.",
        definition(method),
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
                    f"Write `instance.fact`. The instances under `{MODULES}` are: {', '.join(order)}.",
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
                f"{f'Did you mean `{guess}`? ' if guess else ''}Its outputs: {', '.join(sorted(outputs))}.",
                document.span_of(spec.document, ("requests", index, "output")),
            )


def _sorted(connections: tuple[Connection, ...]) -> tuple[Connection, ...]:
    return tuple(sorted(connections, key=lambda one: (one.source_name, one.target_name, one.port)))
