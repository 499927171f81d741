"""look_up_answers: a copy that is planned without an account has literals instead of look-ups."""

from __future__ import annotations

from pathlib import Path

from hclpress.fleet.look_up_answers import answer
from hclpress.module import LookUp


def test_each_attribute_becomes_the_answer(tmp_path: Path) -> None:
    look_ups = (
        LookUp("aws_lb", "a", {}, {"arn": "arn:1", "arn_suffix": "app/1", "security_groups": ("sg-1",)}),
        LookUp("aws_lb", "a_b", {}, {"arn": "arn:2"}),
        LookUp("aws_rds_cluster", "db", {}, {"master_user_secret": ({"secret_arn": "arn:3"},)}),
    )
    (tmp_path / "existing.tf").write_text('data "aws_lb" "a" {\n}\n')
    (tmp_path / "main.tf").write_text(
        "one   = data.aws_lb.a.arn\n"
        "two   = data.aws_lb.a.arn_suffix\n"
        "three = data.aws_lb.a_b.arn\n"
        "four  = one(data.aws_lb.a.security_groups)\n"
        'five  = "x/${data.aws_lb.a.arn}"\n'
        "six   = data.aws_lb.other.arn\n"
        "seven = data.aws_rds_cluster.db.master_user_secret[0].secret_arn\n"
    )
    answer(tmp_path, look_ups)
    assert not (tmp_path / "existing.tf").exists()
    lines = (tmp_path / "main.tf").read_text().replace("\n  ", "").replace(",\n", ",").splitlines()
    text = "\n".join(lines)
    assert 'one   = "arn:1"\ntwo   = "app/1"\nthree = "arn:2"\nfour  = one(["sg-1"])\nfive  = "x/${"arn:1"}"' in text
    assert "six   = data.aws_lb.other.arn" in text
    assert "data.aws_rds_cluster" not in text
    assert "[0].secret_arn" in text


def test_a_copy_without_look_ups_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("one = data.aws_lb.a.arn\n")
    answer(tmp_path, ())
    assert (tmp_path / "main.tf").read_text() == "one = data.aws_lb.a.arn\n"
