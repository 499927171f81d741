"""render: a stack → the Terraform files of its root module and of each instance's module.

In a template `{{ x }}` means "x, written in HCL" (`generator/hclpress/templates.py`). Its output is laid out as by
`terraform fmt`, and a template that prints nothing makes no file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from msgspec import Struct, structs

from hclpress.aws.provider_schema import BlockSchema, schemas_for
from hclpress.cache.cached_hcl import layout, parts_of
from hclpress.catalog import Catalog, ModuleKind
from hclpress.contract_calls.method_calls import every, mapping, optional
from hclpress.diagnostics import Diagnosed, Diagnostic, Span, shown
from hclpress.hcl.expression import Inexpressible
from hclpress.hcl.extra_arguments import RefusedArgument, ResourceEdit, changed
from hclpress.hcl.scanner_comments import add_comments, addresses
from hclpress.hcl.skeleton import Skeleton
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.root_module import root_of
from hclpress.model.stack import Instance, Interface, Stack
from hclpress.model.waiver_targets import scanner_waivers, skips_of
from hclpress.model.wiring_proof import opens_ephemeral, wiring_proof
from hclpress.module.existing import Existing
from hclpress.module.item_view import item_fields, item_views
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.plain_terraform import PlainTerraform
from hclpress.module.raw_arguments import with_expressions
from hclpress.module_folders import SHIPPED
from hclpress.source.cursor import Cursor
from hclpress.source.nearest import nearest
from hclpress.spec.environment import MODULES
from hclpress.spec.scanner import Scanner
from hclpress.templates.jinja import SHARED, Templates, chosen, environment, templates
from hclpress.templates.rendering import file_of, filled

ROOT = SHIPPED / "_root"
PROOF = SHIPPED / "_proof"
PROOF_TEMPLATE = "environment.tftest.hcl.j2"


def render(stack: Stack, catalog: Catalog) -> tuple[GeneratedFile, ...]:
    """Return every file of the stack for Terraform, laid out, and the zip files it deploys, in order of path.

    Raises:
        Diagnosed: for a value HCL cannot express, and for `extra` arguments of a resource that does not exist or that
            the module sets itself.
    """
    files = list(_rendered(ROOT, {"stack": stack, "root": root_of(stack)}, PurePosixPath()))
    problems: list[Diagnostic] = []
    for instance in stack.instances:
        settings = instance.settings
        if isinstance(settings, PlainTerraform):
            files += _copied(instance.name, settings)
            continue
        kind = catalog.module(instance.module)
        try:
            own = list(_instance_files(instance, kind))
        except Diagnosed as found:
            problems.extend(found.diagnostics)
            continue
        except Inexpressible as error:
            problems.append(
                Diagnostic(
                    "spec/inexpressible",
                    f"{instance.name} holds a value that HCL cannot express",
                    f"{error}.",
                    stack.spec.place(instance.name),
                )
            )
            continue
        files += _with_comments(_with_extra(own, instance, stack, problems), instance, stack)
        folder = PurePosixPath("modules", instance.name)
        files += [GeneratedFile(folder / one.path, one.content, instance.name) for one in instance.zips.values()]
    if problems:
        raise Diagnosed(problems)
    files += _proof(stack, files)
    return tuple(sorted(files, key=lambda file: file.path))


def _proof(stack: Stack, files: Iterable[GeneratedFile]) -> Iterator[GeneratedFile]:
    """Yield the tests with which the owner of the output can verify it; none if there is nothing to prove."""
    context = proof_context(stack, files)
    if context is not None:
        text = environment(PROOF).get_template(PROOF_TEMPLATE).render(context)
        yield GeneratedFile.of_text(PurePosixPath("tests", f"{stack.spec.label}.tftest.hcl"), layout(text))


def proof_context(stack: Stack, files: Iterable[GeneratedFile]) -> Mapping[str, object] | None:
    """The values that the template of the tests sees; None where there is nothing to prove."""
    skeletons: dict[str, list[Skeleton]] = {}
    for file in files:
        if file.instance is not None and file.is_terraform:
            skeletons.setdefault(file.instance, []).append(parts_of(file.text)[0])
    opening = {name for name, files_of in skeletons.items() if any(map(opens_ephemeral, files_of))}
    # The root calls every module, so one that cannot be mocked leaves no run over the root.
    wiring = None if opening else wiring_proof(stack, skeletons)
    proven = tuple(one for one in stack.instances if one.name not in opening and one.proofs)
    if not proven and (wiring is None or not wiring.proofs):
        return None
    variables = tuple(one for instance in stack.instances for one in instance.variables)
    return {"stack": stack, "wiring": wiring, "proven": proven, "variables": variables}


def _instance_files(instance: Instance, kind: ModuleKind) -> Iterator[GeneratedFile]:
    folder = PurePosixPath("modules", instance.name)
    yield from _interface_files(instance.interface, instance.name)
    if isinstance(instance.settings, Existing):
        wanted = chosen(kind.folder, every(str, instance.settings.made_templates))
        yield from _filled(wanted, _context(instance), folder, instance.name)
        return
    subfolders = every(str, instance.settings.template_folders)
    taken = {path for path, _ in templates(SHARED)} & {path for path, _ in templates(kind.folder, subfolders)}
    if taken:
        raise Diagnosed(_taken(kind, name) for name in sorted(taken))
    yield from _rendered(kind.folder, _context(instance), folder, instance.name, subfolders)


@lru_cache(maxsize=1024)
def _interface_files(interface: Interface, name: str) -> tuple[GeneratedFile, ...]:
    """Return the files that declare an interface, once for all environments in which it is the same."""
    return (*_rendered(SHARED, {"module": interface}, PurePosixPath("modules", name), name),)


def _copied(name: str, settings: PlainTerraform) -> Iterator[GeneratedFile]:
    """Yield the files of a folder of plain Terraform, byte for byte."""
    for file in settings.folder.files if settings.folder else ():
        # Modules inside it are not looked into: only Terraform knows what they are given.
        owner = name if "/" not in file.path else None
        yield GeneratedFile(PurePosixPath("modules", name, file.path), file.content, owner, copied_from=file.origin)


def _taken(kind: ModuleKind, name: str) -> Diagnostic:
    return Diagnostic(
        "module/file-taken",
        f"hclpress itself writes {name} of every module",
        "It comes from the contract. Give the template another name.",
        Span.start_of(shown(kind.folder / f"{name}.j2")),
    )


def _context(instance: Instance) -> Mapping[str, object]:
    """Return the context of a module's templates: its settings, its view, its names and its site."""
    settings, site = instance.settings, instance.site
    view = optional(Struct, settings.view, site)
    names = mapping(Name, settings.names, site)
    fields = {field: getattr(settings, field) for field in _fields_of(type(settings))}
    items = {
        field: tuple(item_views(fields[field], field, names))
        for field in item_fields(type(settings))
        if isinstance(fields[field], Mapping)
    }
    derived = {} if view is None else structs.asdict(view)
    return {**fields, **items, **derived, "names": names, "site": site, "packages": instance.zips}


@lru_cache(maxsize=256)
def _fields_of(kind: type[Module]) -> tuple[str, ...]:
    return tuple(field for field in kind.model_fields if field not in Module.model_fields)


def _rendered(
    folder: Path,
    context: Mapping[str, object],
    into: PurePosixPath,
    instance: str | None = None,
    subfolders: tuple[str, ...] = (),
) -> Iterator[GeneratedFile]:
    yield from _filled(templates(folder, subfolders), context, into, instance)


def _filled(
    found: Templates, context: Mapping[str, object], into: PurePosixPath, instance: str | None
) -> Iterator[GeneratedFile]:
    for name, template in found:
        if text := filled(template, context):
            yield GeneratedFile.of_text(_path(into, name), text, instance, file_of(template))


@lru_cache(maxsize=4096)
def _path(into: PurePosixPath, name: str) -> PurePosixPath:
    """Return a path whose parts are computed once: those of a fleet recur."""
    return into / name


def _with_extra(
    files: list[GeneratedFile], instance: Instance, stack: Stack, problems: list[Diagnostic]
) -> list[GeneratedFile]:
    raw = instance.settings.raw_arguments
    for address in dict.fromkeys(address for resources in raw.values() for address in resources):
        word = "extra" if address in raw["extra"] else "override"
        kind, _, label = address.partition(".")
        added, replaced = (dict(with_expressions(raw[one].get(address, {}))) for one in ("extra", "override"))
        schema, texts = _schema_of(kind, stack.environment.providers.aws), None
        while texts is None:
            try:
                texts = [
                    (file, changed(file.text, kind, label, ResourceEdit(added, replaced), schema)) for file in files
                ]
            except RefusedArgument as refused:
                # The others are tried without it, so that all that are refused are reported at once.
                source, refusing = (replaced, "override") if refused.name in replaced else (added, "extra")
                del source[refused.name]
                place = Cursor(
                    stack.spec.document, (*_above(instance, stack), refusing, address, refused.name)
                ).key_span
                summary = f"`{refusing}` cannot change {address}"
                problems.append(Diagnostic("spec/extra-refused", summary, f"{refused}.", place))
        if all(text is None for _, text in texts):
            known = tuple(_addresses(files))
            guess = nearest(address, known)
            problems.append(
                Diagnostic(
                    "spec/extra-without-resource",
                    f"{instance.name} has no resource {address}",
                    f"{f'Did you mean `{guess}`? ' if guess else ''}Its resources: {', '.join(known)}.",
                    Cursor(stack.spec.document, (*_above(instance, stack), word, address)).key_span,
                )
            )
        files = [file if text is None else structs.replace(file, content=layout(text).encode()) for file, text in texts]
    return files


def _above(instance: Instance, stack: Stack) -> tuple[str, str]:
    return MODULES, stack.spec.placements[instance.name].declared_name


def _schema_of(kind: str, constraint: str) -> BlockSchema | None:
    """Return the content of a type in the newest allowed version that hclpress knows; None if it knows none."""
    found = (schema.find("resource", kind) for schema in reversed(schemas_for(constraint)))
    return next((one for one in found if one is not None), None)


def _with_comments(files: list[GeneratedFile], instance: Instance, stack: Stack) -> list[GeneratedFile]:
    """Return the files with comments for the scanners that the spec names."""
    scanners = stack.environment.commented_scanners
    if not scanners:
        return files
    waivers = scanner_waivers(instance, stack)
    commented = []
    for file in files:
        skips = {scanner: skips_of(addresses(file.text), waivers, scanner) for scanner in scanners}
        text = add_comments(file.text, skips.get(Scanner.CHECKOV, {}), skips.get(Scanner.TRIVY, {}))
        commented.append(structs.replace(file, content=text.encode()))
    return commented


def _addresses(files: list[GeneratedFile]) -> Iterator[str]:
    for file in files:
        for line in file.text.splitlines():
            if line.startswith('resource "'):
                _, kind, _, label, _ = line.split('"')
                yield f"{kind}.{label}"
