"""validate: problems that depend on the day, and values that the dated lists do not have."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.aws.dated_values import aurora_classes, aurora_versions, lambda_runtimes, regions
from hclpress.aws.regions import zones_of
from hclpress.catalog import Catalog
from hclpress.diagnostics import Diagnosed, Diagnostic, Severity
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.source.reader import read
from hclpress.stages.validate import validate

HEAD = "project: shop\nsuffix: t1\nowner: platform-team\n"
SIX = 'providers: {aws: "~> 6.0"}\n'
NOW = date(2026, 11, 28)


def judged(text: str, catalog: Catalog, today: date = NOW, region: str = "us-east-1") -> EnvironmentSpec:
    return validate(read(f"{HEAD}region: {region}\n{text}", "prod.yaml"), "web", "prod", catalog, today=today)


def function(runtime: str, handler: str = "index.handler") -> str:
    code = f"handler: '{handler}', package: {{s3: {{bucket: builds, key: f.zip}}}}"
    return f"modules: {{functions: {{module: lambda, runtime: {runtime}, functions: {{f: {{{code}}}}}}}}}\n"


def database(version: str = '"16.6"', size: str = "instance_class: db.r8g.large", engine: str = "postgresql") -> str:
    network = "cidr: 10.0.0.0/16, zones: [us-east-1a, us-east-1b], subnets: {isolated: {size: 24}}"
    return f"modules: {{vpc: {{{network}}}, db: {{module: aurora, engine: {engine}, version: {version}, {size}}}}}\n"


def network(zones: str) -> str:
    return f"modules: {{vpc: {{cidr: 10.0.0.0/16, zones: {zones}, subnets: {{isolated: {{size: 24}}}}}}}}\n"


def refusals(text: str, catalog: Catalog, today: date = NOW) -> tuple[Diagnostic, ...]:
    with pytest.raises(Diagnosed) as caught:
        judged(text, catalog, today)
    return caught.value.diagnostics


@pytest.mark.parametrize("day", ["2026-04-29", "2026-04-30", "2027-01-31", "2027-02-01", "2030-01-01"])
def test_a_runtime_is_warned_of_from_its_last_day_on_and_refused_when_aws_creates_no_more_functions(
    catalog: Catalog, day: str
) -> None:
    today = date.fromisoformat(day)
    if today >= date(2027, 2, 1):
        (found,) = refusals(function("nodejs20.x"), catalog, today)
        assert (found.code, found.severity) == ("lambda/runtime-ended", Severity.ERROR)
        return
    spec = judged(function("nodejs20.x"), catalog, today)
    expected = [("lambda/runtime-ended", Severity.WARNING)] if today >= date(2026, 4, 30) else []
    assert [(one.code, one.severity) for one in spec.warnings] == expected


def test_a_judgement_holds_until_a_problem_begins_or_ends(catalog: Catalog) -> None:
    points = judged(function("nodejs20.x"), catalog, date(2026, 4, 1)).turning_points
    assert points == (date(2026, 4, 29), date(2027, 1, 31))
    assert judged(function("nodejs20.x"), catalog, date(2026, 5, 1)).turning_points == (date(2027, 1, 31),)


def test_every_runtime_that_has_not_ended_is_accepted_without_a_word_by_a_provider_that_has_it(
    catalog: Catalog,
) -> None:
    for runtime, known in lambda_runtimes().items():
        if known.deprecated is None or known.deprecated <= NOW:
            continue
        handler = {"dotnet": "A::B::C", "java": "a.B::c"}.get(runtime.rstrip("0123456789.x"), "index.handler")
        constraint = SIX if known.provider else ""
        spec = judged(constraint + function(runtime, handler), catalog)
        assert not spec.warnings, runtime


@pytest.mark.parametrize("runtime", ["python3.14", "nodejs24.x", "java25", "dotnet10", "ruby4.0"])
@pytest.mark.parametrize("constraint", ["", 'providers: {aws: ">= 5.100, < 7.0"}\n', 'providers: {aws: "~> 5.100"}\n'])
def test_a_runtime_of_6_is_one_error_with_a_way_out_where_5_may_be_chosen(
    catalog: Catalog, runtime: str, constraint: str
) -> None:
    handler = {"java25": "a.B::c", "dotnet10": "A::B::C"}.get(runtime, "index.handler")
    (found,) = refusals(constraint + function(runtime, handler), catalog)
    assert found.code == "lambda/runtime-needs-provider"
    assert '`providers: {aws: "~> 6.0"}`' in found.detail
    assert not judged(SIX + function(runtime, handler), catalog).warnings


@pytest.mark.parametrize("constraint", ["~> 7.0", ">= 7.1", "5.101.0", "> 5.100.0, < 6.0"])
def test_versions_of_the_provider_of_which_nothing_is_known_are_a_warning(catalog: Catalog, constraint: str) -> None:
    spec = judged(f'providers: {{aws: "{constraint}"}}\n{network("[us-east-1a]")}', catalog)
    (found,) = spec.warnings
    assert (found.code, found.severity) == ("spec/provider-unknown", Severity.WARNING)
    assert found.span is not None
    assert found.span.line == 5


@pytest.mark.parametrize("constraint", ["~> 5.100", "~> 6.0", "6.70.1", ">= 5.100", ">= 5.100, < 7.0", "~> 6"])
def test_versions_of_a_line_that_is_known_are_accepted_without_a_word(catalog: Catalog, constraint: str) -> None:
    assert not judged(f'providers: {{aws: "{constraint}"}}\n{network("[us-east-1a]")}', catalog).warnings


def test_a_runtime_that_is_newer_than_the_list_is_a_warning(catalog: Catalog) -> None:
    (found,) = judged(SIX + function("python3.19"), catalog).warnings
    assert (found.code, found.severity) == ("lambda/runtime-unknown", Severity.WARNING)


def test_every_release_of_aurora_in_the_list_is_accepted_without_a_word(catalog: Catalog) -> None:
    for version in aurora_versions("aurora-postgresql"):
        if version.split(".")[0] in {"13", "14", "15", "16", "17", "18"} and "limitless" not in version:
            assert not judged(database(f'"{version}"'), catalog).warnings, version
    for version in aurora_versions("aurora-mysql"):
        if version.startswith(("8.0.mysql_aurora.3", "8.4.mysql")) and len(version.split(".")) == 6:
            assert not judged(database(f'"{version}"', engine="mysql"), catalog).warnings, version


@pytest.mark.parametrize(
    ("version", "engine"),
    [
        ("16.99", "postgresql"),
        ("18.9", "postgresql"),
        ("19.1", "postgresql"),
        ("8.0.mysql_aurora.3.04.9", "mysql"),
        ("8.0.mysql_aurora.3.19.0", "mysql"),
        ("8.4.mysql_aurora.8.4.12", "mysql"),
    ],
)
def test_a_release_that_is_newer_than_the_list_is_a_warning_at_its_value(
    catalog: Catalog, version: str, engine: str
) -> None:
    (found,) = judged(database(f'"{version}"', engine=engine), catalog).warnings
    assert (found.code, found.severity) == ("aurora/version-unknown", Severity.WARNING)
    assert found.span is not None


@pytest.mark.parametrize("version", ["16.5", "16.7", "17.1", "14.1"])
def test_a_release_that_aurora_has_left_out_is_an_error_that_names_the_next(catalog: Catalog, version: str) -> None:
    (found,) = refusals(database(f'"{version}"'), catalog)
    offered = found.detail.partition("Write ")[2].partition(",")[0]
    assert offered in aurora_versions("aurora-postgresql")
    assert not judged(database(f'"{offered}"'), catalog).warnings


@pytest.mark.parametrize("engine", ["postgresql", "mysql"])
def test_every_class_of_memory_in_the_list_is_accepted_without_a_word(catalog: Catalog, engine: str) -> None:
    version = {"postgresql": '"17.5"', "mysql": '"8.0.mysql_aurora.3.08.2"'}[engine]
    for name in aurora_classes(f"aurora-{engine}"):
        if name.startswith(("db.r", "db.x")):
            text = database(version, f"instance_class: {name}", engine)
            assert not judged(text, catalog).warnings, name


@pytest.mark.parametrize(
    ("name", "guess"),
    [("db.r8g.2xlrge", "db.r8g.2xlarge"), ("db.r8g.lareg", "db.r8g.large"), ("db.8rg.large", "db.r8g.large")],
)
def test_a_misspelt_class_is_an_error_that_names_what_was_meant(catalog: Catalog, name: str, guess: str) -> None:
    (found,) = refusals(database(size=f"instance_class: {name}"), catalog)
    assert found.code == "aurora/class-not-of-aurora"
    assert f"Did you mean {guess}?" in found.detail


@pytest.mark.parametrize("name", ["db.r9g.large", "db.r8g.64xlarge", "db.x8g.4xlarge", "db.q1a.large"])
def test_a_class_of_a_family_or_a_size_that_the_list_does_not_have_is_a_warning(catalog: Catalog, name: str) -> None:
    (found,) = judged(database(size=f"instance_class: {name}"), catalog).warnings
    assert (found.code, found.severity) == ("aurora/class-unknown", Severity.WARNING)


def test_a_class_of_other_engines_is_an_error(catalog: Catalog) -> None:
    (found,) = refusals(database(size="instance_class: db.m7g.large"), catalog)
    assert found.code == "aurora/class-not-of-aurora"


def test_a_region_that_is_newer_than_the_list_is_a_warning_where_6_is_chosen(catalog: Catalog) -> None:
    text = 'modules: {tables: {module: dynamodb, tables: {a: {hash_key: id, key: "%s"}}}}\n'
    key = "arn:aws:kms:sa-west-1:123456789012:key/12345678-1234-1234-1234-123456789012"
    (found,) = judged(SIX + text % key, catalog, region="sa-west-1").warnings
    assert (found.code, found.severity) == ("spec/unknown-region", Severity.WARNING)
    (found,) = judged(SIX + network("[sa-west-1a]"), catalog, region="sa-west-1").warnings
    assert found.code == "spec/unknown-region"


@pytest.mark.parametrize(("region", "guess"), [("us-east-9", "us-east-"), ("sa-west-1", "us-west-1")])
def test_such_a_region_is_one_error_with_a_way_out_where_5_may_be_chosen(
    catalog: Catalog, region: str, guess: str
) -> None:
    with pytest.raises(Diagnosed) as caught:
        judged(network(f"[{region}a]"), catalog, region=region)
    (found,) = caught.value.diagnostics
    assert (found.code, found.severity) == ("spec/unknown-region", Severity.ERROR)
    assert f"Did you mean {guess}" in found.detail
    assert '`providers: {aws: "~> 6.0"}`' in found.detail


@given(region=st.sampled_from(sorted(regions())), zone=st.sampled_from("abcdefgh"))
def test_only_a_zone_that_the_region_is_not_known_to_have_is_a_warning(
    region: str, zone: str, catalog: Catalog
) -> None:
    constraint = SIX if regions()[region].provider else ""
    spec = judged(constraint + network(f"[{region}{zone}]"), catalog, region=region)
    codes = [one.code for one in spec.warnings]
    assert codes == ([] if f"{region}{zone}" in zones_of(region) else ["vpc/zone-unknown"])
