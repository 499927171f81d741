"""validate: defaults that depend on something are filled in; what is wrong across files is placed where it was set.

What a single file can do wrong is shown by the invalid specs of tests/invalid.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from hclpress.catalog import Catalog
from hclpress.diagnostics import Diagnosed, Span
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.modules.vpc.contract import Vpc
from hclpress.pipeline import validated
from hclpress.source.document import Entry, Mapping, Scalar
from hclpress.source.reader import read
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.stages.validate import validate

HEAD = "project: shop\nsuffix: t1\nowner: platform-team\nregion: us-east-1\n"
NETWORK = "cidr: 10.0.0.0/16, zones: [us-east-1a], subnets: {public: {size: 24}, private: {size: 24}}"


def spec(text: str, catalog: Catalog) -> EnvironmentSpec:
    return validate(read(HEAD + text, "prod.yaml"), "web", "prod", catalog)


def vpc(found: EnvironmentSpec, name: str = "vpc") -> Vpc:
    settings = found.settings(name)
    assert isinstance(settings, Vpc)
    return settings


def test_the_environment_is_called_like_its_file_unless_it_says_otherwise(catalog: Catalog) -> None:
    assert spec(f"modules: {{vpc: {{{NETWORK}}}}}", catalog).environment.environment == "prod"
    named = spec(f"environment: production\nmodules: {{vpc: {{{NETWORK}}}}}", catalog)
    assert named.environment.environment == "production"
    assert named.address == "web/prod"


@pytest.mark.parametrize(
    ("posture", "nat", "days"),
    [("sandbox", "none", 7), ("dev", "single", 14), ("staging", "single", 30), ("prod", "per_zone", 365)],
)
def test_the_posture_decides_what_is_left_out(catalog: Catalog, posture: str, nat: str, days: int) -> None:
    found = vpc(spec(f"posture: {posture}\nmodules: {{vpc: {{{NETWORK}}}}}", catalog))
    assert found.nat == nat
    assert found.flow_logs is not None
    assert found.flow_logs.retention_days == days


def test_what_is_written_wins_over_the_posture(catalog: Catalog) -> None:
    found = vpc(
        spec(f"posture: prod\nmodules: {{vpc: {{{NETWORK}, nat: single, flow_logs: {{traffic: REJECT}}}}}}", catalog)
    )
    assert found.nat == "single"
    assert found.flow_logs is not None
    assert (found.flow_logs.traffic, found.flow_logs.retention_days) == ("REJECT", 365)


def test_null_does_without_a_part(catalog: Catalog) -> None:
    assert vpc(spec(f"modules: {{vpc: {{{NETWORK}, flow_logs: null}}}}", catalog)).flow_logs is None


def test_two_instances_of_one_module_live_side_by_side(catalog: Catalog) -> None:
    found = spec(f"modules: {{vpc: {{{NETWORK}}}, other: {{module: vpc, {NETWORK}}}}}", catalog)
    assert {name: one.module for name, one in found.placements.items()} == {"vpc": "vpc", "other": "vpc"}
    assert vpc(found, "other").names(found.sites["other"])["vpc"] == "shop-other-t1"


def test_a_name_follows_the_pattern_with_its_component(catalog: Catalog) -> None:
    found = spec(
        f'naming: "{{project}}-{{suffix}}-{{component}}-{{name}}-{{environment}}"\nmodules: {{main: {{module: vpc, {NETWORK}}}}}',
        catalog,
    )
    assert vpc(found, "main").names(found.sites["main"])["vpc"] == "shop-t1-vpc-main-prod"


def test_a_problem_between_two_files_points_at_the_one_that_set_the_value_and_names_the_figures(
    tmp_path: Path, catalog: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("base.yaml").write_text(f"{HEAD}modules:\n  vpc:\n    cidr: 10.20.0.0/16\n    zones: [us-east-1a]\n")
    Path("prod.yaml").write_text(
        "extends: base.yaml\nmodules:\n  vpc:\n    subnets:\n      public:\n        cidrs:\n          us-east-1a: 10.21.0.0/24\n"
    )
    with pytest.raises(Diagnosed) as caught:
        validated(EnvironmentFile("web", "prod", tmp_path / "prod.yaml"), catalog)
    (found,) = caught.value.diagnostics
    assert (str(found.span), found.code) == ("prod.yaml:7:23", "vpc/subnet-outside-vpc")
    assert "10.21.0.0/24 is not inside 10.20.0.0/16" in found.detail


def test_errors_of_every_instance_come_out_together(catalog: Catalog) -> None:
    with pytest.raises(Diagnosed) as caught:
        spec("modules:\n  vpc: {cidr: 1}\n  two: {module: vpc, zones: 2}\n  three: {module: nothing}\n", catalog)
    lines = [found.span.line for found in caught.value.diagnostics if found.span]
    assert sorted(set(lines)) == [6, 7, 8]


def test_an_instance_of_several_regions_has_a_replica_in_each_and_references_stay_in_their_region(
    catalog: Catalog,
) -> None:
    zones = "subnets: {public: {size: 24}}, cidr: 10.0.0.0/16, regions: [us-east-1, us-east-2]"
    with pytest.raises(Diagnosed) as caught:
        spec(f"modules: {{vpc: {{{zones}, zones: [us-east-1a]}}}}", catalog)
    (found,) = caught.value.diagnostics
    assert found.code == "vpc/zone-of-another-region"
    both = spec(
        "modules:\n  one: {module: waf, regions: [us-east-2, us-east-1]}\n  two: {module: waf, region: us-east-2}\n",
        catalog,
    )
    assert {name: site.region for name, site in both.sites.items()} == {
        "one-us-east-2": "us-east-2",
        "one": "us-east-1",
        "two": "us-east-2",
    }
    assert both.replica("one", "us-east-2") == "one-us-east-2"
    assert both.sites["two"].neighbours["one"].region == "us-east-2"
    assert both.sites["one"].neighbours["one"].region == "us-east-1"


def test_every_value_hcl_cannot_express_is_blamed_at_its_own_place(catalog: Catalog) -> None:
    with pytest.raises(Diagnosed) as caught:
        spec(
            'note: "\\u0301a"\ntags: {"\\u0301b": "\\u0301c"}\n'
            f'modules:\n  vpc: {{{NETWORK}, extra: {{aws_vpc.this: {{x: [1, "\\u0301d"]}}}}}}\n',
            catalog,
        )
    assert [(str(found.span), found.code) for found in caught.value.diagnostics] == [
        ("prod.yaml:5:7", "spec/inexpressible"),
        ("prod.yaml:6:8", "spec/inexpressible"),
        ("prod.yaml:6:19", "spec/inexpressible"),
        ("prod.yaml:8:131", "spec/inexpressible"),
    ]


@pytest.mark.parametrize("value", ["\ud800", "e\u0301", "\u212b", float("inf"), float("nan"), 10**500], ids=ascii)
def test_a_tree_that_no_reader_made_is_judged_too(catalog: Catalog, value: str | float) -> None:
    tree = read(f"{HEAD}modules: {{vpc: {{{NETWORK}}}}}\n", "prod.yaml")
    span = Span("prod.yaml", 9, 7, 9, 8)
    hostile = Mapping({**tree.entries, "note": Entry("note", span, Scalar(value, span))}, tree.span)
    with pytest.raises(Diagnosed, match=r"prod\.yaml:9:7: error: HCL cannot express this value \[spec/inexpressible\]"):
        validate(hostile, "web", "prod", catalog)
