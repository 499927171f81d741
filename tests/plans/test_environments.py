"""Every environment of the project: init, validate without a warning, and a plan that agrees with its README."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

import pytest
from examples import PROJECT
from planning import SharedPlans, variables_of

from hclpress.spec.environment_file import find_environments
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.working_copy import execute, init, validate, working_copy

ENVIRONMENTS = [one.address for one in find_environments(PROJECT / "environments")]


@pytest.mark.terraform
@pytest.mark.parametrize("address", ENVIRONMENTS)
def test_an_environment_is_valid_without_a_warning(
    address: str, terraform: Terraform, provider: Mapping[str, str]
) -> None:
    with working_copy(PROJECT / "out" / address, terraform, find_mirror(os.environ), settings=provider) as work:
        init(work)
        assert validate(work) == ()


@pytest.mark.terraform
@pytest.mark.parametrize("address", ENVIRONMENTS)
def test_the_readme_of_an_environment_counts_what_the_plan_makes(address: str, planned: SharedPlans) -> None:
    folder = PROJECT / "out" / address
    plan = planned(folder, variables_of(folder))
    readme = (folder / "README.md").read_text("utf-8")
    shown = {
        (module, kind): int(count) for module, kind, count in re.findall(r"\| (\S+) \| `(aws_\w+)` \| (\d+) \|", readme)
    }
    made: dict[tuple[str, str], int] = {}
    for resource in plan.resources():
        assert resource.actions == ("create",)
        module = resource.module.removeprefix("module.").replace("_", "-") or "(root)"
        made[module, resource.type] = made.get((module, resource.type), 0) + 1
    assert shown == made


@pytest.mark.terraform
@pytest.mark.parametrize("address", ENVIRONMENTS)
def test_everything_that_can_bear_tags_bears_them(address: str, planned: SharedPlans) -> None:
    folder = PROJECT / "out" / address
    plan = planned(folder, variables_of(folder))
    tagged = [one for one in plan.resources() if "tags_all" in one.values]
    assert tagged
    for resource in tagged:
        tags = resource.values["tags_all"]
        assert isinstance(tags, dict)
        assert {"Environment", "Owner", "Project", "ManagedBy"} <= tags.keys(), resource.address


@pytest.mark.terraform
@pytest.mark.parametrize("address", ENVIRONMENTS)
def test_the_tests_an_environment_ships_pass(address: str, terraform: Terraform, provider: Mapping[str, str]) -> None:
    # They mock the provider, and only ask the one that runs for its schema: it may have any number of configurations.
    with working_copy(PROJECT / "out" / address, terraform, find_mirror(os.environ), settings=provider) as work:
        init(work)
        finished = execute(work, "test", "-no-color")
        assert finished.code == 0, finished.stdout + finished.stderr
        runs = re.findall(r'run "(\w+)"\.\.\. pass', finished.stdout)
        shipped = (PROJECT / "out" / address / "tests" / f"{address.rpartition('/')[2]}.tftest.hcl").read_text("utf-8")
        assert runs == re.findall(r'^run "(\w+)"', shipped, re.MULTILINE)
        assert runs


EDITS: Mapping[str, tuple[str, str, str, tuple[str, ...]]] = {
    "a rule for another module": (
        "connections.tf",
        "= module.db.security_group_id",
        "= module.alb.security_group_id",
        ("web must be let out to db on port 5432.", "db must let web in on port 5432."),
    ),
    "an output of another resource": (
        "modules/alb/outputs.tf",
        "aws_lb_listener.https.arn",
        "aws_lb_listener.test.arn",
        ("alb must tell other modules about its own resources.",),
    ),
    "an output of another module": (
        "outputs.tf",
        "module.waf.arn",
        "module.observability.topic_arn",
        ("The output waf_arn must be about the right resource.",),
    ),
}


@pytest.mark.terraform
def test_the_tests_an_environment_ships_notice_edits_of_its_wiring_by_hand(terraform: Terraform) -> None:
    with working_copy(PROJECT / "out" / "web-app/prod", terraform, find_mirror(os.environ)) as work:
        for name, old, new, _ in EDITS.values():
            file = work.folder / name
            text = file.read_text("utf-8")
            assert old in text, name
            file.write_text(text.replace(old, new), "utf-8")
        init(work)
        finished = execute(work, "test", "-no-color")
        assert finished.code != 0
        # Terraform wraps its messages.
        said = " ".join((finished.stdout + finished.stderr).split())
        for _, _, _, messages in EDITS.values():
            for message in messages:
                assert message in said
