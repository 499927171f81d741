"""Problems of single functions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hclpress.module import EnvironmentValue, Problem, Providers, Site, SpecPath, is_fifo

from .environment_variables import size_problems, variable_problems
from .function import Function
from .runtime import form_of
from .runtime_problems import runtime_problems
from .trigger_problems import trigger_problems


def function_problems(
    function: Function,
    runtime: str | None,
    common: Mapping[str, EnvironmentValue],
    site: Site,
    path: SpecPath,
) -> Iterator[Problem]:
    """Report settings that Lambda refuses or that cannot work.

    Args:
        function: the function.
        runtime: its own runtime or the instance's.
        common: the instance's environment variables.
        site: the site of the instance.
        path: its place in the spec.
    """
    kinds = function.package.kinds
    if len(kinds) != 1:
        found = f"There is {' and '.join(kinds)}" if kinds else "There is none of them"
        yield Problem(
            (*path, "package"),
            "package-which",
            "The package needs one source of code",
            f"{found}; set exactly one of `source`, `zip`, `s3` and `image`.",
        )
    if function.package.image:
        yield from _image_problems(function, path)
    else:
        yield from _code_problems(function, runtime, site.environment.providers, path)
    yield from variable_problems(function.environment, (*path, "environment"))
    if function.environment:
        yield from size_problems({**common, **function.environment}, (*path, "environment"))
    if function.alias and not function.publish:
        yield Problem(
            (*path, "alias"),
            "alias-without-publish",
            f"The alias `{function.alias}` has no version",
            "Add `publish: true`, so that each change makes a version, or remove the alias.",
        )
    if function.dead_letter and (function.dead_letter.queue is None) == (function.dead_letter.topic is None):
        yield Problem(
            (*path, "dead_letter"),
            "dead-letter-which",
            "Failed events need one destination",
            "Set either `queue` or `topic`.",
        )
    for kind in ("queue", "topic") if function.dead_letter else ():
        if is_fifo(getattr(function.dead_letter, kind), site):
            yield Problem(
                (*path, "dead_letter", kind),
                "dead-letter-of-fifo",
                f"A FIFO {kind} cannot take failed events",
                f"Lambda sends them to standard queues and topics only. Name a {kind} without `.fifo`.",
            )
    yield from _layer_problems(function, path)
    yield from trigger_problems(function, site, (*path, "triggers"))


def _layer_problems(function: Function, path: SpecPath) -> Iterator[Problem]:
    """Report versions of one layer: a function takes one of each (Lambda API Reference, CreateFunction, Layers)."""
    taken: dict[str, str] = {}
    for index, layer in enumerate(function.layers):
        name = layer.rpartition(":")[0]
        other = taken.setdefault(name, layer)
        if index and (other != layer or layer in function.layers[:index]):
            yield Problem(
                (*path, "layers", index),
                "layer-twice",
                f"{name} is a layer already",
                f"The other version is {other}, and Lambda accepts one of a layer. Remove one of them.",
            )


def _image_problems(function: Function, path: SpecPath) -> Iterator[Problem]:
    for name in ("runtime", "handler", "layers"):
        if getattr(function, name):
            yield Problem(
                (*path, name),
                "image-has-its-own",
                f"An image brings its own {name}",
                f"Lambda refuses `{name}` beside an image. Remove it, and put it into the image.",
            )


def _code_problems(function: Function, runtime: str | None, providers: Providers, path: SpecPath) -> Iterator[Problem]:
    if runtime is None:
        yield Problem(
            path,
            "runtime-missing",
            "The runtime is missing",
            "Add `runtime:` here or at the instance, for example python3.13.",
        )
    elif function.runtime is not None:
        yield from runtime_problems(function.runtime, providers, (*path, "runtime"))
    if function.handler is None:
        yield Problem(
            path,
            "handler-missing",
            "The handler is missing",
            f"Add `handler:`, {form_of(runtime or '').words}.",
        )
    elif runtime is not None and not re.fullmatch(form_of(runtime).pattern, function.handler):
        form = form_of(runtime)
        yield Problem(
            (*path, "handler"),
            "handler-form",
            f"{function.handler!r} is no handler for {runtime}",
            f"It requires {form.words}, such as {form.example}; otherwise every call fails with an import error.",
        )
