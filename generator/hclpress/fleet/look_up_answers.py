"""Answers for look-ups where nobody asks AWS: each attribute that a root module reads becomes a stand-in.

A plan without an account cannot read a data source. The plan of the resources is the same with a stand-in for what the
data source would give, so the copy that is planned gets literals and no look-ups.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from hclpress.hcl.values import encode
from hclpress.module.look_up import LookUp
from hclpress.terraform.json_value import JsonValue
from hclpress.terraform.working_copy import LOOK_UPS


def answer(folder: Path, look_ups: Iterable[LookUp], values: Mapping[str, JsonValue] = {}) -> None:
    """Write the stand-ins into a copy of a root module, and remove its look-ups.

    Args:
        folder: the copy.
        look_ups: the look-ups of the root module.
        values: values that are known, by the expressions that read them; they come before stand-ins.
    """
    answers = {
        str(one.attribute(attribute)): str(encode(values.get(one.attribute(attribute), value)))
        for one in look_ups
        for attribute, value in one.answers.items()
    }
    if not answers:
        return
    (folder / LOOK_UPS).unlink(missing_ok=True)
    longest_first = sorted(answers, key=len, reverse=True)
    reading = re.compile("|".join(rf"{re.escape(one)}\b" for one in longest_first))
    for file in sorted(folder.glob("*.tf")):
        text = file.read_text(encoding="utf-8")
        file.write_text(reading.sub(lambda found: answers[found[0]], text), encoding="utf-8")
