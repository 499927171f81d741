"""A stand-in for the requests of a plan that asks AWS for nothing that it keeps.

A root module without an account reads it from AWS (`aws_caller_identity`), and Terraform opens ephemeral passwords and
secrets whenever it plans. A plan without an account needs these responses, and no other part of AWS.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

NOBODYS_ACCOUNT = "000000000000"
_ANSWER = f"""\
<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::{NOBODYS_ACCOUNT}:user/nobody</Arn>
    <UserId>NOBODY</UserId>
    <Account>{NOBODYS_ACCOUNT}</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata>
</GetCallerIdentityResponse>
"""
_OF_SECRETS = {
    "secretsmanager.GetRandomPassword": '{"RandomPassword": "for-the-plan-only"}',
    "secretsmanager.GetSecretValue": json.dumps(
        {
            "ARN": f"arn:aws:secretsmanager:us-east-1:{NOBODYS_ACCOUNT}:secret:nobody-AbCdEf",
            "Name": "nobody",
            "SecretString": '{"username": "nobody", "password": "for-the-plan-only"}',
            "VersionId": "00000000-0000-0000-0000-000000000000",
            "VersionStages": ["AWSCURRENT"],
            "CreatedDate": 0,
        }
    ),
}


@contextmanager
def nobodys_identity() -> Iterator[dict[str, str]]:
    """Serve the responses on loopback while the block runs.

    Yields:
        The environment variables that send the provider's requests here.
    """
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        here = f"http://127.0.0.1:{server.server_port}"
        yield {"AWS_ENDPOINT_URL_STS": here, "AWS_ENDPOINT_URL_SECRETS_MANAGER": here}
    finally:
        server.shutdown()
        server.server_close()


class _Answers(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        of_secrets = _OF_SECRETS.get(self.headers.get("X-Amz-Target", ""))
        content = (of_secrets or _ANSWER).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.1" if of_secrets else "text/xml")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Log nothing."""
