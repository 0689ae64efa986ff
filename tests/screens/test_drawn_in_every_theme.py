"""In every theme what is drawn is seen, and what is accepted is plainer than what is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.screens.frame.header import HEADER_HEIGHT
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.registry import SCREENS
from kiosk.screens.samples import samples
from kiosk.screens.screen import Screen
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Box
from kiosk.screens.toolkit.palettes import PALETTES, colour_of
from kiosk.screens.toolkit.theme import contrast
from kiosk.screens.toolkit.widgets.button import Touchable
from kiosk.screens.toolkit.widgets.panel import Panel
from tests.support.page_layouts import CONTEXT

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


def _grounds(layout: PageLayout, screen: Screen) -> Iterator[tuple[Touchable, str]]:
    """Everything that can be touched, with what it lies on."""
    filled: list[tuple[Box, str]] = []
    for part in layout.walk():
        within = [fill for box, fill in filled if box.contains(*part.box.middle)]
        in_header = part.box.bottom <= HEADER_HEIGHT and screen.header_ground is not None
        if isinstance(part, Touchable) and part.enabled:
            yield part, within[-1] if within else screen.header_ground or "" if in_header else screen.ground
        if isinstance(part, Panel | Touchable):
            filled.append((part.box, part.fill))


@each_palette
def test_whatever_can_be_touched_has_an_edge_that_is_seen(palette: str) -> None:
    """By its border or its fill, at the 3:1 that WCAG asks of a control."""
    unseen = set()
    for name, view in samples("ja"):
        screen = SCREENS[view.state](CONTEXT, view)
        layout = PageLayout(screen, page_style((1024, 768), "ja"))
        shown = "normal" if screen.is_deep else palette
        for part, ground in _grounds(layout, screen):
            colours = [colour_of(shown, colour) for colour in (part.fill, part.stroke)]
            if max(contrast(colour, colour_of(shown, ground)) for colour in colours) < 3:
                unseen.add((name, part.names[0]))
    assert unseen == set()
