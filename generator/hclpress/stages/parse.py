"""parse: rendered files → their structure, read back from the text to write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from hclpress.cache.cached_hcl import accept, accept_and_read
from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.hcl.refused_blocks import refused_blocks
from hclpress.hcl.structure import Document
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.parsed_stack import ParsedFile, ParsedStack
from hclpress.model.stack import Stack
from hclpress.module_folders import SHIPPED
from hclpress.templates.source_map import template_fault


def parse(stack: Stack, files: tuple[GeneratedFile, ...]) -> ParsedStack:
    """Read every file back: HashiCorp's own parser checks its syntax, python-hcl2 gives its structure.

    Files that differ only in the text of strings share one result (`hclpress.hcl.skeleton`).

    Raises:
        Diagnosed: with everything that is no HCL, placed in the template that renders it.
    """
    parsed: list[ParsedFile] = []
    problems: list[Diagnostic] = []
    for file in files:
        if not file.is_hcl:
            continue
        name = f"{stack.spec.address}/{file.path}"
        try:
            if file.is_terraform:
                parsed.append(ParsedFile(file, accept_and_read(file.text, name)))
            else:
                accept(file.text, name)
        except Diagnosed as found:
            problems.extend(_in_template(one, file) for one in found.diagnostics)
    problems += _refused_by_terraform(parsed)
    if problems:
        raise Diagnosed(problems)
    return ParsedStack(stack, tuple(parsed))


def _refused_by_terraform(parsed: Iterable[ParsedFile]) -> Iterator[Diagnostic]:
    """Yield what Terraform would refuse in a user's own modules; plans of real Terraform hold those of ours."""
    instances: dict[str, dict[str, GeneratedFile]] = defaultdict(dict)
    documents: dict[str, list[Document]] = defaultdict(list)
    for one in parsed:
        if one.source.instance is not None:
            instances[one.source.instance][one.document.file] = one.source
            documents[one.source.instance].append(one.document)
    for name, files in instances.items():
        if any(file.template and not _is_shipped(file.template) for file in files.values()):
            for found in refused_blocks(documents[name]):
                place = Span(found.document.file, found.line, 1, found.line, 1)
                problem = Diagnostic("module/renders-no-hcl", found.summary, found.detail, place)
                yield _in_template(problem, files[found.document.file])


@lru_cache(maxsize=1024)
def _is_shipped(template: Path) -> bool:
    return template.is_relative_to(SHIPPED)


def _in_template(found: Diagnostic, file: GeneratedFile) -> Diagnostic:
    """A fault of rendered text, placed in the template that somebody can mend."""
    if file.template is None or found.span is None:
        return found
    lines = file.text.splitlines()
    rendered = lines[found.span.line - 1] if found.span.line <= len(lines) else ""
    return template_fault(found.summary, found.detail, rendered, file.template)
