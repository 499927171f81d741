"""parse: rendered files → their structure, read back from the text to write."""

from __future__ import annotations

from hclpress.cache.memoized import accept, accept_and_read
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.model.parsed_stack import ParsedFile, ParsedStack
from hclpress.model.source_file import SourceFile
from hclpress.model.stack import Stack


def parse(stack: Stack, files: tuple[SourceFile, ...]) -> ParsedStack:
    """Read every file back: HashiCorp's own parser checks its syntax, python-hcl2 gives its structure.

    Files that differ only in the text of strings share one result (`hclpress.hcl.skeleton`).

    Raises:
        Diagnosed: with everything that is not HCL, placed in the rendered text. That is an error of a template and not
            of the spec.
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
            problems.extend(found.diagnostics)
    if problems:
        raise Diagnosed(problems)
    return ParsedStack(stack, tuple(parsed))
