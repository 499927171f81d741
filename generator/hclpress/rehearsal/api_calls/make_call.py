"""call: a request → the reply that a caller would get."""

from __future__ import annotations

import json
from pathlib import Path

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.rehearsal.api_calls.dsql_databases import Databases
from hclpress.rehearsal.api_calls.function import deployed_function, invoke, named_function
from hclpress.rehearsal.api_calls.lambda_event import event_of, reply_of
from hclpress.rehearsal.api_calls.permission import check_permission
from hclpress.rehearsal.api_calls.route import Route, find_route
from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.call_and_reply import INVOKE, Call, Reply
from hclpress.terraform.plan_json import Plan


def call(request: Call, plan: Plan, folder: Path, aws: Aws, databases: Databases, sources: Path | None = None) -> Reply:
    """Make a call to an API in the emulator, which invokes nothing itself.

    Ordinary calls to AWS resolve the route, integration, permission, function, code, role and environment. Then the zip
    runs with that environment, the role's credentials and the emulator's endpoint. The role's policies authorize its
    own calls. A function called by its name, as by `aws lambda invoke`, needs no route.

    Args:
        request: the call.
        plan: an empty plan of the deployed environment, made after the apply.
        folder: the applied working copy, which holds the zips.
        aws: the emulated account.
        databases: the databases that replace Aurora DSQL.
        sources: the project's folder, which holds libraries for functions.

    Raises:
        Diagnosed: for a failure before the reply: `rehearse/no-api`, `-stage`, `-integration`, `-function`,
            `not-permitted`, `wrong-code`, and the errors of `invoke`.
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
