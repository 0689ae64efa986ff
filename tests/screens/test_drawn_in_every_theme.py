"""In every theme what is drawn is seen, and what is accepted is plainer than what is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

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
from kiosk.screens.toolkit.widgets.button import Touchable, toggle
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.text import Text
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
    assert accepted > 2 * contrast(colour_of(palette, theme.DISABLED_EDGE), ground)


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


@pytest.mark.parametrize("palette", ["contrast", "inverted"])
def test_what_is_chosen_is_filled_and_what_is_disabled_is_not(palette: str) -> None:
    page, chosen, disabled = (
        colour_of(palette, token) for token in (theme.WHITE, theme.CHOSEN, theme.DISABLED)
    )
    assert contrast(chosen, page) >= 10
    assert disabled == page
    if palette == "inverted":  # where nothing but its colour marks the key that goes on
        assert chosen != colour_of(palette, theme.PRIMARY)
    assert (
        contrast(colour_of(palette, theme.DISABLED_EDGE), page)
        < 3
        < contrast(colour_of(palette, theme.CONTROL), page)
    )


@pytest.mark.parametrize("text_scale", [1.0, 1.3, 1.6])
@pytest.mark.parametrize("label", ["載せる", "Whole household", "A MIHONNOVA-HYOHONSKAYA ANASTASIA"])
def test_a_label_stands_still_when_it_is_chosen(label: str, text_scale: float) -> None:
    style = replace(page_style((1024, 768), "en"), text_scale=text_scale)
    found = []
    for chosen in (False, True):
        key = toggle("option", label, chosen=chosen)
        key.place(style, Box(0, 0, 232, 90))
        found += [
            (part.box, [line.text for line in part.lines]) for part in key.walk() if isinstance(part, Text)
        ]
        assert key.measure(style, 232) == toggle("option", label, chosen=not chosen).measure(style, 232)
    assert found[0] == found[1]
