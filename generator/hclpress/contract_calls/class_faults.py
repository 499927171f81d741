"""Faults of the class of a contract itself, told when it is loaded and before any of its methods is called."""

from __future__ import annotations

import inspect
import typing
import warnings
from collections.abc import Callable, Iterator

from hclpress.aws.resource_facts import ResourceFacts
from hclpress.contract_calls.faults import definition
from hclpress.contract_calls.returned_types import described, misfits
from hclpress.diagnostics import Diagnostic
from hclpress.spec.settings import Settings


def class_faults(kind: type[Settings], base: type[Settings], module: str) -> Iterator[Diagnostic]:
    """Everything wrong with the class attributes and the methods of a contract that can be told without a call.

    Args:
        kind: the contract.
        base: the class that declares its attributes and its methods.
        module: the name of the module.
    """
    yield from _attribute_faults(kind, base, module)
    for name, member in vars(base).items():
        if name.startswith(("_", "model_")) or not callable(member) or name in kind.model_fields:
            continue
        own = inspect.getattr_static(kind, name)
        bound = callable(own) and hasattr(type(own), "__get__")
        if not bound or isinstance(own, (staticmethod, classmethod)):
            arguments = ", ".join(inspect.signature(member).parameters)
            yield Diagnostic(
                "module/wrong-method",
                f"`{name}` of module {module} is no method",
                f"It is a {type(own).__name__}. Define it as `def {name}({arguments})`.",
                definition(_function_of(own) or kind),
            )


def settings_faults(kind: type[Settings], module: str) -> tuple[Diagnostic, ...]:
    """Everything that keeps values from being read into the settings of a contract."""
    try:
        kind.model_rebuild(force=True)
        parts = _parts(kind)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            kind.model_json_schema(by_alias=True)
    except Exception as error:
        detail = f"Pydantic says: {error}. Mend the annotation of the field."
        return (
            Diagnostic(
                "module/settings-failed", f"The settings of module {module} cannot be used", detail, definition(kind)
            ),
        )
    return tuple(found for part in parts for found in _part_faults(part, module))


def _part_faults(part: type[Settings], module: str) -> Iterator[Diagnostic]:
    for name in ("__init__", "__new__"):
        if getattr(part, name) is not getattr(Settings, name):
            yield Diagnostic(
                "module/own-constructor",
                f"{part.__name__} of module {module} has its own `{name}`",
                "Settings are made of the values in a spec. Derive values in a property or in `view`.",
                definition(getattr(part, name)),
            )
    if part in _parts(part, always=True, itself=False):
        yield Diagnostic(
            "module/endless-settings",
            f"A {part.__name__} of module {module} always holds another {part.__name__}",
            "No spec could end it. Let the inner one be absent: add `| None = None` to the field.",
            definition(part),
        )


def _attribute_faults(kind: type[Settings], base: type[Settings], module: str) -> Iterator[Diagnostic]:
    faults = []
    for name, annotation in typing.get_type_hints(base).items():
        if typing.get_origin(annotation) is typing.ClassVar and name not in kind.model_fields and hasattr(kind, name):
            wanted = typing.get_args(annotation)[0]
            for found in misfits(getattr(kind, name), wanted, name):
                text = f"It is {found.value!r:.80}; it must be {described(found.annotation)}."
                faults.append((f"`{found.path}` of module {module} is a {type(found.value).__name__}", text))
    facts = getattr(kind, "resource_facts", None)
    if not faults and isinstance(facts, ResourceFacts):
        for name, error in facts.unreadable_patterns():
            text = f"Python says: {error}. Mend the regular expression."
            faults.append((f"The name rule of {name} in module {module} has a pattern that is none", text))
    for summary, detail in faults:
        yield Diagnostic("module/wrong-attribute", summary, detail, definition(kind))


def _function_of(member: object) -> Callable[..., object] | None:
    found = getattr(member, "__func__", None) or getattr(member, "fget", None)
    return found if inspect.isfunction(found) else None


def _parts(kind: type[Settings], *, always: bool = False, itself: bool = True) -> dict[type[Settings], None]:
    """The classes of settings that a class holds somewhere; only those that each of its values holds, if `always`."""
    found: dict[type[Settings], None] = {kind: None} if itself else {}
    waiting = [kind]
    while waiting:
        one = waiting.pop()
        one.model_rebuild()
        for field in one.model_fields.values():
            inner = [field.annotation] if always else _inside(field.annotation)
            for part in inner:
                if isinstance(part, type) and issubclass(part, Settings) and part not in found:
                    found[part] = None
                    waiting.append(part)
    return found


def _inside(annotation: object) -> Iterator[object]:
    yield annotation
    for one in typing.get_args(annotation):
        yield from _inside(one)
