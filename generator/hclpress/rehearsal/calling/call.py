"""call: a request → what a caller would get."""

from __future__ import annotations

import json
from pathlib import Path

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.rehearsal.aws import Aws
from hclpress.rehearsal.calling.database import Databases
from hclpress.rehearsal.calling.event import event_of, reply_of
from hclpress.rehearsal.calling.function import deployed_function, invoke, named_function
from hclpress.rehearsal.calling.permission import check_permission
from hclpress.rehearsal.calling.route import Route, find_route
from hclpress.rehearsal.message import INVOKE, Call, Reply
from hclpress.terraform.plan import Plan


def call(request: Call, plan: Plan, folder: Path, aws: Aws, databases: Databases, sources: Path | None = None) -> Reply:
    """Make a call to an API that stands in the emulator, which invokes nothing itself.

    The way is walked by ordinary calls to AWS: route, integration, permission, function, code, role, environment. Then
    the zip is run with that environment, the role's credentials and the emulator's endpoint. What the role may do is
    judged by its policies. A function called by its name, as by `aws lambda invoke`, spares the way.

    Args:
        request: the call.
        plan: an empty plan of what stands, made after the apply.
        folder: the working copy that was applied; the zips lie in it.
        aws: where it stands.
        databases: what stands in for Aurora DSQL.
        sources: the project's folder, for what functions are run with.

    Raises:
        Diagnosed: what stops the call on its way: `rehearse/no-api`, `-stage`, `-integration`, `-function`,
            `not-permitted`, `wrong-code`, and what `invoke` says.
    """
    if request.method == INVOKE:
        function = deployed_function(str(request), named_function(request.path, plan), "", plan, folder, aws)
        return Reply(200, {}, json.dumps(invoke(function, {}, plan, aws, sources, databases)))
    route = find_route(request, plan, aws)
    if route.answer is not None:
        return route.answer
    if not route.function:
        raise Diagnosed([_no_integration(route)])
    check_permission(route, aws)
    caller = f"{route.key} of {route.address}"
    function = deployed_function(caller, route.function, route.qualifier, plan, folder, aws)
    answer = invoke(function, event_of(request, route, aws.account), plan, aws, sources, databases)
    return reply_of(answer, route)


def _no_integration(route: Route) -> Diagnostic:
    return Diagnostic(
        "rehearse/no-integration",
        f"{route.key} of {route.address} leads nowhere",
        "It has no integration with a function. API Gateway would answer 500.",
    )
