"""A stand-in for the two requests of a plan that asks AWS for nothing that exists.

A root module without an account reads it from AWS (`aws_caller_identity`), and an ephemeral password is made by AWS
whenever Terraform plans. A plan without an account needs these responses, and no other part of AWS.
"""

from __future__ import annotations

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
_RANDOM_TEXT = '{"RandomPassword": "for-the-plan-only"}'


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
        asks_password = self.headers.get("X-Amz-Target") == "secretsmanager.GetRandomPassword"
        content = (_RANDOM_TEXT if asks_password else _ANSWER).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.1" if asks_password else "text/xml")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Log nothing."""
