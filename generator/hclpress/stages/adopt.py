"""adopt: a parsed stack → the `import` blocks of the resources that exist already and are made here from now on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from hclpress.aws.arn import arn_of
from hclpress.aws.import_ids import IMPORT_IDS, NOT_IMPORTABLE
from hclpress.cache.cached_hcl import accept, layout
from hclpress.contract_calls.method_calls import mapping
from hclpress.diagnostics import Diagnosed, Diagnostic, Severity
from hclpress.hcl.address import ResourceAddress
from hclpress.hcl.comment import comment
from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import encode
from hclpress.history.baseline import Baseline
from hclpress.history.configuration import Configuration, Configured
from hclpress.history.known_values import argument_of, known_text
from hclpress.history.main_resources import main_resources
from hclpress.model.adoption import Adoption
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.mocked_imports import with_stand_ins
from hclpress.model.parsed_stack import ParsedStack
from hclpress.model.stack import Instance
from hclpress.module.name import Name
from hclpress.module.plain_terraform import PlainTerraform
from hclpress.source.cursor import Cursor
from hclpress.source.nearest import nearest
from hclpress.spec.environment import MODULES
from hclpress.spec.origin import ADOPT
from hclpress.terraform.working_copy import IMPORTS

_NAMED = 5
"""The number of addresses that a message names of a longer list."""
_ELSEWHERE = re.compile(r'(?:module\.[\w-]+(?:\[[^\]]+\])?\.)*(?P<kind>aws_\w+)\.[\w-]+(?:\[(?:\d+|"[^"]+")\])?')
"""An address in a module that hclpress cannot look into."""


class Adopted(Struct, frozen=True):
    """The adoptions of an environment.

    Attributes:
        adoptions: the adoptions, in order of their addresses.
        files: all files, with that of the blocks, and tests that make up what is imported.
        warnings: the lines that have no effect any more.
    """

    adoptions: tuple[Adoption, ...]
    files: tuple[GeneratedFile, ...]
    warnings: tuple[Diagnostic, ...] = ()

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses of what exists already."""
        return frozenset(one.address for one in self.adoptions)


def adopt(parsed: ParsedStack, files: tuple[GeneratedFile, ...], baseline: Baseline | None) -> Adopted:
    """Return the `import` blocks that `adopt` asks for, of instances and at the top of the spec.

    Args:
        parsed: the stack with its files, read back.
        files: every file of the stack.
        baseline: the environment before the render; None if there is none.

    Raises:
        Diagnosed: for an address that is not rendered, a resource that is adopted twice, and an id of the wrong form or
            of another resource.
    """
    if not (parsed.stack.environment.adopt or any(one.settings.adopt for one in parsed.stack.instances)):
        return Adopted((), files)
    reading = _Reading(parsed, Configuration(parsed.modules).resources)
    found = [*reading.adoptions()]
    problems = [*reading.problems, *_twice(found)]
    if not problems:
        problems += [problem for one in found for problem in reading.wrong_id(one)]
    if problems:
        raise Diagnosed(problems)
    adoptions = tuple(sorted(found, key=lambda one: one.address))
    tested = (with_stand_ins(one, adoptions, parsed.stack.environment.region) for one in files)
    return Adopted(adoptions, (*tested, _imports(parsed, adoptions)), (*_applied(adoptions, baseline),))


class _Reading:
    """The reading of every `adopt` of a spec."""

    def __init__(self, parsed: ParsedStack, resources: Mapping[str, Configured]) -> None:
        self._stack = parsed.stack
        self._resources = resources
        self.problems: list[Diagnostic] = []

    def adoptions(self) -> Iterator[Adoption]:
        yield from self._in_root()
        for declared, instances in self._stack.replicas.items():
            first = instances[0]
            items = main_resources(first, self._resources) if first.settings.adopt else {}
            for key, given in first.settings.adopt.items():
                place = Cursor(self._stack.spec.document, (MODULES, declared, ADOPT, key))
                address = self._address(key, first, instances, items, place)
                if address is not None:
                    yield Adoption(address, _kind(address), given, first.name, place.key_span, place.span)

    def _in_root(self) -> Iterator[Adoption]:
        own = [address for address in self._resources if not address.startswith("module.")]
        for key, given in self._stack.environment.adopt.items():
            place = Cursor(self._stack.spec.document, (ADOPT, key))
            if key in own:
                yield Adoption(key, _kind(key), given, "", place.key_span, place.span)
                continue
            guess = nearest(key, own)
            meant = f"Did you mean `{guess}`? " if guess else ""
            known = f"Its resources: {self._listed(own)}. " if own else "It has no resource. "
            detail = f"{meant}{known}A resource of an instance stands under `{ADOPT}` of that instance."
            self._refuse("adopt/no-such-resource", f"The root module makes no {key}", detail, place)

    def _address(
        self,
        key: str,
        first: Instance,
        instances: tuple[Instance, ...],
        items: Mapping[str, tuple[str, ...]],
        place: Cursor,
    ) -> str | None:
        if key in items:
            if len(items[key]) == 1:
                return items[key][0]
            self._refuse("adopt/which-resource", f"{key} is several resources", self._several(items[key], first), place)
            return None
        prefix = f"module.{first.label}."
        whole = key if key.startswith(tuple(f"module.{one.label}." for one in instances)) else f"{prefix}{key}"
        if whole in self._resources and self._resources[whole].repetition is None:
            return whole
        block = whole.partition("[")[0]
        if "[" in whole and block in self._resources and self._resources[block].repetition is not None:
            return whole  # Only Terraform knows the keys.
        if isinstance(first.settings, PlainTerraform) and self._is_out_of_sight(key, first.settings):
            return whole
        keyed = [one for one in self._resources if one.startswith(f"{block}[")]
        if keyed:
            self._refuse("adopt/which-resource", f"{key} is several resources", self._several(keyed, first), place)
            return None
        own = {one.removeprefix(prefix): one for one in self._resources if one.startswith(prefix)}
        guess = nearest(key, [*items, *own])
        meant = f"Did you mean `{guess}`? " if guess else ""
        kinds = sorted({ResourceAddress.of(one).kind for one in own.values()})
        wanted = key.partition(".")[0]
        near = [short for short, one in own.items() if ResourceAddress.of(one).kind == wanted]
        known = (
            f"Its resources of that type: {self._listed(near)}."
            if near
            else f"Its types: {', '.join(kinds) or 'none'}."
        )
        self._refuse("adopt/no-such-resource", f"{first.name} makes no {key}", f"{meant}{known}", place)
        return None

    def _is_out_of_sight(self, key: str, settings: PlainTerraform) -> bool:
        return _ELSEWHERE.fullmatch(key) is not None and (settings.folder is None or key.startswith("module."))

    def _several(self, addresses: list[str] | tuple[str, ...], instance: Instance) -> str:
        short = [one.removeprefix(f"module.{instance.label}.") for one in addresses]
        return f"Name each by its address: {self._listed(short)}."

    def _listed(self, texts: list[str]) -> str:
        more = f" and {len(texts) - _NAMED} more" if len(texts) > _NAMED else ""
        return f"{', '.join(f'`{one}`' for one in texts[:_NAMED])}{more}"

    def _refuse(self, code: str, summary: str, detail: str, place: Cursor) -> None:
        self.problems.append(Diagnostic(code, summary, detail, place.key_span))

    def wrong_id(self, one: Adoption) -> Iterator[Diagnostic]:
        """Yield the reasons why an id cannot be that of the resource."""
        if (reason := NOT_IMPORTABLE.get(one.kind)) is not None:
            yield Diagnostic(
                "adopt/cannot-import", f"Terraform cannot import {one.kind}", f"{reason} Remove the line.", one.key_span
            )
            return
        form = IMPORT_IDS.get(one.kind)
        if form is None:
            return
        if (complaint := form.complaint(one.id)) is not None:
            yield Diagnostic("adopt/wrong-id", f"{one.id!r} is no id of {one.kind}", complaint, one.span)
            return
        yield from self._of_another_place(one)
        configured = self._resources.get(one.address)
        if configured is None:
            return
        for argument, told in form.arguments(one.id).items():
            rendered = known_text(argument_of(configured, argument), self._resources)
            if rendered is not None and rendered != told and _is_literal(rendered):
                yield self._another(one, argument, told, rendered)

    def _another(self, one: Adoption, argument: str, told: str, rendered: str) -> Diagnostic:
        rule = self._stack.resource_facts.name_rules.get(one.kind)
        owner = next((each for each in self._stack.instances if each.name == one.instance), None)
        names = mapping(Name, owner.settings.names, owner.site).values() if owner is not None else ()
        is_name = rule is not None and rule.argument == argument and rendered in names
        way = (
            f"Keep the existing name with `names: {{{rendered}: {told}}}`, or correct the id."
            if is_name
            else "Correct the id, or the setting that gives the value."
        )
        return Diagnostic(
            "adopt/another-resource",
            f"{one.id} has another `{argument}` than {one.address}",
            f"It is {told!r} there and {rendered!r} here, so an apply would replace it. {way}",
            one.span,
        )

    def _of_another_place(self, one: Adoption) -> Iterator[Diagnostic]:
        arn = arn_of(one.id)
        if arn is None:
            return
        home = self._region_of(one)
        if arn.region and arn.region != home:
            detail = f"{one.address} is made in {home}. Give the instance `region: {arn.region}`, or correct the id."
            yield Diagnostic("adopt/other-region", f"{one.id} is in {arn.region}", detail, one.span)
        wanted = self._stack.environment.account_id
        if arn.account.isdigit() and wanted and arn.account != wanted:
            detail = f"The environment is in {wanted}, and Terraform imports from that account alone. Correct the id."
            yield Diagnostic("adopt/other-account", f"{one.id} is in account {arn.account}", detail, one.span)

    def _region_of(self, one: Adoption) -> str:
        """Return the region of a resource: that of the provider that its block names, or else of its instance."""
        configured = self._resources.get(one.address)
        alias = str(configured.source.block.attributes.get("provider", "")) if configured else ""
        alias = alias.removeprefix("aws.") if alias.startswith("aws.") else ""
        for each in self._stack.instances:
            if one.address.startswith(f"module.{each.label}."):
                return each.aliases.get(alias, each.site.region)
        named = (each for each in self._stack.other_regions if identifier(each) == alias)
        return next(named, self._stack.environment.region)


def _kind(address: str) -> str:
    """Return the type of the resource at an address."""
    without_key = address.partition("[")[0] if address.startswith("aws_") else re.sub(r"\[[^\]]*\]", "", address)
    return without_key.split(".")[-2]


def _is_literal(text: str) -> bool:
    return "${" not in text and "*" not in text


def _twice(found: list[Adoption]) -> Iterator[Diagnostic]:
    by_address: dict[str, Adoption] = {}
    by_id: dict[tuple[str, str], Adoption] = {}
    for one in found:
        first = by_address.setdefault(one.address, one)
        if first is not one:
            detail = f"Line {first.key_span.line} adopts it already. Remove one of the two lines."
            yield Diagnostic("adopt/twice", f"{one.address} is adopted twice", detail, one.key_span)
            continue
        holder = by_id.setdefault((one.kind, one.id), one)
        if holder is not one:
            detail = f"Line {holder.span.line} gives it to {holder.address}. A resource of AWS has one address only."
            yield Diagnostic("adopt/id-twice", f"{one.id} is adopted twice", detail, one.span)


def _imports(parsed: ParsedStack, adoptions: tuple[Adoption, ...]) -> GeneratedFile:
    text: str = comment(
        "What exists already. Terraform takes it into its state instead of making it. When every state has been "
        "applied, remove the lines under `adopt` in the spec."
    )
    for one in adoptions:
        text += f"\n\nimport {{\n  to = {one.address}\n  id = {encode(one.id)}\n}}"
    file = GeneratedFile.of_text(PurePosixPath(IMPORTS), layout(f"{text}\n"))
    accept(file.text, f"{parsed.stack.spec.address}/{file.path}")
    return file


def _applied(adoptions: tuple[Adoption, ...], baseline: Baseline | None) -> Iterator[Diagnostic]:
    applied = baseline.applied if baseline is not None else None
    for one in adoptions if applied is not None else ():
        if applied is not None and one.address in applied.history.resources:
            yield Diagnostic(
                "adopt/applied-already",
                f"{one.address} is applied already",
                "The output of the deploy branch has it, so Terraform has it in its state. The line has no effect any "
                "more: remove it once every state has been applied.",
                one.key_span,
                Severity.WARNING,
            )
