"""In every theme what is drawn is seen, and what is accepted is plainer than what is not."""

from __future__ import annotations

import pytest

from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.palettes import PALETTES, colour_of
from kiosk.screens.toolkit.theme import contrast

each_palette = pytest.mark.parametrize("palette", sorted(PALETTES))


@each_palette
def test_a_sign_stands_out_from_the_ground_of_a_picture(palette: str) -> None:
    for ground in (theme.FIELD, theme.WHITE):
        assert contrast(colour_of(palette, theme.SIGN), colour_of(palette, ground)) >= 4.5


@each_palette
@pytest.mark.parametrize("edge", [theme.COPPER, theme.NICKEL, theme.BRASS, theme.NOTE])
def test_money_that_is_accepted_has_a_plainer_edge_than_money_that_is_not(palette: str, edge: str) -> None:
    ground = colour_of(palette, theme.WHITE)
    accepted = contrast(colour_of(palette, edge), ground)
    assert accepted >= 4.5
    assert accepted > 2 * contrast(colour_of(palette, theme.DISABLED), ground)


@each_palette
@pytest.mark.parametrize(
    "ground",
    [theme.FIELD, theme.TINT, theme.SUCCESS_GROUND, theme.CAUTION_GROUND, theme.ERROR_GROUND],
)
def test_a_panel_without_a_border_is_told_from_the_page(palette: str, ground: str) -> None:
    assert colour_of(palette, ground) != colour_of(palette, theme.WHITE)
