"""Groups of tests: each is run by one worker, one test after another."""

from __future__ import annotations

import pytest


def group_of(item: pytest.Item) -> str:
    """What `xdist_group` names, of any files; else the test's file."""
    named = item.get_closest_marker("xdist_group")
    return str(named.args[0]) if named is not None else item.nodeid.partition("::")[0]
