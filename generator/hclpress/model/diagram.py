"""The diagram of a stack: its instances, and what runs between them, as a Mermaid flowchart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hclpress.model.stack import Stack


def diagram(stack: Stack) -> Iterator[str]:
    """Yield the lines of a flowchart, in the order of the stack.

    A solid arrow is a network connection, with its ports. A dotted arrow leads from an instance to one that takes facts
    of it; where a connection joins two instances already, it would say nothing new and is left out. An instance with
    round ends is not made here.
    """
    yield "flowchart LR"
    for instance in stack.instances:
        yield f'  {_id(instance.name)}["{_text(_title(instance.name, instance.module))}"]'
    made = {instance.name for instance in stack.instances}
    for found in stack.found:
        if found.name not in made:
            yield f'  {_id(found.name)}(["{_text(_title(found.name, found.module))}"])'
    ports: dict[tuple[str, str], dict[int, None]] = defaultdict(dict)
    for one in stack.connections:
        ports[one.source.instance, one.target.instance][one.port] = None
    for (source, target), numbers in ports.items():
        yield f'  {_id(source)} -->|"{", ".join(map(str, numbers))}"| {_id(target)}'
    for instance in stack.instances:
        givers = dict.fromkeys(wire.fact.instance for wire in instance.wires)
        for giver in givers:
            # The account is a fact of no instance.
            if (
                giver not in ("", instance.name)
                and (giver, instance.name) not in ports
                and (instance.name, giver) not in ports
            ):
                yield f"  {_id(giver)} -.-> {_id(instance.name)}"


def _id(name: str) -> str:
    """The id of an instance. Alone, names such as `end` and `default` would be words of Mermaid's own."""
    return f"module_{name.replace('-', '_')}"


def _title(name: str, module: str) -> str:
    return name if name == module else f"{name}: {module}"


def _text(text: str) -> str:
    """A text inside quotes, in which Mermaid knows neither a quote nor a tag."""
    return text.replace("#", "#35;").replace('"', "#quot;").replace("<", "#lt;")
