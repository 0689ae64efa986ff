"""Keys that turn the pages of a list which has its own, such as one with an index."""

from __future__ import annotations

from kiosk.screens.i18n.words import Words
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Arranged, Column, Row, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, small
from kiosk.screens.toolkit.widgets.panel import Fixed
from kiosk.screens.toolkit.widgets.text import Text

PAGE_BEFORE, PAGE_AFTER = "page:-", "page:+"


class PageKeys(Arranged):
    """The page between its two keys, or above them where the three have no room side by side.

    Without a key `after` the page stands beside the one `before`.
    """

    def __init__(self, before: Touchable, page: Text, after: Touchable | None) -> None:
        page.grow = 1
        both = (before,) if after is None else (before, after)
        self._parts = before, page, *both[1:]
        self._beside: Widget = Row(*self._parts, gap=theme.SPACE_3)
        keys = Row(*(Fixed(each, grow=1) for each in both), gap=theme.SPACE_2, align="stretch")
        self._above: Widget = Column(page, keys, gap=theme.SPACE_1)
        super().__init__(self._beside)

    def arranged(self, style: Style, width: float) -> Widget:
        needed = sum(part.measure(style, width)[0] for part in self._parts) + 2 * style.space(theme.SPACE_3)
        return self._beside if needed <= width else self._above


def page_keys(
    words: Words, page: int, pages: int, before: str = PAGE_BEFORE, after: str = PAGE_AFTER
) -> Widget:
    """The keys, and which of `pages` it is; `page` counts from 0.

    `after` is "" where another key of the screen turns to the next page.
    """
    say = words.say
    return PageKeys(
        small(before, say("paging", "Previous page"), enabled=page > 0),
        Text(
            say("paging", "Page {page} of {pages}", page=page + 1, pages=pages),
            size=theme.SECONDARY,
            bold=True,
            align="center",
            leading=1.2,
        ),
        small(after, next_page(words), enabled=page + 1 < pages) if after else None,
    )


def next_page(words: Words) -> str:
    """The label of a key that turns to the next page."""
    return words.say("paging", "Next page")
