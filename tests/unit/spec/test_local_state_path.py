import pytest

from hclpress.spec.local_state_path import local_state_path


@pytest.mark.parametrize(
    "text", ["terraform.tfstate", "state/dev.tfstate", "dev.json", "./a.tfstate", "..a", "state", "Ünder/ß.tfstate"]
)
def test_a_path_in_the_folder_of_the_environment_is_accepted(text: str) -> None:
    assert local_state_path(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "/home/somebody/.bashrc",
        "~/x",
        "C:/x",
        "C:x",
        "..",
        "../../../environments/s/e.yaml",
        "a/../../x",
        "a/..",
        "a\\b",
        "a\0b",
        "a\n",
        ".",
        "a/",
        "a//b",
        " ",
        "main.tf",
        "MAIN.TF",
        "new.tf.json",
        "a/b.tofu",
        "modules/x",
        "./modules/x",
        "Modules/x.tfstate",
        "README.md",
        ".hclpress.json",
        "hclpress_interrupted.tf",
        ".terraform/terraform.tfstate",
        ".terraform.lock.hcl",
        "tests/x.tfstate",
        "packages/a.zip",
        "x.auto.tfvars",
        ".gitignore",
    ],
)
def test_a_path_of_something_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"write|is no path"):
        local_state_path(text)
