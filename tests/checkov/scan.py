"""Run by the Python that Checkov is installed for: what Checkov says of a folder, as JSON on stdout.

Checkov's own JSON names only the resources that some check of it is about; `resources` here are all it has read.
"""

import json
import sys

from checkov.runner_filter import RunnerFilter
from checkov.terraform.runner import Runner


def scanned(folder: str) -> dict[str, object]:
    """Everything the tests ask about, with paths relative to the folder."""
    only_terraform = RunnerFilter(framework=["terraform"], download_external_modules=False)
    report = Runner().run(root_folder=folder, runner_filter=only_terraform)
    return {
        "failed": [[one.file_path, one.resource, one.check_id, one.check_name] for one in report.failed_checks],
        "skipped": [
            [one.file_path, one.resource, one.check_id, one.check_result["suppress_comment"]]
            for one in report.skipped_checks
        ],
        "parsing_errors": report.parsing_errors,
        "resources": sorted(one.removeprefix(folder) for one in report.resources),
    }


if __name__ == "__main__":
    json.dump(scanned(sys.argv[1]), sys.stdout)
