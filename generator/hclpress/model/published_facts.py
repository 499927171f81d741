"""Facts that an environment publishes for others, and the look-ups by which they read them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.hcl.expression import Expr
from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Object, attributes
from hclpress.model.environment_spec import EnvironmentSpec, SharedInstance
from hclpress.module.existing import Found
from hclpress.module.facts import Output
from hclpress.module.look_up import LookUp, parameter
from hclpress.module.stand_in import stand_in
from hclpress.spec.environment import LocalBackend, S3Backend

OUTPUT = "shared"
"""The output of a root module with the facts that its environment shares by its state."""


class PublishedFact(Struct, frozen=True):
    """A fact that an environment shares.

    Attributes:
        instance: its instance.
        output: its name.
        value: the fact in the root module.
        text: the fact as one text, which an SSM parameter can hold.
    """

    instance: str
    output: str
    value: Expr
    text: Expr

    @property
    def key(self) -> str:
        """The end of the name of its parameter."""
        return f"{self.instance}/{self.output}"


def publish(instance: str, output: Output, value: Expr) -> PublishedFact:
    """Return a fact in the forms in which others read it.

    Args:
        instance: its instance.
        output: the output that gives it.
        value: the fact in the root module.
    """
    written = {"string": value, "list(string)": Expr(f'join(",", {value})')}
    return PublishedFact(instance, output.name, value, written.get(output.type, Expr(f"jsonencode({value})")))


def parameter_prefix(spec: EnvironmentSpec) -> str:
    """Return the beginning of the names of the parameters that an environment publishes."""
    return f"/hclpress/{spec.environment.project}/{spec.address}/"


def facts_elsewhere(name: str, shared: SharedInstance, given: Mapping[str, Output]) -> Found:
    """Return the facts of an instance of another environment, as the root module here reads them.

    Args:
        name: the name of the instance here.
        shared: the instance.
        given: its outputs, by name.
    """
    region = shared.producer.sites[shared.instance].region
    if shared.producer.environment.exchange == "state":
        return _of_state(shared, given, region)
    facts, look_ups = [], []
    for output in given.values():
        answer = _written(stand_in(output.name, output.type, region), output.type)
        published = f"{parameter_prefix(shared.producer)}{shared.instance}/{output.name}"
        holder = parameter(published, f"{identifier(name)}_{output.name}", answer)
        look_ups.append(holder)
        text = holder.attribute("insecure_value")
        read = {"string": text, "list(string)": Expr(f'split(",", {text})')}
        value = read.get(output.type, Expr(f"jsondecode({text})"))
        facts.append(Output(output.name, output.type, value, output.description, kind=output.fact_kind))
    return Found(tuple(facts), tuple(look_ups))


def _written(value: object, kind: str) -> str:
    """The text of a value in a parameter, as `publish` writes it."""
    if kind == "list(string)" and isinstance(value, list):
        return ",".join(map(str, value))
    return str(value) if kind == "string" else json.dumps(value)


def _of_state(shared: SharedInstance, given: Mapping[str, Output], region: str) -> Found:
    place = f"outputs.{OUTPUT}.{identifier(shared.instance)}"
    answers = {f"{place}.{one.name}": stand_in(one.name, one.type, region) for one in given.values()}
    backend, config = _backend(shared.producer)
    label = state_label(shared.producer.address)
    state = LookUp("terraform_remote_state", label, {"backend": backend, "config": config}, answers)
    facts = (
        Output(one.name, one.type, state.attribute(f"{place}.{one.name}"), one.description, kind=one.fact_kind)
        for one in given.values()
    )
    return Found(tuple(facts), (state,))


def _backend(spec: EnvironmentSpec) -> tuple[str, Object]:
    backend = spec.environment.backend
    if isinstance(backend, LocalBackend):
        return "local", attributes({"path": f"../../{spec.address}/{backend.path}"})
    return backend.type, attributes(dict(_of_bucket(backend, spec)))


def _of_bucket(backend: S3Backend, spec: EnvironmentSpec) -> Iterator[tuple[str, object]]:
    yield "bucket", backend.bucket
    yield "key", state_key(backend, spec.address)
    yield "region", backend.region or spec.environment.region
    if backend.assume_role:
        yield "assume_role", attributes(backend.assume_role.arguments)


def state_label(address: str) -> str:
    """Return the label of the look-up of an environment's state, by the environment's address."""
    return identifier(address.replace("/", "-"))


def state_key(backend: S3Backend, address: str) -> str:
    """Return the key of an environment's state in its bucket."""
    return backend.key or f"{address}/terraform.tfstate"
