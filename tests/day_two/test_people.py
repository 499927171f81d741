"""History survives people: what they do with Git and with the output, and what the next render says and mends."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from repositories import CONFIG, FILES, HEAD, KEYS, SPEC, STOCK, Repository

MOVED = ("module.stock", "module.store")
BACK = ("module.store", "module.stock")


@pytest.fixture
def shop(tmp_path: Path) -> Repository:
    """A project on `main`, rendered and committed."""
    return Repository.new(tmp_path / "shop")


def test_a_render_on_the_deploy_branch_is_the_same_with_git(shop: Repository) -> None:
    shop.rename("stock", "store")
    assert shop.rendered().diagnostics == ()
    assert shop.moves == {MOVED}
    assert shop.is_proven()


def test_a_reverted_rename_is_moved_back(shop: Repository) -> None:
    """The breaker's case 04."""
    shop.rename("stock", "store")
    shop.rendered()
    applied = shop.history
    shop.git("revert", "--no-edit", "HEAD")
    assert shop.run("render", "shop/dev", "--check").code == 3
    assert not shop.is_proven()
    told = shop.render()
    assert told.diagnostics == ("state/moved-back",)
    assert shop.moves == {BACK}
    assert not shop.unexplained(applied)
    assert shop.is_proven()
    shop.commit("mended")
    assert shop.render().diagnostics == ()
    assert shop.moves == {BACK}
    assert shop.is_proven()


def test_a_revert_is_seen_through_later_commits(shop: Repository) -> None:
    shop.rename("stock", "store")
    shop.rendered()
    shop.git("revert", "--no-edit", "HEAD")
    (shop.top / "notes").write_text("something else")
    shop.commit("else")
    shop.change("For data", "For all data")
    assert "state/moved-back" in shop.render().diagnostics
    assert shop.moves == {BACK}


def test_a_revert_is_seen_by_a_render_that_trusts_earlier_results(shop: Repository) -> None:
    assert shop.render().code == 0
    clone = shop.top.parent / "clone"
    shop.git("clone", "-q", str(shop.top), str(clone))
    other = Repository(clone, clone, clone / "out")
    other.rename("stock", "store")
    other.rendered()
    other.git("revert", "--no-edit", "HEAD")
    shop.git("pull", "-q", str(clone), "main")
    assert shop.run("render", "shop/dev", "--check").code == 3
    assert shop.render().diagnostics == ("state/moved-back",)


def test_a_revert_on_a_branch_is_moved_back(shop: Repository) -> None:
    shop.rename("stock", "store")
    shop.rendered()
    applied = shop.history
    shop.git("switch", "-q", "-c", "back")
    shop.git("revert", "--no-edit", "HEAD")
    assert shop.rendered().diagnostics == ("state/moved-back",)
    assert shop.moves == {BACK}
    assert not shop.unexplained(applied)
    shop.git("switch", "-q", "main")
    shop.git("merge", "-q", "--no-ff", "--no-edit", "back")
    assert shop.render().diagnostics == ()
    assert shop.is_proven()


def test_a_forgotten_move_stays_forgotten(shop: Repository) -> None:
    shop.rename("stock", "store")
    shop.rendered()
    shop.git("switch", "-q", "-c", "tidy")
    assert shop.run("mv", "shop/dev", "--forget").code == 0
    assert shop.rendered().diagnostics == ()
    assert shop.moves == set()
    assert shop.is_proven()


def test_a_removed_table_that_only_git_has_dropped_is_named(shop: Repository) -> None:
    shop.change("      orders: {hash_key: id}\n", "      orders: {hash_key: id}\n      carts: {hash_key: id}\n")
    shop.rendered()
    shop.git("revert", "--no-edit", "HEAD")
    told = shop.render()
    assert told.diagnostics == ("state/dropped-in-git",)
    assert "module.stock.aws_dynamodb_table.carts" in told.text
    assert shop.run("verify", "shop/dev").diagnostics == ("state/dropped-in-git",)
    shop.change("suffix: t1", "suffix: t1\nremoved: {module.stock.aws_dynamodb_table.carts: {destroy: true}}")
    assert "state/dropped-in-git" not in shop.render().diagnostics


@pytest.mark.parametrize("loss", ["the folder", "the output", "the manifest", "half of it", "its resources"])
def test_a_lost_history_comes_from_git(shop: Repository, loss: str) -> None:
    """The breaker's case 05."""
    applied = shop.history
    shop.rename("stock", "store")
    match loss:
        case "the folder":
            shutil.rmtree(shop.folder)
        case "the output":
            shutil.rmtree(shop.out)
        case "the manifest":
            shop.manifest.unlink()
        case "half of it":
            shop.manifest.write_text(shop.manifest.read_text()[:300])
        case _:
            raw = json.loads(shop.manifest.read_text())
            shop.manifest.write_text(json.dumps({**raw, "resources": {}}))
    told = shop.render()
    assert "state/taken-from-git" in told.diagnostics
    assert shop.moves == {MOVED}
    assert not shop.unexplained(applied)
    assert shop.render().diagnostics == ()
    assert shop.is_proven()


@pytest.mark.parametrize("branch", ["main", "feature"])
@pytest.mark.parametrize("is_committed", [True, False])
def test_a_committed_loss_is_mended_too(shop: Repository, branch: str, is_committed: bool) -> None:
    applied = shop.history
    shutil.rmtree(shop.out)
    shop.commit("clean up")
    if branch != "main":
        shop.git("switch", "-q", "-c", branch)
    if is_committed:
        shop.rendered()
    shop.rename("stock", "store")
    assert shop.render().code == 0
    assert shop.moves == {MOVED}
    assert not shop.unexplained(applied)
    shop.commit("again")
    assert shop.render().diagnostics == ()
    assert shop.is_proven()


@pytest.mark.parametrize("part", ["a tree", "a file", "everything"])
def test_a_damaged_repository_is_no_repository(shop: Repository, part: str) -> None:
    shop.git("switch", "-q", "-c", "feature")
    shop.rename("stock", "store")
    shop.rendered()
    names = {"a tree": "main:out/shop", "a file": "main:out/shop/dev/.hclpress.json", "everything": "main"}
    damaged = shop.git("rev-parse", names[part]).strip()
    (shop.top / ".git/objects" / damaged[:2] / damaged[2:]).unlink()
    shop.write(SPEC.replace(STOCK, ""))
    told = shop.render()
    assert told.diagnostics == ("state/would-be-lost",), told.text


def test_files_of_ours_without_a_manifest_are_no_foreign_files(shop: Repository) -> None:
    shop.manifest.unlink()
    shop.change("For data", "For all data")
    assert shop.render().code == 0
    (shop.folder / "main.tf").write_text("# mine\n")
    shop.manifest.unlink()
    assert "write/edited-by-hand" in shop.render().diagnostics


def test_output_of_another_environment_is_not_taken_for_this_one(shop: Repository) -> None:
    other = shop.spec.with_name("prod.yaml")
    other.write_text(
        SPEC.replace("  stock:", "  store:").replace("      orders", "      lists: {hash_key: id}\n      orders")
    )
    assert shop.run("render", "shop/prod").code == 0
    shop.commit("prod")
    applied = shop.history
    shutil.rmtree(shop.folder)
    shutil.copytree(shop.out / "shop/prod", shop.folder)
    told = shop.render()
    assert told.code == 0, told.text
    assert not shop.unexplained(applied)
    assert shop.is_proven()


def test_output_of_another_branch_is_moved_on(shop: Repository) -> None:
    shop.git("switch", "-q", "-c", "old")
    shop.git("switch", "-q", "main")
    shop.rename("stock", "store")
    shop.rendered()
    applied = shop.history
    shop.git("checkout", "-q", "old", "--", "out")
    (shop.folder / "moved.tf").unlink()
    assert shop.render().diagnostics == ("state/moved-back",)
    assert shop.moves == {MOVED}
    assert not shop.unexplained(applied)
    assert shop.is_proven()


def test_what_a_branch_alone_has_is_renamed_and_dropped_freely(shop: Repository) -> None:
    shop.git("switch", "-q", "-c", "feature")
    table = "  lists:\n    module: dynamodb\n    tables:\n      wishes: {hash_key: id}\n"
    shop.write(SPEC + table)
    shop.rendered()
    shop.rename("lists", "notes")
    shop.rendered()
    assert shop.moves == set()
    shop.write(SPEC)
    assert shop.rendered().diagnostics == ()
    assert shop.is_proven()
    shop.write(SPEC.replace(STOCK, ""))
    assert "state/would-be-lost" in shop.render().diagnostics


def test_a_rename_that_a_branch_takes_back_leaves_no_move(shop: Repository) -> None:
    shop.git("switch", "-q", "-c", "feature")
    for name, last in (("store", "stock"), ("shelf", "store")):
        shop.rename(last, name)
        shop.rendered()
    assert shop.moves == {MOVED, ("module.store", "module.shelf")}
    shop.rename("shelf", "stock")
    shop.rendered()
    assert shop.moves == set()
    assert shop.is_proven()


def test_consequences_are_told_until_they_are_merged(shop: Repository) -> None:
    shop.git("switch", "-q", "-c", "feature")
    shop.change("suffix: t1", "suffix: t2")
    shop.write(shop.spec.read_text() + "removed:\n  stock: {destroy: true}\n  files: {destroy: true}\n")
    first = shop.render()
    assert first.code == 0, first.text
    assert "state/made-anew" in first.diagnostics
    for _ in range(3):
        shop.commit("x") if shop.git("status", "--porcelain") else None
        assert shop.render().diagnostics == first.diagnostics
    assert shop.is_proven()
    shop.git("switch", "-q", "main")
    shop.git("merge", "-q", "--no-edit", "feature")
    assert "state/made-anew" not in shop.render().diagnostics


def test_an_environment_of_a_branch_alone_is_free(shop: Repository) -> None:
    shop.git("switch", "-q", "-c", "feature")
    other = shop.spec.with_name("test.yaml")
    other.write_text(SPEC)
    assert shop.run("render", "shop/test").code == 0
    shop.commit("new")
    other.write_text(f"{HEAD}{FILES}")
    assert shop.run("render", "shop/test").code == 0


def test_a_shallow_clone_renders_the_same(shop: Repository, tmp_path: Path) -> None:
    shop.git("switch", "-q", "-c", "feature")
    shop.rename("stock", "store")
    shop.rendered()
    shallow = tmp_path / "shallow"
    shop.git("clone", "-q", "--depth", "1", "--branch", "feature", f"file://{shop.top}", str(shallow))
    clone = Repository(shallow, shallow, shallow / "out")
    assert clone.is_proven()
    assert clone.moves == {MOVED}
    clone.rename("store", "shelf")
    assert clone.render().code == 0
    assert clone.moves == {MOVED, ("module.store", "module.shelf")}


def test_a_detached_head_renders_the_same(shop: Repository) -> None:
    shop.rename("stock", "store")
    shop.rendered()
    shop.git("checkout", "-q", "--detach")
    assert shop.is_proven()
    shop.rename("store", "shelf")
    assert shop.render().code == 0
    assert shop.moves == {MOVED, ("module.store", "module.shelf")}


def test_a_project_in_a_subfolder(tmp_path: Path) -> None:
    shop = Repository.new(tmp_path / "all", "services/a [b] *")
    shop.rename("stock", "store")
    shop.rendered()
    shop.git("revert", "--no-edit", "HEAD")
    assert shop.render().diagnostics == ("state/moved-back",)


def test_output_outside_of_the_repository_has_no_git(tmp_path: Path) -> None:
    shop = Repository.new(tmp_path / "shop", out=tmp_path / "elsewhere")
    shop.rename("stock", "store")
    assert shop.render().diagnostics == ()
    assert shop.moves == {MOVED}
    shutil.rmtree(shop.folder)
    assert shop.render().diagnostics == ()


def test_output_in_another_repository(tmp_path: Path) -> None:
    shop = Repository.new(tmp_path / "shop", out=tmp_path / "deployed/out")
    other = Repository(tmp_path / "deployed", tmp_path / "deployed", shop.out)
    other.git("init", "-q", "-b", "main")
    other.commit("first")
    shop.rename("stock", "store")
    shutil.rmtree(shop.folder)
    assert shop.render().diagnostics == ("state/taken-from-git",)
    assert shop.moves == {MOVED}


def test_ignored_output_counts_as_applied(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop/.gitignore").write_text("out/\n")
    shop = Repository.new(tmp_path / "shop")
    shop.git("switch", "-q", "-c", "feature")
    shop.write(SPEC.replace(STOCK, ""))
    assert "state/would-be-lost" in shop.render().diagnostics


def test_without_git_the_folder_counts(shop: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    shop.rename("stock", "store")
    assert shop.render().diagnostics == ()
    assert shop.moves == {MOVED}
    shop.manifest.write_text("{")
    assert shop.render().diagnostics == ("write/bad-manifest",)


def test_a_branch_of_another_name_is_read_from_the_project_file(shop: Repository) -> None:
    (shop.project / "hclpress.toml").write_text('deploy-branch = "live"\n')
    shop.commit("settings")
    shop.git("branch", "live")
    shop.write(SPEC.replace(CONFIG, "").replace(KEYS, ""))
    shop.change("suffix: t1", "suffix: t1\nremoved: {keys: {destroy: true}}")
    shop.rendered()
    shop.change("removed: {keys: {destroy: true}}\n", "")
    assert "state/would-be-lost" in shop.render().diagnostics


def test_a_folder_that_terraform_has_used_and_nobody_knows(tmp_path: Path) -> None:
    shop = Repository(tmp_path, tmp_path, tmp_path / "out")
    shop.write(SPEC)
    shop.folder.mkdir(parents=True)
    (shop.folder / "terraform.tfstate").write_text("{}")
    assert shop.render().diagnostics == ("state/nothing-known",)
    assert shop.render().diagnostics == ()


def test_no_hook_and_no_filter_runs(shop: Repository) -> None:
    trap = shop.top / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {shop.top}/ran\ncat\n")
    trap.chmod(0o755)
    for key in (
        "diff.external",
        "core.fsmonitor",
        "filter.x.smudge",
        "filter.x.clean",
        "diff.x.textconv",
        "core.pager",
    ):
        subprocess.run(["git", "config", key, str(trap)], cwd=shop.top, check=True)
    (shop.top / ".git/info").mkdir(exist_ok=True)
    (shop.top / ".git/info/attributes").write_text("* filter=x diff=x\n")
    shutil.rmtree(shop.out)
    assert shop.render().code == 0
    assert not (shop.top / "ran").exists()


def test_an_answer_is_recorded_after_a_loss(shop: Repository) -> None:
    """A question of a render can be answered, though the manifest that the answer goes to is gone."""
    shutil.rmtree(shop.out)
    shop.rename("files", "images")
    shop.change("photos:", "pictures:")
    shop.change("suffix: t1", "suffix: t1\nnames: {shop-pictures-dev-t1: shop-photos-dev-t1}")
    assert shop.run("mv", "shop/dev", "files", "images").code == 0
    assert shop.render().code in {0, 1}
    assert ("module.files", "module.images") in {
        (one.source, one.target) for one in (*shop.history.moves, *shop.history.recorded)
    }


def test_a_removal_stays_listed_until_it_is_committed(shop: Repository) -> None:
    shop.git("switch", "-q", "-c", "feature")
    shop.write(SPEC.replace(STOCK, "") + "removed:\n  stock: {destroy: true}\n")
    shop.rendered()
    shop.write(SPEC.replace(STOCK, ""))
    told = shop.render()
    assert told.diagnostics == ("state/would-be-lost",)
    assert "until the removal is committed on the deploy branch" in told.text
    shop.git("checkout", "-q", "--", ".")
    shop.git("switch", "-q", "main")
    shop.git("merge", "-q", "feature")
    shop.write(SPEC.replace(STOCK, ""))
    assert shop.render().diagnostics == ()
    assert shop.is_proven()
