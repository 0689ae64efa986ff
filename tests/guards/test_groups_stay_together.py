"""A group of tests is run by one worker: what its tests share is made once."""

from __future__ import annotations

import pytest

from tests.groups import group_of


def test_the_scheduler_sees_the_group_of_each_test(request: pytest.FixtureRequest) -> None:
    """Where groups are asked for; the scheduler knows a group by the end of a test's id."""
    if request.config.getoption("loadgroup", default=False):
        assert request.node.nodeid.endswith(f"@{group_of(request.node)}")
    else:
        assert group_of(request.node) == "tests/guards/test_groups_stay_together.py"
