"""request: a command that a shell runs as it is meant, whatever the body holds."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from hclpress.spec.readme_request import Request


def run(command: str, folder: Path) -> list[str]:
    """What `curl` would be given, with stand-ins for it and for Terraform in front of the real ones."""
    for name, text in {
        "curl": '#!/bin/sh\nprintf "%s\\0" "$@"\n',
        "terraform": "#!/bin/sh\nprintf https://api\n",
    }.items():
        (folder / name).write_text(text)
        (folder / name).chmod(0o755)
    result = subprocess.run(
        ["sh", "-c", command],
        env={"PATH": f"{folder}:{os.environ['PATH']}"},
        capture_output=True,
        check=True,
        timeout=20,
    )
    return result.stdout.decode().split("\0")[:-1]


def test_a_request_without_a_body_is_one_line() -> None:
    command = Request(title="x", output="url", path="/tasks?id=1").command(is_host=False)
    assert command == 'curl -X GET "$(terraform output -raw url)/tasks?id=1"'


@settings(max_examples=25, deadline=None)
@given(body=st.dictionaries(st.text(max_size=8), st.text(max_size=20), max_size=3))
def test_a_shell_passes_the_body_on_unchanged(tmp_path_factory: pytest.TempPathFactory, body: dict[str, str]) -> None:
    command = Request(title="x", method="POST", output="url", path="/a", body=body).command(is_host=False)
    assert "```" not in command
    arguments = run(command, tmp_path_factory.mktemp("shell"))
    assert arguments[:3] == ["-X", "POST", "https://api/a"]
    assert json.loads(arguments[-1]) == body


@pytest.mark.parametrize("path", ["/$(reboot)", "/`reboot`", '/"', "/a b", "no-slash", "/\n"])
def test_a_path_a_shell_could_take_for_something_else_is_refused(path: str) -> None:
    with pytest.raises(ValidationError):
        Request(title="x", output="url", path=path)
