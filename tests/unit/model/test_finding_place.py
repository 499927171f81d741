"""A finding of a check points at the line of the spec that causes it, as near as the names tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed
from hclpress.pipeline import generate
from hclpress.spec.environment_file import EnvironmentFile

HEAD = "project: shop\nsuffix: t1\nowner: platform-team\nregion: us-east-1\nmodules:\n"


@pytest.mark.parametrize(
    ("spec", "code", "line", "column"),
    [
        # The setting of the item: `rotation` becomes `enable_key_rotation`.
        (
            "  keys:\n    module: kms\n    keys:\n      k:\n        description: d\n        rotation: false\n",
            "check/keys-rotate",
            11,
            19,
        ),
        # The argument under `extra`.
        (
            "  files:\n    module: s3\n    buckets: {a: {}, b: {}}\n    extra:\n"
            "      aws_s3_bucket.b: {acl: public-read}\n",
            "check/nothing-is-public",
            10,
            25,
        ),
    ],
)
def test_a_finding_points_at_its_cause(
    spec: str, code: str, line: int, column: int, tmp_path: Path, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    path = tmp_path / "environments/shop/dev.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + spec, encoding="utf-8")
    with pytest.raises(Diagnosed) as caught:
        generate(EnvironmentFile("shop", "dev", path), catalog, checks)
    (found,) = [one for one in caught.value.diagnostics if one.code == code]
    assert found.span is not None
    assert (found.span.line, found.span.column) == (line, column)
