"""Pairs of branches: each is merged, rebased or picked, and a render resolves what is generated."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import Struct
from repositories import CONFIG, FILES, KEYS, SPEC, STOCK, Repository

from hclpress.history.manifest import Manifest
from hclpress.model import root_module

QUEUE = "  jobs:\n    module: dynamodb\n    tables:\n      queue: {hash_key: id}\n"
NOTES = "  notes:\n    module: dynamodb\n    tables:\n      pages: {hash_key: id}\n"
Edit = Callable[[str], str]


def renamed(old: str, new: str) -> Edit:
    return lambda spec: spec.replace(f"  {old}:\n    module", f"  {new}:\n    module")


def replaced(old: str, new: str) -> Edit:
    def edit(spec: str) -> str:
        assert old in spec
        return spec.replace(old, new)

    return edit


def added(text: str, behind: str) -> Edit:
    return replaced(behind, behind + text)


def removed(text: str, name: str) -> Edit:
    return lambda spec: spec.replace(text, "") + f"removed:\n  {name}: {{destroy: true}}\n"


def move(old: str, new: str) -> tuple[str, str]:
    return f"module.{old}", f"module.{new}"


class Pair(Struct, frozen=True):
    """Two branches from one commit.

    Attributes:
        ours: the edit on `main`.
        theirs: the edit on `feature`.
        spec: the edit that a person makes of the common spec when resolving; None if Git resolves the specs.
        moves: the moves that the result has.
        gone: the resources of `main` that the specs remove.
    """

    ours: Edit
    theirs: Edit
    spec: Edit | None = None
    moves: frozenset[tuple[str, str]] = frozenset()
    gone: frozenset[str] = frozenset()


def both(one: Edit, other: Edit) -> Edit:
    return lambda spec: other(one(spec))


PAIRS = {
    "unrelated changes of one environment": Pair(
        replaced("For data", "For all data"), replaced('value: "on"', 'value: "off"')
    ),
    "unrelated additions": Pair(added(QUEUE, STOCK), added(NOTES, KEYS)),
    "additions at one place": Pair(
        added(QUEUE, CONFIG), added(NOTES, CONFIG), both(added(QUEUE, CONFIG), lambda spec: spec + NOTES)
    ),
    "both rename different things": Pair(
        renamed("stock", "store"),
        renamed("config", "flags"),
        moves=frozenset({move("stock", "store"), move("config", "flags")}),
    ),
    "both rename neighbours": Pair(
        renamed("stock", "store"),
        renamed("files", "images"),
        both(renamed("stock", "store"), renamed("files", "images")),
        moves=frozenset({move("stock", "store"), move("files", "images")}),
    ),
    "both rename the same to the same": Pair(
        renamed("stock", "store"), renamed("stock", "store"), moves=frozenset({move("stock", "store")})
    ),
    "both rename the same, ours wins": Pair(
        renamed("stock", "store"),
        renamed("stock", "shelf"),
        renamed("stock", "store"),
        frozenset({move("stock", "store")}),
    ),
    "both rename the same, theirs wins": Pair(
        renamed("stock", "store"),
        renamed("stock", "shelf"),
        renamed("stock", "shelf"),
        frozenset({move("stock", "store"), move("store", "shelf")}),
    ),
    "one renames what the other edits": Pair(
        renamed("stock", "store"),
        replaced("orders: {hash_key: id}", "orders: {hash_key: id, ttl: until}"),
        both(
            renamed("stock", "store"),
            replaced("orders: {hash_key: id}", "orders: {hash_key: id, ttl: until}"),
        ),
        frozenset({move("stock", "store")}),
    ),
    "one renames, the other adds to it": Pair(
        renamed("files", "images"),
        added("      plans: {}\n", "      photos: {}\n"),
        both(renamed("files", "images"), added("      plans: {}\n", "      photos: {}\n")),
        frozenset({move("files", "images")}),
    ),
    "one removes what the other edits": Pair(
        replaced("photos: {}", "photos: {note: Ours}"),
        removed(FILES, "files"),
        removed(FILES, "files"),
        gone=frozenset({"module.files."}),
    ),
    "one removes, the other renames another": Pair(
        renamed("stock", "store"),
        removed(KEYS, "keys"),
        moves=frozenset({move("stock", "store")}),
        gone=frozenset({"module.keys."}),
    ),
    "one renames twice": Pair(
        both(renamed("stock", "store"), renamed("config", "flags")),
        renamed("keys", "secrets"),
        moves=frozenset({move("stock", "store"), move("config", "flags"), move("keys", "secrets")}),
        spec=both(both(renamed("stock", "store"), renamed("config", "flags")), renamed("keys", "secrets")),
    ),
    "one adds, the other renames": Pair(
        added(QUEUE, KEYS), renamed("stock", "store"), moves=frozenset({move("stock", "store")})
    ),
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project on `main`, rendered and committed, to be copied."""
    top = tmp_path_factory.mktemp("template") / "shop"
    Repository.new(top)
    return top


@pytest.fixture
def shop(template: Path, tmp_path: Path) -> Repository:
    top = tmp_path / "shop"
    shutil.copytree(template, top)
    return Repository(top, top, top / "out")


def branches(shop: Repository, pair: Pair) -> None:
    """Make the two branches; `main` is checked out."""
    for branch, edit in (("feature", pair.theirs), ("main", pair.ours)):
        if branch != "main":
            shop.git("switch", "-q", "-c", branch, "main")
        else:
            shop.git("switch", "-q", "main")
        shop.write(edit(SPEC))
        shop.rendered(f"on {branch}")


def tried(shop: Repository, *words: str) -> bool:
    """Run a command of Git; False if it ends with a conflict."""
    try:
        shop.git(*words)
    except AssertionError:
        assert shop.git("ls-files", "--unmerged")
        return False
    return True


def resolved(shop: Repository, pair: Pair) -> None:
    """Resolve as people do: the spec by hand, the output by a render."""
    if pair.spec is not None:
        shop.write(pair.spec(SPEC))
    assert "<<<<<<<" not in shop.spec.read_text()
    told = shop.render()
    assert told.code == 0, told.text
    shop.git("add", "-A")


def expect(shop: Repository, pair: Pair, *applied: str) -> None:
    """The result is proven, has the moves of both sides, and no apply of it destroys anything unsaid."""
    assert shop.is_proven()
    assert shop.moves == pair.moves
    for commit in applied:
        text = shop.git("show", f"{commit}:out/shop/dev/.hclpress.json")
        history = Manifest.from_text(text).history
        assert history is not None
        gone = shop.unexplained(history)
        assert {one for one in gone if not one.startswith(tuple(pair.gone))} == set(), gone
    assert shop.git("ls-files", "--unmerged") == ""


@pytest.mark.parametrize("name", PAIRS)
def test_a_branch_is_merged(shop: Repository, name: str) -> None:
    pair = PAIRS[name]
    branches(shop, pair)
    before = shop.git("rev-parse", "main").strip()
    tried(shop, "merge", "--no-commit", "--no-ff", "feature")
    resolved(shop, pair)
    shop.git("commit", "-q", "--no-edit", "--allow-empty")
    expect(shop, pair, before)
    assert shop.render().code == 0
    assert shop.git("status", "--porcelain") == ""


@pytest.mark.parametrize("name", PAIRS)
def test_the_deploy_branch_is_merged_into_a_branch(shop: Repository, name: str) -> None:
    pair = PAIRS[name]
    branches(shop, pair)
    shop.git("switch", "-q", "feature")
    tried(shop, "merge", "--no-commit", "--no-ff", "main")
    resolved(shop, pair)
    shop.git("commit", "-q", "--no-edit", "--allow-empty")
    expect(shop, pair, "main")
    shop.git("switch", "-q", "main")
    shop.git("merge", "-q", "--no-edit", "feature")
    assert shop.render().code == 0
    expect(shop, pair, "main")


@pytest.mark.parametrize("name", PAIRS)
def test_a_branch_is_rebased(shop: Repository, name: str) -> None:
    pair = PAIRS[name]
    branches(shop, pair)
    shop.git("switch", "-q", "feature")
    if tried(shop, "rebase", "main"):
        assert shop.render().code == 0
    else:
        resolved(shop, pair)
        shop.git("rebase", "--continue")
    expect(shop, pair, "main")


@pytest.mark.parametrize("name", PAIRS)
def test_a_commit_is_picked(shop: Repository, name: str) -> None:
    pair = PAIRS[name]
    branches(shop, pair)
    before = shop.git("rev-parse", "main").strip()
    if tried(shop, "cherry-pick", "--keep-redundant-commits", "feature"):
        assert shop.render().code == 0
    else:
        resolved(shop, pair)
        shop.git("commit", "-q", "--allow-empty", "-m", "picked")
    expect(shop, pair, before)


def test_a_stash_is_popped(shop: Repository) -> None:
    pair = PAIRS["both rename different things"]
    shop.write(pair.theirs(SPEC))
    assert shop.render().code == 0
    shop.git("stash", "-u", "-q")
    shop.write(pair.ours(SPEC))
    shop.rendered()
    shop.git("stash", "pop", fails=True)
    resolved(shop, pair)
    expect(shop, pair, "HEAD")


def test_a_reverted_merge_is_moved_back(shop: Repository) -> None:
    pair = PAIRS["both rename different things"]
    branches(shop, pair)
    shop.git("merge", "--no-commit", "--no-ff", "feature", fails=True)
    resolved(shop, pair)
    shop.git("commit", "-q", "--no-edit")
    applied = shop.history
    shop.git("revert", "-m", "1", "--no-edit", "HEAD")
    told = shop.render()
    assert told.diagnostics == ("state/moved-back",)
    assert shop.moves == {move("stock", "store"), move("flags", "config")}
    assert not shop.unexplained(applied)
    assert shop.is_proven()


def test_what_was_resolved_is_said(shop: Repository) -> None:
    pair = PAIRS["both rename different things"]
    branches(shop, pair)
    shop.git("merge", "feature", fails=True)
    told = shop.render()
    assert told.diagnostics == ("state/merged",)
    detail = json.loads(told.text)["diagnostics"][0]["detail"]
    for text in ("module.stock → module.store", "module.config → module.flags", "git add "):
        assert text in detail


def test_a_spec_in_conflict_says_so_at_its_place(shop: Repository) -> None:
    branches(shop, PAIRS["both rename the same, ours wins"])
    shop.git("merge", "feature", fails=True)
    told = shop.render()
    assert told.diagnostics == ("yaml/conflict",)
    assert told.code == 1


@pytest.mark.parametrize("name", ["both rename different things", "unrelated additions"])
def test_committed_conflicts_are_resolved(shop: Repository, name: str) -> None:
    """Somebody has added and committed everything, markers and all."""
    pair = PAIRS[name]
    branches(shop, pair)
    before = shop.git("rev-parse", "main").strip()
    shop.git("merge", "feature", fails=True)
    shop.commit("oops")
    told = shop.render()
    assert told.code == 0, told.text
    shop.commit("resolved")
    expect(shop, pair, before)


def test_an_edit_by_hand_in_a_merge_is_not_lost(shop: Repository) -> None:
    branches(shop, PAIRS["both rename different things"])
    shop.git("merge", "feature", fails=True)
    (shop.folder / "versions.tf").write_text("# mine\n")
    assert shop.render().diagnostics == ("write/edited-by-hand",)


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_manifest_of_one_side_is_enough(shop: Repository, side: str) -> None:
    """Somebody has chosen a side of the manifest before the render."""
    pair = PAIRS["unrelated additions"]
    branches(shop, pair)
    before = shop.git("rev-parse", "main").strip()
    shop.git("merge", "feature", fails=True)
    shop.git("checkout", f"--{side}", "--", "out/shop/dev/.hclpress.json")
    resolved(shop, pair)
    shop.git("commit", "-q", "--no-edit")
    expect(shop, pair, before)


def test_templates_of_another_version_are_merged(shop: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """`main` was rendered by the next hclpress, which the branch does not have yet."""
    pair = PAIRS["both rename different things"]
    shop.git("switch", "-q", "-c", "feature")
    shop.write(pair.theirs(SPEC))
    shop.rendered()
    shop.git("switch", "-q", "main")
    monkeypatch.setattr(root_module, "__version__", "0.2.0")
    shop.write(pair.ours(SPEC))
    shop.rendered()
    before = shop.git("rev-parse", "main").strip()
    shop.git("merge", "feature", fails=True)
    resolved(shop, pair)
    shop.git("commit", "-q", "--no-edit")
    expect(shop, pair, before)
    assert "hclpress 0.2.0 from" in (shop.folder / "main.tf").read_text()
