"""A real record among specimens is refused as a specimen among real ones is."""

from __future__ import annotations

import pytest

from kiosk.rules.specimens import Specimens


@pytest.mark.parametrize(
    ("rule", "refuses_specimens", "refuses_real"),
    [
        (Specimens.REFUSED, True, False),
        (Specimens.TAKEN, False, False),
        (Specimens.REQUIRED, False, True),
    ],
)
def test_each_rule_refuses_what_it_says(rule: Specimens, refuses_specimens: bool, refuses_real: bool) -> None:
    assert rule.refuse(specimen=True) is refuses_specimens
    assert rule.refuse(specimen=False) is refuses_real
