"""A deployed function: its deployed code, run here with its deployed environment."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import shutil
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.rehearsal.api_calls.dsql_databases import Databases, Diversion
from hclpress.rehearsal.api_calls.role import Credentials, assume
from hclpress.rehearsal.aws_clients import Aws
from hclpress.system.cleanup import scratch_folder
from hclpress.terraform.bounded_process import run
from hclpress.terraform.json_value import JsonValue, text
from hclpress.terraform.plan_json import Plan, PlannedResource

_ROOM = 30.0
"""Seconds beyond the function's own limit: here interpreter and libraries start cold, on a machine with other work."""
_HERE = Path(__file__).parent
_MODULES = "node_modules"


class Function(Struct, frozen=True):
    """A function in AWS, with its code.

    Attributes:
        name: its name.
        arn: its ARN.
        region: its region.
        role: the ARN of its execution role.
        runtime: such as `python3.13`.
        handler: file and function, such as `index.handler`.
        timeout: its time limit in seconds.
        environment: its variables.
        code: its zip file.
    """

    name: str
    arn: str
    region: str
    role: str
    runtime: str
    handler: str
    timeout: int
    environment: Mapping[str, str]
    code: bytes


def deployed_function(caller: str, arn: str, qualifier: str, plan: Plan, folder: Path, aws: Aws) -> Function:
    """Get a function from AWS, and find its zip.

    Args:
        caller: the caller for diagnostics, such as a route.
        arn: its ARN.
        qualifier: its version or alias; empty for neither.
        plan: an empty plan of the deployed environment; it knows the resource of the function and its file.
        folder: the applied working copy.
        aws: the emulated account.

    Raises:
        Diagnosed: `rehearse/no-function`; `rehearse/wrong-code` when AWS has another code than the zip.
    """
    from botocore.exceptions import ClientError

    region = arn.split(":")[3]
    asked = {"FunctionName": arn} | ({"Qualifier": qualifier} if qualifier else {})
    try:
        configuration = aws.client("lambda", region).get_function_configuration(**asked)
    except ClientError as error:
        raise Diagnosed([_no_function(caller, str(error))]) from error
    resource = next((one for one in plan.resources("aws_lambda_function") if _makes(one, arn)), None)
    if resource is None:
        raise Diagnosed([_no_function(caller, f"No resource of the environment defines {arn}.")])
    code = _code(resource, folder, aws, region)
    given = base64.b64encode(hashlib.sha256(code).digest()).decode()
    if given != configuration["CodeSha256"]:
        raise Diagnosed([_wrong_code(resource, given, configuration["CodeSha256"])])
    return Function(
        name=configuration["FunctionName"],
        arn=configuration["FunctionArn"],
        region=region,
        role=configuration["Role"],
        runtime=configuration["Runtime"],
        handler=configuration["Handler"],
        timeout=configuration["Timeout"],
        environment=configuration.get("Environment", {}).get("Variables", {}),
        code=code,
    )


def named_function(name: str, plan: Plan) -> str:
    """Return the ARN of the function with this name in Lambda or in an output of the root module.

    Raises:
        Diagnosed: `rehearse/no-function`, with the names of all functions.
    """
    output = plan.outputs.get(name)
    called = text(output.value) if output is not None else name
    functions = {text(one.values.get("function_name")): one for one in plan.resources("aws_lambda_function")}
    if called not in functions:
        known = f"There are {', '.join(functions)}." if functions else "The environment has none."
        raise Diagnosed([_no_function(f"INVOKE {name}", f"{known} An output that holds such a name will do as well.")])
    return text(functions[called].values.get("arn"))


def invoke(
    function: Function, event: JsonValue, plan: Plan, aws: Aws, sources: Path | None, databases: Databases
) -> JsonValue:
    """Run a function once, in a process and folder of its own, with the credentials of its role.

    Args:
        function: the function to run.
        event: its event.
        plan: an empty plan of the deployed environment.
        aws: the target of its own calls.
        sources: the project's folder. Its `functions/` holds the AWS SDK, installed by `npm ci`, which the Node runtime
            on AWS has and Node on this machine has not.
        databases: the target of its connections to DSQL.

    Returns:
        Its result.

    Raises:
        Diagnosed: `rehearse/no-runtime`, `rehearse/no-postgresql`, `rehearse/role-not-assumable`;
            `rehearse/access-denied` when the role had no permission for a call, even if the function handled the error;
            `rehearse/function-failed` with its output; `terraform/timed-out`.
    """
    credentials = assume(function.role, function.name, function.region, aws)
    diversion = databases.diversion(function.environment, credentials, plan)
    with scratch_folder("hclpress-function-") as temporary:
        task = temporary / "task"
        with zipfile.ZipFile(io.BytesIO(function.code)) as archive:
            archive.extractall(task)
        answer, asked = temporary / "answer.json", temporary / "event.json"
        asked.write_text(json.dumps(event), encoding="utf-8")
        environ = _environment(function, credentials, aws)
        if diversion is not None:
            environ |= _diverted(function, diversion, temporary)
        finished = run(
            [*_runtime(function, task, sources), function.handler, str(asked), str(answer)],
            folder=task,
            environ=environ,
            timeout=function.timeout + _ROOM,
            doing=f"The function {function.name}",
        )
        if refusals := (*aws.refusals(credentials.key), *databases.refusals(credentials)):
            raise Diagnosed(_denied(function, refusal) for refusal in dict.fromkeys(refusals))
        if finished.code != 0 or not answer.is_file():
            raise Diagnosed([_failed(function, finished.stderr or finished.stdout)])
        answered: JsonValue = json.loads(answer.read_text("utf-8"))
        return answered


def _makes(resource: PlannedResource, arn: str) -> bool:
    return text(resource.values.get("arn")) == arn


def _code(resource: PlannedResource, folder: Path, aws: Aws, region: str) -> bytes:
    if bucket := text(resource.values.get("s3_bucket")):
        key = text(resource.values.get("s3_key"))
        code: bytes = aws.client("s3", region).get_object(Bucket=bucket, Key=key)["Body"].read()
        return code
    return (folder / text(resource.values.get("filename"))).read_bytes()


def _runtime(function: Function, task: Path, sources: Path | None) -> list[str]:
    if function.runtime.startswith("python"):
        # This interpreter has boto3, as Lambda's has; its version may differ from the deployed one's.
        return [sys.executable, str(_HERE / "run_python_function.py")]
    node = shutil.which("node")
    if not function.runtime.startswith("nodejs") or node is None:
        raise Diagnosed([_no_runtime(function)])
    if not (task / _MODULES).exists() and (installed_packages := _installed_modules(sources)):
        (task / _MODULES).symlink_to(installed_packages, target_is_directory=True)
    return [node, str(_HERE / "run_node_function.mjs")]


def _installed_modules(sources: Path | None) -> Path | None:
    found = sorted((sources / "functions").glob(f"*/{_MODULES}")) if sources else []
    return found[0].resolve() if found else None


def _environment(function: Function, credentials: Credentials, aws: Aws) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "AWS_ACCESS_KEY_ID": credentials.key,
        "AWS_SECRET_ACCESS_KEY": credentials.secret,
        "AWS_SESSION_TOKEN": credentials.token,
        "AWS_REGION": function.region,
        "AWS_DEFAULT_REGION": function.region,
        "AWS_ENDPOINT_URL": aws.endpoint,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_LAMBDA_FUNCTION_NAME": function.name,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_XRAY_CONTEXT_MISSING": "LOG_ERROR",
        "HCLPRESS_FUNCTION_ARN": function.arn,
        "HCLPRESS_FUNCTION_TIMEOUT": str(function.timeout),
        **function.environment,
    }


def _diverted(function: Function, diversion: Diversion, folder: Path) -> dict[str, str]:
    """Return the variables that lead a function to its databases and make it trust their certificates."""
    if not function.runtime.startswith("python"):
        raise Diagnosed([_no_way_to_a_database(function)])
    trusted = folder / "authorities.pem"
    trusted.write_bytes(diversion.authorities)
    return {"HCLPRESS_DIVERTED": json.dumps(dict(diversion.ports)), "SSL_CERT_FILE": str(trusted)}


def _no_function(caller: str, why: str) -> Diagnostic:
    return Diagnostic(
        "rehearse/no-function",
        f"{caller} leads to no function",
        f"{why} The call cannot be made.",
    )


def _wrong_code(resource: PlannedResource, given: str, known: str) -> Diagnostic:
    return Diagnostic(
        "rehearse/wrong-code",
        f"{resource.address} runs other code than its zip holds",
        f"The zip's SHA-256 is {given}, and AWS knows {known}. Its `source_code_hash` must be that of the zip, or a "
        "changed zip is never deployed.",
    )


def _no_runtime(function: Function) -> Diagnostic:
    return Diagnostic(
        "rehearse/no-runtime",
        f"{function.runtime} cannot be run here",
        f"{function.name} needs it. Python functions are run by this Python, those of Node by the `node` on PATH; "
        "install Node 20 or later for the latter.",
    )


def _no_way_to_a_database(function: Function) -> Diagnostic:
    return Diagnostic(
        "rehearse/no-runtime",
        f"{function.name} cannot be led to its database here",
        f"It runs on {function.runtime}, and only Python functions are led from DSQL to the PostgreSQL server that "
        "stands in for it.",
    )


def _denied(function: Function, refusal: str) -> Diagnostic:
    return Diagnostic(
        "rehearse/access-denied",
        f"AccessDenied: {function.name} may not {refusal.partition(': ')[0]}",
        f"The policies of {function.role} refused {refusal}. Let what the function `uses` grant it, or take "
        "the call out of its code.",
    )


def _failed(function: Function, said: str) -> Diagnostic:
    last_words = "\n".join(said.strip().splitlines()[-20:])
    return Diagnostic(
        "rehearse/function-failed",
        f"The function {function.name} failed",
        f"It gave no result, so API Gateway would reply with 502. Its output:\n{last_words or '(nothing)'}",
    )
