"""readme: a parsed stack → the README of its output folder: what it is, its commands, its resources, its outputs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from hclpress.model.module_scope import Scope
from hclpress.model.parsed_stack import ParsedStack
from hclpress.model.source_file import SourceFile
from hclpress.spec.environment import LocalBackend

README = PurePosixPath("README.md")


def readme(parsed: ParsedStack) -> SourceFile:
    """Return the README of an environment, in Markdown."""
    return SourceFile.of_text(README, "\n".join(_lines(parsed)) + "\n")


def _lines(parsed: ParsedStack) -> Iterator[str]:
    stack = parsed.stack
    environment = stack.environment
    yield f"# {stack.spec.address}"
    yield ""
    yield "Pressed by hclpress from the spec of the same name; do not edit it here, change the spec and render again."
    yield ""
    if environment.note:
        yield _cell(environment.note)
        yield ""
    state = (
        "local" if isinstance(environment.backend, LocalBackend) else f"in the bucket `{environment.backend.bucket}`"
    )
    yield from _table(
        ("", ""),
        (
            ("Project", environment.project),
            ("Environment", environment.environment),
            ("Owner", environment.owner),
            ("Region", environment.region),
            ("Account", environment.account_id or "whichever the credentials belong to"),
            ("Posture", environment.posture.value),
            ("Data may be destroyed", "yes" if environment.may_be_destroyed else "no"),
            ("State", state),
        ),
    )
    yield "## Commands"
    yield ""
    yield "```sh"
    yield "terraform init"
    yield "terraform plan -out=change.tfplan"
    yield "terraform apply change.tfplan"
    yield "```"
    yield ""
    yield "`terraform test` proves its main facts on a plan against a mocked AWS, without an account."
    yield ""
    if environment.may_be_destroyed:
        yield "`terraform destroy` removes everything, data included."
    else:
        yield "`terraform destroy` stops at whatever holds data: deletion protection is on. Set `destroyable: true` in"
        yield "the spec, render and apply first."
    yield ""
    yield "## Resources"
    yield ""
    rows = list(_resource_rows(parsed))
    many = "module" if len(stack.instances) == 1 else "modules"
    yield f"{sum(count for _, _, count in rows)} resources in {len(stack.instances)} {many}."
    yield ""
    yield from _table(("Module", "Resource", "Number"), ((where, what, str(count)) for where, what, count in rows))
    if environment.requests:
        yield "## Requests"
        yield ""
        yield "To be tried in this folder after an apply."
        for request in environment.requests:
            (fact,) = (one.fact for one in stack.outputs if one.name == request.output)
            yield ""
            yield f"{_cell(request.title)}:"
            yield ""
            yield "```sh"
            yield request.command(is_host=_is_host(fact.output))
            yield "```"
        yield ""
    if stack.connections:
        yield "## Connections"
        yield ""
        yield from _table(
            ("From", "To", "Port"),
            ((one.source_name, one.target_name, str(one.port)) for one in stack.connections),
        )
    if stack.outputs:
        yield "## Outputs"
        yield ""
        yield from _table(("Name", "Value"), ((f"`{one.name}`", one.description) for one in stack.outputs))


def _resource_rows(parsed: ParsedStack) -> Iterator[tuple[str, str, int]]:
    for instance in (None, *(one.name for one in parsed.stack.instances)):
        scope = Scope.of(parsed.modules.get(instance, ()))
        counted: Counter[str] = Counter()
        for placed in scope.blocks.values():
            if placed.block.type == "resource":
                keys = scope.keys_of(placed)
                # If only Terraform can evaluate the number, it counts as one.
                counted[placed.block.labels[0]] += 1 if keys is None else len(keys)
        for kind, count in sorted(counted.items()):
            yield instance or "(root)", f"`{kind}`", count


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'---|' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(map(_cell, row))} |"
    yield ""


def _is_host(output: str) -> bool:
    """Return whether an output is a host name by its own name, and not a URL."""
    return output.endswith(("domain_name", "dns_name", "host"))


@lru_cache(maxsize=4096)
def _cell(text: str) -> str:
    """Return the text in a form that stays inside one cell of a table."""
    folded = " ".join(text.split())
    return folded.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").replace("[", "\\[")
