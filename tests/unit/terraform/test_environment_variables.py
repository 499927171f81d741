from __future__ import annotations

from pathlib import Path

import pytest

from hclpress.terraform.environment_variables import missing_paths, terraform_environment


@pytest.mark.parametrize(
    "name",
    [
        "AWS_PROFILE",
        "AWS_REGION",
        "AWS_SESSION_TOKEN",
        "AWS_ENDPOINT_URL",
        "TF_CLI_ARGS_plan",
        "TF_DATA_DIR",
        "TF_VAR_region",
        "TF_WORKSPACE",
    ],
)
def test_personal_settings_do_not_reach_terraform(name: str) -> None:
    assert name not in terraform_environment({name: "mine"})


@pytest.mark.parametrize("name", ["PATH", "HOME", "HTTPS_PROXY", "TF_TOKEN_registry_example_com"])
def test_the_way_to_programs_and_providers_stays(name: str) -> None:
    assert terraform_environment({name: "kept"})[name] == "kept"


def test_real_keys_are_replaced_by_dummies() -> None:
    environment = terraform_environment({"AWS_ACCESS_KEY_ID": "real", "AWS_SECRET_ACCESS_KEY": "real"})

    assert environment["AWS_ACCESS_KEY_ID"] == environment["AWS_SECRET_ACCESS_KEY"] == "hclpress"


def test_terraform_asks_nobody() -> None:
    assert terraform_environment({}).items() >= {
        ("AWS_EC2_METADATA_DISABLED", "true"),
        ("CHECKPOINT_DISABLE", "1"),
        ("TF_INPUT", "0"),
        ("TF_IN_AUTOMATION", "1"),
    }


@pytest.mark.parametrize("name", ["AWS_CA_BUNDLE", "TF_CLI_CONFIG_FILE", "TF_PLUGIN_CACHE_DIR"])
def test_a_variable_that_names_a_path_stays_only_while_the_path_exists(name: str, tmp_path: Path) -> None:
    there, gone = str(tmp_path), str(tmp_path / "gone")

    assert terraform_environment({name: there})[name] == there
    assert name not in terraform_environment({name: gone})
    assert missing_paths({name: gone}) == {name: gone}
    assert missing_paths({name: there}) == {}
