"""The table of PostgreSQL's parameters, as its server describes them.

Run it in the root of the repository on a machine with a PostgreSQL server:
`python generator/provider_tables/postgresql_parameters.py`. It writes
`generator/hclpress/aws/postgresql_parameters.txt`, a parameter a line: its name, its context, its type, its least and
its greatest value.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hclpress.aws.postgresql_parameters import TABLE
from hclpress.emulator.postgres_server import programs

COLUMNS = (0, 1, 3, 5, 6)
"""The columns of `postgres --describe-config` that are kept."""


def main() -> None:
    """Write the table."""
    found = programs()
    if found is None:
        raise SystemExit("There is no PostgreSQL server on this machine.")
    command = [found / "postgres", "--describe-config"]
    told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  (it is a server of ours)
    rows = (line.split("\t") for line in told.stdout.splitlines())
    TABLE.write_text("".join("\t".join(row[column] for column in COLUMNS) + "\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main()
