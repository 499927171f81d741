import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from examples import PROJECT

from hclpress.cache import cached_hcl
from hclpress.cache import message_pack as forms
from hclpress.cache import skeleton_cache as module
from hclpress.cache.skeleton_cache import cached
from hclpress.hcl import parsers
from hclpress.hcl.skeleton import Skeleton, split
from hclpress.hcl.structure import Document

SOURCE = """\
resource "aws_thing" "this" {
  name   = "a-thing"
  ratio  = 0.1234567890123456789
  parent = aws_other.this.id
  items  = ["x", var.y]

  nested {
    text = <<-EOT
      some text
    EOT
  }
}
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    module.skeleton_store.cache_clear()
    yield tmp_path / "cache"
    module.skeleton_store.cache_clear()


def never(name: str) -> Callable[[Skeleton], Document]:
    def work(skeleton: Skeleton) -> Document:
        pytest.fail(f"worked out again: {skeleton}")

    work.__name__ = name
    return work


def files(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file() and path.parent.name != "hclpress"]


def test_what_is_known_is_not_worked_out_again() -> None:
    skeleton, _ = split(SOURCE)
    first = cached(cached_hcl.read, skeleton)
    assert first is not None
    assert isinstance(first.blocks[0].attributes["ratio"], Decimal)
    again = cached(never("read"), skeleton)
    assert again == first
    for kind in ("name", "ratio", "parent", "items"):
        assert type(again.blocks[0].attributes[kind]) is type(first.blocks[0].attributes[kind])


def test_skeletons_with_pieces_cut_elsewhere_have_different_entries() -> None:
    def joined(skeleton: Skeleton) -> str:
        return "|".join(skeleton)

    skeletons = [("ab", "c"), ("a", "bc"), ("abc",), ("a', 'b", "c"), ("a", "b", "c")]
    assert [cached(joined, skeleton) for skeleton in skeletons] == ["ab|c", "a|bc", "abc", "a', 'b|c", "a|b|c"]
    assert [cached(joined, skeleton) for skeleton in skeletons] == ["ab|c", "a|bc", "abc", "a', 'b|c", "a|b|c"]


def test_different_functions_of_one_skeleton_have_different_entries() -> None:
    skeleton, _ = split(SOURCE)
    assert cached(cached_hcl.is_accepted, skeleton) is True
    assert cached(cached_hcl.lay_out, skeleton) == skeleton
    assert isinstance(cached(cached_hcl.read, skeleton), Document)


def test_damage_is_not_believed(cache: Path) -> None:
    skeleton, _ = split(SOURCE)
    first = cached(cached_hcl.read, skeleton)
    (file,) = files(cache)
    content = file.read_bytes()
    for index in range(0, len(content), 7):
        file.write_bytes(content[:index] + bytes([content[index] ^ 255]) + content[index + 1 :])
        assert cached(cached_hcl.read, skeleton) == first
    assert file.read_bytes() == content


def test_what_is_no_fact_is_worked_out_again(cache: Path) -> None:
    skeleton, _ = split(SOURCE)
    first = cached(cached_hcl.read, skeleton)
    (file,) = files(cache)
    content = file.read_bytes()
    module.skeleton_store().keep(file.name, pickle.dumps(subprocess.Popen))
    assert cached(cached_hcl.read, skeleton) == first
    assert file.read_bytes() == content


@pytest.mark.parametrize(
    "content", [b"", b"\xc1", forms.encode("a text"), b"\x91" * 100_000, b"\xc7\x00\x05", b"\xc7\x05\x05" + b"\x91" * 5]
)
def test_what_has_another_shape_is_worked_out_again_whatever_its_signature_says(cache: Path, content: bytes) -> None:
    skeleton, _ = split(SOURCE)
    first = cached(cached_hcl.read, skeleton, (Document,))
    (file,) = files(cache)
    module.skeleton_store().keep(file.name, content)
    assert cached(cached_hcl.read, skeleton, (Document,)) == first


def test_a_fact_that_has_no_form_is_worked_out_each_time(cache: Path) -> None:
    def lonely(skeleton: Skeleton) -> str:
        return "\ud800"

    assert [cached(lonely, ("a",)) for _ in range(2)] == ["\ud800", "\ud800"]
    assert files(cache) == []


def test_a_process_that_finds_everything_known_loads_no_parser(cache: Path) -> None:
    script = (
        "import sys\n"
        "from hclpress.cache import cached_hcl, message_pack as forms\n"
        f"text = {SOURCE!r}\n"
        "assert cached_hcl.layout(text) == text\n"
        "document = cached_hcl.accept_and_read(text, 'a.tf')\n"
        "print(*sorted({'lark', 'hcl2', 'pygohcl', 'hclpress.hcl.layout'} & set(sys.modules)))\n"
        "print(forms.encode(document).hex())\n"
    )

    def run() -> tuple[str, object]:
        result = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
        loaded, document = result.stdout.splitlines()
        return loaded, forms.decode(bytes.fromhex(document))

    first, again = run(), run()
    assert first == ("hcl2 hclpress.hcl.layout lark pygohcl", parsers.read(SOURCE, "a.tf"))
    assert again == ("", parsers.read(SOURCE, "a.tf"))
    assert cache.exists()
