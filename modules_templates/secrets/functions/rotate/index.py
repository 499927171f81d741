"""Rotates a secret whose value is a password, or a JSON object with a field `password`."""

import json
import secrets

import boto3

STORE = boto3.client("secretsmanager")


def handler(event: dict[str, str], _context: object) -> None:
    """Do one step of a rotation; Secrets Manager calls all four in turn."""
    secret, token = event["SecretId"], event["ClientRequestToken"]
    if event["Step"] == "createSecret":
        create(secret, token)
    elif event["Step"] == "finishSecret":
        finish(secret, token)


def create(secret: str, token: str) -> None:
    """Write the next value, unless an earlier try has written it."""
    current = STORE.get_secret_value(SecretId=secret, VersionStage="AWSCURRENT")["SecretString"]
    STORE.put_secret_value(
        SecretId=secret, ClientRequestToken=token, SecretString=renewed(current), VersionStages=["AWSPENDING"]
    )


def renewed(current: str) -> str:
    """The value with another password in it."""
    password = secrets.token_urlsafe(30)
    try:
        fields = json.loads(current)
    except ValueError:
        return password
    return json.dumps({**fields, "password": password}) if isinstance(fields, dict) else password


def finish(secret: str, token: str) -> None:
    """Make the next value the current one."""
    versions = STORE.describe_secret(SecretId=secret)["VersionIdsToStages"]
    current = next(version for version, stages in versions.items() if "AWSCURRENT" in stages)
    if current != token:
        STORE.update_secret_version_stage(
            SecretId=secret, VersionStage="AWSCURRENT", MoveToVersionId=token, RemoveFromVersionId=current
        )
