"""A new module of a user: contract, template, README and an example that renders at once."""

from __future__ import annotations

import keyword
import re
import tempfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import hclpress.modules
from hclpress.authoring.examples import examples_of
from hclpress.authoring.required_arguments import required_lines, schema_of
from hclpress.aws.encryption import ENCRYPTION
from hclpress.aws.name_rules import NAME_RULES
from hclpress.aws.provider_schema import BlockSchema, provider_schemas
from hclpress.catalog import find_modules
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.module import Module
from hclpress.module import __all__ as module_interface
from hclpress.source.nearest import nearest

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_LONGEST = 40
_TYPE = re.compile(r"aws(_[a-z0-9]+)+")


def name_problems(name: str, resource: str) -> list[Diagnostic]:
    """Everything that keeps a module from having such a name or making such resources."""
    problems = []
    if len(name) > _LONGEST:
        detail = f"It has {len(name)} characters; an instance is named like its module, with {_LONGEST} at most."
        problems.append(Diagnostic("new-module/bad-name", f"'{name[:_LONGEST]}…' cannot name a module", detail))
    elif not _NAME.fullmatch(name) or keyword.iskeyword(name):
        detail = "It becomes a folder and a Python package: small letters, digits and `_`, such as `queues`."
        problems.append(Diagnostic("new-module/bad-name", f"{name!r} cannot name a module", detail))
    elif name in Module.model_fields or hasattr(Module, name):
        problems.append(not_usable(name, "Every module has something of that name already."))
    if not _TYPE.fullmatch(resource):
        detail = "Write the Terraform type of the resource that the module makes, such as `aws_sqs_queue`."
        problems.append(Diagnostic("new-module/bad-type", f"{resource!r} is no resource type of AWS", detail))
    elif schema_of(resource) is None:
        guess = nearest(resource, (kind for schema in provider_schemas() for kind in schema.types("resource")))
        detail = f"Did you mean `{guess}`?" if guess else "The documentation of hashicorp/aws lists the types."
        problems.append(Diagnostic("new-module/bad-type", f"{resource!r} is no resource type of AWS", detail))
    return problems


def trial_problems(name: str, resource: str) -> list[Diagnostic]:
    """The reason that keeps the example of such a module from being rendered, tried in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / name
        for path, text in new_module(name, resource).items():
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_text(text, encoding="utf-8")
        catalog = find_modules((Path(folder),))
        try:
            for example in examples_of(catalog.module(name)):
                example.generate(catalog, ())
        except Diagnosed as found:
            first = found.diagnostics[0]
            return [not_usable(name, f"hclpress, Python, YAML or HCL reads it as its own: {first.summary}.")]
        finally:
            # It was opened for the trial alone.
            hclpress.modules.__path__.remove(folder)
    return []


def not_usable(name: str, reason: str) -> Diagnostic:
    """The refusal of a name that means something already."""
    detail = f"{reason} Choose another name, such as `my_{name}`."
    return Diagnostic("new-module/reserved-name", f"{name!r} cannot name a module", detail)


def new_module(name: str, resource: str) -> Mapping[PurePosixPath, str]:
    """The files of a new module by path below its folder.

    Args:
        name: the module, a plural such as `queues`.
        resource: the Terraform type of the resource that it makes one of for each item.
    """
    item = _singular(name)
    return {
        PurePosixPath("contract.py"): _contract(name, item, resource),
        PurePosixPath("main.tf.j2"): _template(name, item, resource),
        PurePosixPath("README.md"): _readme(name, resource),
        PurePosixPath("examples/first/spec.yaml"): _spec(name),
    }


def _contract(name: str, item: str, resource: str) -> str:
    kind, part = _class_name(name), _class_name(item)
    kind = f"{kind}Module" if kind == part or kind in _CLASSES else kind
    facts = "" if resource in NAME_RULES else _FACTS.format(resource=resource, service=resource.split("_")[1])
    more = "" if resource in NAME_RULES else "NameRule, "
    facts_import = "" if resource in NAME_RULES else "ResourceFacts, "
    return f'''"""{name}: {_words(name)} by name."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from hclpress.module import Item, ItemName, Module, Name, {more}Output, {facts_import}Site, identifier


class {part}(Item):
    """One {_words(item)}."""


class {kind}(Module):
    """{_words(name).capitalize()}."""

    summary = "{_words(name).capitalize()} by name."
{facts}
    {name}: Annotated[Mapping[ItemName, {part}], Field(min_length=1)]
    """The {_words(name)} by name."""

    def names(self, site: Site) -> Mapping[str, Name]:
        """A name for each {_words(item)}."""
        return {{identifier(key): site.name("{resource}", key, ("{name}", key)) for key in self.{name}}}

    def outputs(self, site: Site) -> Iterator[Output]:
        """The ARN of each {_words(item)}."""
        for key in self.{name}:
            yield Output.of("{resource}", identifier(key), "arn", f"ARN of the {_words(item)} {{key}}.", exported=True)
'''


_FACTS = """
    # The limits stand in the API reference of the service, at the call that creates the resource.
    resource_facts = ResourceFacts(
        name_rules={{"{resource}": NameRule("{service}", 64, r"[A-Za-z0-9_-]+", "letters, digits, `_` and `-`")}}
    )
"""


def _template(name: str, item: str, resource: str) -> str:
    schema = schema_of(resource)
    named, argument = _named(item, resource, schema)
    encryption = _encryption(resource)
    written = frozenset({argument, *(line.split()[0] for line in encryption)})
    arguments = [*named, *encryption, *(required_lines(schema, written) if schema else ())]
    return "\n".join(
        [
            f"{{% for {item} in {name} %}}",
            f"{{{{ comment({item}.note) }}}}",
            f'resource "{resource}" {{{{ {item}.label }}}} {{',
            *arguments,
            "}",
            "",
            "{% endfor %}",
            "",
        ]
    )


def _named(item: str, resource: str, schema: BlockSchema | None) -> tuple[list[str], str]:
    """The lines that give a resource its name, and the argument that they set: a tag, where it has no such argument."""
    rule = NAME_RULES.get(resource)
    argument = rule.argument if rule else "name"
    known = schema.arguments if schema else {}
    if argument in known and known[argument].is_settable:
        return [f"  {argument} = {{{{ {item}.name }}}}"], argument
    if "tags" in known:
        return ["  tags = {", f"    Name = {{{{ {item}.name }}}}", "  }"], "tags"
    return [], argument


def _encryption(resource: str) -> list[str]:
    """The argument that encrypts such a resource with a key of AWS, where one argument is enough."""
    for one in ENCRYPTION.get(resource, ()):
        if one.value is True and not one.blocks and one.beside is None:
            return [f"  {one.argument} = true"]
    return []


def _readme(name: str, resource: str) -> str:
    return f"""# {name}

Makes one `{resource}` for each entry of `{name}`.

```yaml
{_entry(name)}```
"""


def _entry(name: str) -> str:
    """An instance in a spec. Its name has hyphens, so that it does not name the module by itself."""
    instance = name.replace("_", "-")
    kind = "" if instance == name else f"    module: {name}\n"
    return f"  {instance}:\n{kind}    {name}:\n      first: {{}}\n"


def _spec(name: str) -> str:
    return f"""# A whole environment that shows the module; `hclpress test-modules --update` writes what it renders to.
project: example
suffix: dev1
owner: me
region: us-east-1

modules:
{_entry(name)}"""


_CLASSES = ("True", "False", "None", *module_interface, "Annotated", "Field", "Iterator", "Mapping")
"""Names of classes that a contract cannot give to its own."""
_WORDS = (
    "loop",
    "not",
    "and",
    "or",
    "in",
    "is",
    "if",
    "else",
    "true",
    "false",
    "none",
    "self",
    "super",
    "comment",
    "site",
)
"""Words that a template reads as its own."""


def _singular(name: str) -> str:
    one = _shortened(name)
    taken = not one or keyword.iskeyword(one) or one in _WORDS or _class_name(one) in _CLASSES
    return f"{name}_item" if taken else one


def _shortened(name: str) -> str:
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    if re.search(r"(ss|x|ch|sh)es$", name):
        return name[:-2]
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else f"{name}_item"


def _class_name(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _words(name: str) -> str:
    return name.replace("_", " ")
