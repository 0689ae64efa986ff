"""What each kind of widget says. Whatever is painted says something or is listed as silent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kiosk.rules.access import LOUDEST
from kiosk.screens.frame.access_panel import Loudness
from kiosk.screens.frame.header import StaffArea
from kiosk.screens.i18n.words import Words
from kiosk.screens.pages.card.pin import Places
from kiosk.screens.toolkit.drawings.sketch import Picture
from kiosk.screens.toolkit.layout import Space, Widget
from kiosk.screens.toolkit.widgets.choice import Badge
from kiosk.screens.toolkit.widgets.field import Field, TextField
from kiosk.screens.toolkit.widgets.icon import Icon
from kiosk.screens.toolkit.widgets.money import Bar, Denomination
from kiosk.screens.toolkit.widgets.panel import Hairline
from kiosk.screens.toolkit.widgets.reserved import Reserved
from kiosk.screens.toolkit.widgets.ring import Ring
from kiosk.screens.toolkit.widgets.sheets import Sheets
from kiosk.screens.toolkit.widgets.steps import Steps
from kiosk.screens.toolkit.widgets.text import Text
from kiosk.screens.toolkit.widgets.waiting import Waiting

SILENT: tuple[type[Widget], ...] = (
    Space, Icon, Picture, Hairline, Bar, Ring, Badge, Places, StaffArea, Waiting,
)  # fmt: skip
"""They show what a text beside them says: a drawing of the slot, a share of the price, a dot a digit."""

CHOSEN_ICON = "check"
"""The icon of a toggle that is chosen."""


def own_words(widget: Widget, words: Words) -> str | None:
    """What this widget itself says; None when its children say it, "" when nothing is said."""
    if isinstance(widget, SILENT):
        return ""
    if isinstance(widget, Reserved) and widget.shown is None:
        return ""
    if isinstance(widget, Text):
        return widget.markup
    if isinstance(widget, TextField):
        return widget.inside.markup
    if isinstance(widget, Field):
        return _typed(widget.codes, words)
    if isinstance(widget, Denomination):
        return _denomination(widget, words)
    if isinstance(widget, Steps):
        return _step(widget, words)
    if isinstance(widget, Loudness):
        return words.say("spoken", "Volume {n} of {most}", n=widget.volume, most=LOUDEST)
    if isinstance(widget, Sheets):
        return words.say("spoken", "{n} of {total} sheets printed", n=widget.done, total=widget.total)
    return None


def _typed(codes: Sequence[int], words: Words) -> str:
    """How many, never which."""
    return words.count("spoken", "{n} character entered", "{n} characters entered", len(codes))


def _denomination(widget: Denomination, words: Words) -> str:
    yen = words.yen(widget.value)
    return yen if widget.taken else words.say("spoken", "{yen} not accepted", yen=yen)


def _step(widget: Steps, words: Words) -> str:
    return words.say(
        "spoken",
        "Step {n} of {total}: {name}",
        n=widget.current,
        total=widget.count,
        name=widget.label.markup,
    )


def texts_in(widget: Widget, words: Words) -> Iterator[tuple[Widget, str]]:
    """Every text at and below a widget in reading order, with the widget that says it."""
    own = own_words(widget, words)
    if own is not None:
        if own:
            yield widget, own
        return
    for child in widget.children():
        yield from texts_in(child, words)


def is_chosen(widget: Widget) -> bool:
    """True for a choice that is marked as made, as a check mark shows it."""
    return any(isinstance(each, Icon) and each.icon == CHOSEN_ICON for each in widget.walk())
