"""The map between a drawing and a photograph of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.verifier.plane import Plane, fit_plane

CORNERS = ((40.0, 63.0), (1543.0, 63.0), (40.0, 2205.0), (1543.0, 2205.0), (110.0, 133.0), (800.0, 1000.0))
small = st.floats(-0.3, 0.3)
tilt = st.floats(-1e-4, 1e-4)


@given(small, small, small, small, st.floats(-500, 500), st.floats(-500, 500), tilt, tilt)
def test_a_perspective_is_found_again(
    a: float, b: float, d: float, e: float, c: float, f: float, g: float, h: float
) -> None:
    true = Plane((1 + a, b, c, d, 1 + e, f, g, h))
    found = fit_plane([(point, true.map(point)) for point in CORNERS])
    assert found is not None
    for point in (*CORNERS, (1654.0, 2339.0)):
        assert found.map(point) == pytest.approx(true.map(point), abs=0.05)


def test_a_flat_map_needs_no_fourth_corner() -> None:
    true = Plane((0.99, 0.02, 12, -0.02, 0.99, 30, 0, 0))
    found = fit_plane([(point, true.map(point)) for point in CORNERS[:3] + CORNERS[4:5]], flat=True)
    assert found is not None
    assert found.map(CORNERS[3]) == pytest.approx(true.map(CORNERS[3]), abs=1e-6)


@pytest.mark.parametrize("points", [CORNERS[:3], [(5.0, 5.0)] * 6, [(float(x), 7.0) for x in range(6)]])
def test_too_few_points_give_no_map(points: list[tuple[float, float]]) -> None:
    assert fit_plane([(point, point) for point in points]) is None
