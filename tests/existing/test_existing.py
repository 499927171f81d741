"""An instance that exists already: its consumers have the same bytes as those of one that is made here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from daily_share import todays_share

from hclpress.catalog import Catalog, Check
from hclpress.fleet.terraform_plans import plan_generated
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.module.existing import Existing
from hclpress.module.grant import Grant
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile, find_environments
from hclpress.spec.origin import InstanceOrigin
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.provider_mirror import find_mirror

HERE = Path(__file__).parent
ACCESSES = (
    "read",
    "write",
    "full",
    "list",
    "stream",
    "connect",
    "admin",
    "invoke",
    "invalidate",
    "receive",
    "send",
    "other",
)
ITEMS: Mapping[str, tuple[str, ...]] = {
    "aurora": ("app",),
    "cdn": ("pages",),
    "dns": ("shop", "docs"),
    "dynamodb": ("orders", "customers"),
    "ecr": ("web", "report"),
    "iam": ("deploy", "audit"),
    "kms": ("data",),
    "lambda": ("answer", "audit"),
    "rds": ("app",),
    "s3": ("assets", "reports"),
    "secrets": ("login", "token"),
    "sns": ("orders", "alerts"),
    "sqs": ("orders", "mails"),
    "ssm": ("endpoint", "token"),
}
"""Parts of instances that can be used by name."""
MODULES = sorted(folder.name for folder in (HERE / "environments").iterdir())
TODAY = date(2026, 11, 28)


def generated(module: str, label: str, catalog: Catalog, checks: tuple[Check, ...]) -> Generated:
    path = HERE / "environments" / module / f"{label}.yaml"
    return generate(EnvironmentFile(module, label, path), catalog, checks, TODAY)


def labels(module: str) -> list[str]:
    return [
        one.label
        for one in find_environments(HERE / "environments")
        if one.system == module and not one.label.startswith("made")
    ]


def counterpart(module: str, label: str) -> str:
    """The spec that makes what another one finds: `made`, or one of its own where it differs in more than that."""
    own = f"made-{label}"
    return own if (HERE / "environments" / module / f"{own}.yaml").is_file() else "made"


EXISTING = [(module, label) for module in MODULES for label in labels(module)]


def files_by_instance(one: Generated) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for file in one.files:
        if file.instance is not None and file.is_terraform:
            found.setdefault(file.instance, {})[str(file.path)] = file.text
    return found


def found_instances(one: Generated) -> set[str]:
    spec = one.parsed.stack.spec
    return {name for name, placement in spec.placements.items() if placement.origin is not InstanceOrigin.MADE}


def kinds_of(one: Generated, instance: str) -> set[str]:
    return {
        placed.block.labels[0] for placed in one.parsed.modules.get(instance, ()) if placed.block.type == "resource"
    }


def test_every_module_that_can_exist_has_a_case(catalog: Catalog) -> None:
    assert [kind.name for kind in catalog if kind.settings.existing_form is not None] == MODULES


@pytest.mark.parametrize(("module", "label"), EXISTING)
def test_a_consumer_does_not_know_whether_its_neighbour_is_made_or_exists(
    module: str, label: str, catalog: Catalog, checks: tuple[Check, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE)
    made = generated(module, counterpart(module, label), catalog, checks)
    existing = generated(module, label, catalog, checks)
    replaced = found_instances(existing)
    assert replaced
    before, after = files_by_instance(made), files_by_instance(existing)
    consumers = {
        one.name
        for one in made.parsed.stack.instances
        if one.name not in replaced and any(wire.fact.instance in replaced for wire in one.wires)
    }
    assert consumers
    for consumer in consumers:
        assert after[consumer] == before[consumer]


@pytest.mark.parametrize(("module", "label"), EXISTING)
def test_its_facts_have_the_types_and_descriptions_of_those_of_one_that_is_made(
    module: str, label: str, catalog: Catalog, checks: tuple[Check, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE)
    made = generated(module, counterpart(module, label), catalog, checks).parsed.stack.spec
    existing = generated(module, label, catalog, checks)
    spec = existing.parsed.stack.spec
    for name in found_instances(existing):
        settings, site = spec.settings(name), spec.sites[name]
        assert isinstance(settings, Existing)
        found = [*settings.found(site).facts, *settings.outputs(site)]
        outputs = {one.name: one for one in made.settings(name).outputs(made.sites[name])}
        assert found
        assert len({one.name for one in found}) == len(found)
        for one in found:
            made_here = outputs[one.name]
            assert (one.type, one.description) == (made_here.type, made_here.description)
            assert one.fact_kind == made_here.fact_kind, one.name


@pytest.mark.parametrize(("module", "label"), EXISTING)
def test_it_grants_the_same_permissions_as_one_that_is_made(
    module: str, label: str, catalog: Catalog, checks: tuple[Check, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE)
    made = generated(module, counterpart(module, label), catalog, checks).parsed.stack.spec
    existing = generated(module, label, catalog, checks)
    spec = existing.parsed.stack.spec
    for name in found_instances(existing):
        settings, site = spec.settings(name), spec.sites[name]
        assert isinstance(settings, Existing)
        facts = {one.name for one in (*settings.found(site).facts, *settings.outputs(site))}
        assert settings.listener(site) == made.settings(name).listener(made.sites[name])
        for item in (None, name, *ITEMS.get(module, ())):
            for access in ACCESSES:
                given = granted(spec, name, item, access)
                if given is not None:
                    read = {fact for grant in given for fact, _ in grant.all_resources if fact}
                    assert read <= facts, "it can be used, so it gives what the statements need"
                if item is not None:
                    assert given == granted(made, name, item, access), (name, item, access)


@pytest.mark.parametrize(("module", "label"), EXISTING)
def test_no_policy_has_the_id_of_a_statement_twice(
    module: str, label: str, catalog: Catalog, checks: tuple[Check, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE)
    for spec in (label, counterpart(module, label)):
        texts = [file.text for file in generated(module, spec, catalog, checks).files if file.is_terraform]
        for policy in (part for text in texts for part in re.split(r"^data ", text, flags=re.MULTILINE)):
            sids = re.findall(r'^ +sid += "(\w+)"', policy, flags=re.MULTILINE)
            assert len({*sids}) == len(sids)


def granted(spec: EnvironmentSpec, name: str, item: str | None, access: str) -> list[Grant] | None:
    try:
        return [*spec.settings(name).grants(item, access, spec.sites[name])]
    except LookupError:
        return None


@pytest.mark.parametrize(("module", "label"), EXISTING)
def test_the_root_module_finds_it_as_its_golden_file_says(
    module: str,
    label: str,
    catalog: Catalog,
    checks: tuple[Check, ...],
    monkeypatch: pytest.MonkeyPatch,
    update_goldens: bool,
) -> None:
    monkeypatch.chdir(HERE)
    one = generated(module, label, catalog, checks)
    additions = found_instances(one)
    text = "".join(
        f"# {file.path}\n{file.text}"
        for file in one.files
        if str(file.path) in {"existing.tf", "main.tf", "connections.tf"}
        or (file.instance in additions and file.is_terraform)
    )
    golden = HERE / "expected" / f"{module}-{label}.tf"
    if update_goldens:
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text("utf-8")


@pytest.mark.terraform
@pytest.mark.parametrize(("module", "label"), todays_share(EXISTING, parts=5))
def test_it_is_planned_without_an_account_and_nothing_of_it_is_made(
    module: str,
    label: str,
    catalog: Catalog,
    checks: tuple[Check, ...],
    terraform: Terraform,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(HERE)
    one = generated(module, label, catalog, checks)
    plan, warnings = plan_generated(one, terraform, find_mirror({}))
    assert not warnings
    planned = {
        resource.address.split(".")[1] for resource in plan.resources() if resource.address.startswith("module.")
    }
    made = {instance.label for instance in one.parsed.stack.instances}
    assert planned == made
    additions = {kind for name in found_instances(one) for kind in kinds_of(one, name)}
    assert additions <= {"aws_lb_listener_rule", "aws_lb_target_group", "aws_wafv2_web_acl_association"}
