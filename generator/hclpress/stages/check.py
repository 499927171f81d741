"""check: a parsed stack, the checks and the waivers → the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from hclpress.catalog import Check
from hclpress.diagnostics import Diagnostic, Severity, Span, in_reading_order
from hclpress.model.finding import Finding
from hclpress.model.finding_place import place_of
from hclpress.model.parsed_stack import ParsedStack
from hclpress.model.waiver_targets import fits, waived
from hclpress.source import document
from hclpress.source.nearest import nearest
from hclpress.spec.waiver import Waiver


def check(parsed: ParsedStack, checks: Iterable[Check], today: date) -> tuple[Diagnostic, ...]:
    """Run every check over the stack. Findings are returned, not raised; the caller decides which errors stop.

    Findings point at the YAML, where the user can fix them, as near as the names tell (`hclpress.model.finding_place`),
    and name the rendered file and line.
    Findings that a valid waiver of the spec covers are left out. A waiver that has expired, that names something
    unknown, or that nothing needs is itself a finding.

    Args:
        parsed: the stack with its files, read back.
        checks: the checks to run.
        today: the day on which waivers are checked for expiry.
    """
    checks = tuple(checks)
    waivers = parsed.stack.environment.waivers
    findings = [(one, finding) for one in checks for finding in one.run(parsed)]
    holding = [waiver for waiver in waivers if waiver.check and waiver.last_day >= today]
    standing = (
        (one, finding)
        for one, finding in findings
        if not any(waiver.check == one.id and fits(waiver, finding.placed, parsed) for waiver in holding)
    )
    return in_reading_order(
        [
            *(_diagnostic(one, finding, parsed) for one, finding in standing),
            *(
                problem
                for index, waiver in enumerate(waivers)
                for problem in _waiver_problems(index, waiver, findings, checks, parsed, today)
            ),
        ]
    )


def _diagnostic(one: Check, finding: Finding, parsed: ParsedStack) -> Diagnostic:
    spec = parsed.stack.spec
    return Diagnostic(
        f"check/{one.id}",
        finding.summary,
        f"{finding.placed}. {finding.detail}" if finding.placed else finding.detail,
        place_of(finding, spec),
        one.severity,
    )


def _waiver_problems(
    index: int,
    waiver: Waiver,
    findings: list[tuple[Check, Finding]],
    checks: tuple[Check, ...],
    parsed: ParsedStack,
    today: date,
) -> Iterator[Diagnostic]:
    spec = parsed.stack.spec

    def place(key: str) -> Span:
        return document.span_of(spec.document, ("waivers", index, key))

    known = [one.id for one in checks]
    if waiver.check and waiver.check not in known:
        yield _unknown("check", waiver.check, known, place("check"))
        return
    instances = [*spec.placements, *(one.declared_name for one in spec.placements.values())]
    if waiver.instance and waiver.instance not in instances:
        yield _unknown("instance", waiver.instance, list(spec.placements), place("instance"))
        return
    key = next(one for one in ("check", "checkov", "trivy") if getattr(waiver, one))
    what = waiver.check or waiver.of_scanner or ""
    if waiver.last_day < today:
        yield Diagnostic(
            "waiver/expired",
            f"The waiver of {what} has expired",
            f"It applied until {waiver.until}, because: {waiver.reason} Fix the finding; or, if the reason is still "
            "valid, set a later day.",
            place("until"),
        )
    elif not _is_needed(waiver, findings, parsed):
        lacking = f"{waiver.check} finds nothing" if waiver.check else f"There is no {waiver.resource}"
        where = f"in {waiver.instance}" if waiver.instance else "here"
        yield Diagnostic(
            "waiver/of-nothing",
            f"The waiver of {what} has no effect",
            f"{lacking} {where}. Remove the waiver, or it will hide the next mistake.",
            place(key),
            Severity.WARNING,
        )


def _is_needed(waiver: Waiver, findings: list[tuple[Check, Finding]], parsed: ParsedStack) -> bool:
    if waiver.check:
        return any(one.id == waiver.check and fits(waiver, finding.placed, parsed) for one, finding in findings)
    # Only a scanner knows its findings; we can check that the resources exist.
    return any(waived(waiver, parsed))


def _unknown(kind: str, word: str, known: list[str], place: Span) -> Diagnostic:
    guess = nearest(word, known)
    meant = f"Did you mean `{guess}`? " if guess else ""
    return Diagnostic(
        f"waiver/no-such-{kind}",
        f"There is no {kind} {word!r}",
        f"{meant}There is: {', '.join(known) or 'nothing'}.",
        place,
    )
