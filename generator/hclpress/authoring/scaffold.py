"""A new module of a user: contract, template, README and an example that renders at once."""

from __future__ import annotations

import keyword
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from hclpress.aws.encryption import ENCRYPTION
from hclpress.aws.name_rules import NAME_RULES
from hclpress.diagnostics import Diagnostic

_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_TYPE = re.compile(r"aws_[a-z0-9_]+")


def name_problems(name: str, resource: str) -> list[Diagnostic]:
    """Everything that keeps a module from having such a name or making such resources."""
    problems = []
    if not _NAME.fullmatch(name) or keyword.iskeyword(name):
        detail = "It becomes a folder and a Python package: small letters, digits and `_`, such as `queues`."
        problems.append(Diagnostic("new-module/bad-name", f"{name!r} cannot name a module", detail))
    if not _TYPE.fullmatch(resource):
        detail = "Write the Terraform type of the resource that the module makes, such as `aws_sqs_queue`."
        problems.append(Diagnostic("new-module/bad-type", f"{resource!r} is no resource type of AWS", detail))
    return problems


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
        PurePosixPath("examples/first/spec.yaml"): _spec(name, item),
    }


def _contract(name: str, item: str, resource: str) -> str:
    kind, part = _class_name(name), _class_name(item)
    kind = f"{kind}Module" if kind == part else kind
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
    rule = NAME_RULES.get(resource)
    argument = rule.argument if rule else "name"
    arguments = [f"  {argument} = {{{{ {item}.name }}}}", *_encryption(resource)]
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
  {name}:
    {name}:
      {_singular(name)}-a: {{}}
```
"""


def _spec(name: str, item: str) -> str:
    return f"""# A whole environment that shows the module; `hclpress test-modules --update` writes what it renders to.
project: example
suffix: dev1
owner: me
region: us-east-1

modules:
  {name}:
    {name}:
      {item}-a: {{}}
"""


def _singular(name: str) -> str:
    if name.endswith("ies"):
        return f"{name[:-3]}y"
    if re.search(r"(ss|x|ch|sh)es$", name):
        return name[:-2]
    return name[:-1] if name.endswith("s") and not name.endswith("ss") else f"{name}_item"


def _class_name(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _words(name: str) -> str:
    return name.replace("_", " ")
