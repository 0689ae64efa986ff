"""A short bout of the monkey; `make monkey TOUCHES=200000` plays as long as is asked."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("SDL_VIDEODRIVER", "offscreen")

from tests.monkey.monkey import BOUT, Monkey

BOUTS = 8


@pytest.mark.exhaustive
@pytest.mark.window
@pytest.mark.cost(30)
def test_touches_of_all_kinds_while_devices_fail_lose_no_yen_and_end_nowhere(working_day_keys: Path) -> None:
    with Monkey(working_day_keys, seed=3) as monkey:
        for number in range(BOUTS):
            monkey.play(number)
        assert monkey.raised == []
        assert monkey.count.failures == 0
        assert monkey.played == BOUTS * BOUT
        assert len(monkey.seen) > 12
