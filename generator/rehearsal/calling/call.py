"""call: a request → what a caller would get."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnosed, Diagnostic
from generator.rehearsal.aws import Aws
from generator.rehearsal.calling.event import event_of, reply_of
from generator.rehearsal.calling.function import deployed_function, invoke
from generator.rehearsal.calling.permission import check_permission
from generator.rehearsal.calling.route import find_route
from generator.rehearsal.message import Reply, Request
from generator.terraform.plan import Plan


def call(request: Request, plan: Plan, folder: Path, aws: Aws, sources: Path | None = None) -> Reply:
    """Make a call to an API that stands in the emulator, which invokes nothing itself.

    The way is walked by ordinary calls to AWS: route, integration, permission, function, code, environment. Then the
    zip is run with that environment and the emulator's endpoint. Roles are not judged: what a function may do in AWS
    is for the checks of the generator to say.

    Args:
        request: the call.
        plan: an empty plan of what stands, made after the apply.
        folder: the working copy that was applied; the zips lie in it.
        aws: where it stands.
        sources: the project's folder, for what functions are run with.

    Raises:
        Diagnosed: what stops the call on its way: `rehearse/no-api`, `-stage`, `-integration`, `-function`,
            `not-permitted`, `wrong-code`, `no-runtime`, `function-failed`, `terraform/timed-out`.
    """
    route = find_route(request, plan, aws)
    if route.answer is not None:
        return route.answer
    if not route.function:
        raise Diagnosed(
            [
                Diagnostic(
                    "rehearse/no-integration",
                    f"{route.key} of {route.address} leads nowhere",
                    "It has no integration with a function. API Gateway would answer 500.",
                )
            ]
        )
    check_permission(route, aws)
    function = deployed_function(route, plan, folder, aws)
    return reply_of(invoke(function, event_of(request, route, aws.account), aws, sources), route)
