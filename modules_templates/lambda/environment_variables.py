"""Problems of environment variables: those Lambda refuses, and secrets in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hclpress.aws.secret_names import holds_secret
from hclpress.module import FactReference, Problem, SpecPath, known_text

# Lambda developer guide, "Defined runtime environment variables": the ones Lambda keeps for itself.
RESERVED = frozenset(
    {
        "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "AWS_DEFAULT_REGION",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_LAMBDA_RUNTIME_API",
        "AWS_REGION",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "LAMBDA_RUNTIME_DIR",
        "LAMBDA_TASK_ROOT",
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
    }
)
# Lambda API reference, Environment: the pattern of a key. Quotas: 4 KB for all variables of a function.
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]+")
LARGEST = 4096

Variables = Mapping[str, str | FactReference]


def variable_problems(variables: Variables, path: SpecPath) -> Iterator[Problem]:
    """Report variables that Lambda refuses, and secrets in plain text. `path` is their place in the spec."""
    for name, value in variables.items():
        if name in RESERVED:
            yield Problem(
                (*path, name),
                "reserved-variable",
                f"`{name}` belongs to Lambda",
                "Lambda refuses a function that sets it. The code can read it all the same; for another value choose "
                "another name.",
            )
        elif not _NAME.fullmatch(name):
            yield Problem(
                (*path, name),
                "variable-name",
                f"Lambda accepts no variable called `{name}`",
                "It requires two characters or more: a letter first, then letters, digits and `_`.",
            )
        if (text := known_text(value)) and holds_secret(name, text):
            yield Problem(
                (*path, name),
                "secret-in-plain-text",
                f"`{name}` looks like a secret in plain text",
                "It would appear in version control, state and console. Store it in Secrets Manager or "
                "SSM, give the function its ARN, and name it under `uses`.",
            )


def size_problems(variables: Variables, path: SpecPath) -> Iterator[Problem]:
    """Report an environment that is too large by its known values. `path` is the place to report it at."""
    size = sum(len(name.encode()) + len(known_text(value).encode()) for name, value in variables.items())
    if size > LARGEST:
        yield Problem(
            path,
            "environment-too-large",
            f"The environment has {size} bytes",
            f"Lambda accepts {LARGEST} for the names and values of a function. Keep the longer ones in SSM or S3 and "
            "let the code read them.",
        )
