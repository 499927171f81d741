import marshal
import pickle
from pathlib import Path

import jinja2
import pytest
from jinja2.bccache import Bucket, bc_magic

from hclpress.cache.compiled_templates import Bytecode
from hclpress.cache.store import Store


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def rendered(source: str, setup: bytes = b"", **options: bool) -> str:
    environment = jinja2.Environment(
        loader=jinja2.DictLoader({"a": source}), bytecode_cache=Bytecode(setup), autoescape=True, **options
    )
    return environment.get_template("a").render(x="X")


def kept(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file() and path.parent.name != "hclpress"]


def test_a_template_is_compiled_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert rendered("a{{ x }}") == "aX"
    assert len(kept(cache)) == 1
    monkeypatch.setattr(jinja2.Environment, "compile", lambda *_: pytest.fail("it was compiled again"))
    assert rendered("a{{ x }}") == "aX"


def test_another_source_is_compiled_anew() -> None:
    assert rendered("a{{ x }}") == "aX"
    assert rendered("b{{ x }}") == "bX"


def test_templates_set_up_in_another_way_are_kept_apart() -> None:
    assert rendered("{% if x %}\na\n{% endif %}", b"one") == "\na\n"
    assert rendered("{% if x %}\na\n{% endif %}", b"two", trim_blocks=True) == "a\n"


def test_what_is_kept_and_damaged_is_not_believed(cache: Path) -> None:
    assert rendered("a{{ x }}") == "aX"
    (file,) = kept(cache)
    content = file.read_bytes()
    for index in range(0, len(content), 3):
        for damaged in (content[:index], content[:index] + bytes([content[index] ^ 255]) + content[index + 1 :]):
            file.write_bytes(damaged)
            assert rendered("a{{ x }}") == "aX"
    assert file.read_bytes() == content


@pytest.mark.parametrize(
    "code",
    [b"", b"no code", bc_magic, bc_magic + b"no pickle", b"a number", b"deep"],
    ids=lambda code: code[-9:].decode("latin-1"),
)
def test_what_is_no_compiled_template_is_compiled_again_whatever_its_signature_says(
    code: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    bucket = Bucket(jinja2.Environment(autoescape=True), "a", "checksum")
    if code == b"a number":
        code = bc_magic + pickle.dumps("checksum", 2) + marshal.dumps(5)
    if code == b"deep":
        code = bc_magic + b"(" * 100_000
    monkeypatch.setattr(Store, "find", lambda *_: code)
    Bytecode(b"").load_bytecode(bucket)
    assert bucket.code is None


def test_a_cache_that_cannot_be_written_is_none(cache: Path) -> None:
    cache.write_text("a file where the folder belongs")
    assert rendered("a{{ x }}") == "aX"
