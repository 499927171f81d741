"""Each edit in `cases/` ends as its `expected.yaml` says: refused at the render, or applied by Terraform in this order.

A case is a folder with `before.yaml`, `after.yaml` and `expected.yaml`; `edits.py` says what can be expected. A new case
gets its `plan` by `--update-goldens`. Its `order` is written by hand. Every day has its share of the cases.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from daily_share import todays_share
from edits import LIMIT, Account, Edit, actions, comes_before, earlier, edits

from hclpress.emulator.server_process import emulator
from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.remaining_changes import remaining_changes
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.working_copy import plan


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.parametrize("edit", todays_share(edits(), parts=4), ids=str)
def test_an_edit_is_applied_in_order(edit: Edit, tmp_path: Path, terraform: Terraform, update_goldens: bool) -> None:
    expected = edit.expected
    with emulator("123456789012", tmp_path) as emulated:
        account = Account.new(tmp_path / "project", terraform, Aws(emulated.endpoint, emulated.account))
        state = account.begin(edit.spec("before"))
        code, output = account.render(edit.spec("after"))
        if expected.refused:
            assert code == 1, output
            assert expected.refused in output
            assert expected.says in " ".join(output.split())
            return
        assert code == 0, output
        with account.copy(state) as work:
            found = actions(plan(work, LIMIT))
            if update_goldens:
                edit.expect_plan(found)
            else:
                assert found == expected.plan
            edges = earlier(work)
            for first, second in expected.order:
                assert comes_before(first, second, edges), f"nothing puts `{first}` before `{second}`"
            if expected.emulator_lacks:
                return
            account.apply(work)
            left = remaining_changes(plan(work, LIMIT), work)
            assert [one for one in left if not any(address in one.summary for address in expected.unsettled)] == []


def test_an_order_follows_the_edges_of_the_graph() -> None:
    edges = {"b (destroy deposed 01)": {"a"}, "a": {"c"}, "c (destroy)": {"b (destroy deposed 01)"}}
    assert comes_before("update a", "destroy b", edges)
    assert comes_before("update c", "destroy b", edges)
    assert not comes_before("destroy b", "update a", edges)
