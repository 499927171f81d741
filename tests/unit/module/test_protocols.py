"""The shipped modules do what the protocols of their neighbours promise."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from examples import TODAY, examples

from hclpress.catalog import find_modules
from hclpress.module import FunctionHolder, HttpApi, LoadBalancer, Module, Network, TargetUser, WebAcl
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile

if TYPE_CHECKING:
    from hclpress.modules.alb.contract import Alb
    from hclpress.modules.api.contract import Api
    from hclpress.modules.ecs.contract import Ecs
    from hclpress.modules.vpc.contract import Vpc
    from hclpress.modules.waf.contract import Waf

    def network(vpc: Vpc) -> Network:
        return vpc

    def load_balancer(alb: Alb) -> LoadBalancer:
        return alb

    def target_user(ecs: Ecs) -> TargetUser:
        return ecs

    def web_acl(waf: Waf) -> WebAcl:
        return waf

    def http_api(api: Api) -> HttpApi:
        return api


PROTOCOLS: dict[str, type] = {
    "vpc": Network,
    "alb": LoadBalancer,
    "waf": WebAcl,
    "api": HttpApi,
    "lambda": FunctionHolder,
    "ecs": TargetUser,
}
OTHERS = [(module, protocol) for protocol in PROTOCOLS for module in PROTOCOLS if module != protocol]


@cache
def settings_of(module: str) -> Module:
    """The settings of an instance of the module, from its first example."""
    example = next(one for one in examples() if one.module == module)
    file = EnvironmentFile("example", example.case, example.folder / "spec.yaml")
    stack = generate(file, find_modules(), (), TODAY).parsed.stack
    return next(one.settings for one in stack.instances if one.module == module)


@pytest.mark.parametrize("module", PROTOCOLS)
def test_a_shipped_module_fulfils_its_protocol(module: str) -> None:
    assert isinstance(settings_of(module), PROTOCOLS[module])


@pytest.mark.parametrize(("module", "protocol"), OTHERS)
def test_no_module_passes_for_another_kind_of_neighbour(module: str, protocol: str) -> None:
    assert not isinstance(settings_of(module), PROTOCOLS[protocol])


def test_a_network_answers_for_each_of_its_tiers() -> None:
    vpc = settings_of("vpc")
    assert isinstance(vpc, Network)
    assert vpc.tiers
    for tier in vpc.tiers:
        assert set(vpc.zones_of(tier)) <= set(vpc.zones)
        assert all(16 <= mask <= 28 for mask in vpc.masks_of(tier))
        assert vpc.has_way_out(tier) or vpc.reach_of(tier) != "public"


@pytest.mark.parametrize("module", PROTOCOLS)
def test_an_instance_that_exists_fulfils_the_protocol_of_its_module(module: str) -> None:
    form = find_modules().module(module).settings.existing_form
    assert form is not None
    assert not {name for name in _members(PROTOCOLS[module]) if not hasattr(form, name)}


def _members(protocol: type) -> set[str]:
    return {name for name in vars(protocol) if not name.startswith("_")}
