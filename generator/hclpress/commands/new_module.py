"""hclpress new-module: write a module of one's own that renders at once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from hclpress.authoring.scaffold import name_problems, new_module, trial_problems
from hclpress.catalog import find_modules
from hclpress.diagnostics import Diagnosed, Diagnostic, Span, shown
from hclpress.ui.console import Console


def new_module_in(console: Console, folder: Path, name: str, resource: str) -> int:
    """Write a new module that renders at once. Overwrites nothing.

    Args:
        console: the console.
        folder: the folder of the user's modules; made when it is not there.
        name: the module.
        resource: the Terraform type of the resource that it makes.

    Returns:
        0.

    Raises:
        Diagnosed: for a name or a type that cannot be, and for a module of that name that is there already.
    """
    problems = name_problems(name, resource)
    home = folder / name
    if name in find_modules().names:
        detail = "hclpress ships a module of that name. Choose another one."
        problems.append(Diagnostic("new-module/exists", f"There is a module {name} already", detail))
    elif not problems and os.path.lexists(home):
        detail = "hclpress does not overwrite modules. Choose another name."
        problems.append(Diagnostic("new-module/exists", f"{home} is there already", detail, Span.start_of(shown(home))))
    problems = problems or trial_problems(name, resource)
    if problems:
        raise Diagnosed(problems)
    written = []
    for path, text in new_module(name, resource).items():
        target = home / path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        except OSError as error:
            # It was not there before.
            shutil.rmtree(home, ignore_errors=True)
            detail = f"The system says: {error.strerror}."
            raise Diagnosed([Diagnostic("new-module/refused", f"{target} cannot be written", detail)]) from error
        written.append(target.as_posix())
        console.say(f"{target}: written")
    console.say(f"Next: hclpress test-modules {folder} --update")
    console.report((), {"written": list(written)})
    return 0
