"""Keys that turn the pages of a list which has its own, such as one with an index."""

from __future__ import annotations

from kiosk.screens.i18n.words import Words
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Row, Widget
from kiosk.screens.toolkit.widgets.button import small
from kiosk.screens.toolkit.widgets.text import Text

PAGE_BEFORE, PAGE_AFTER = "page:-", "page:+"


def page_keys(
    words: Words, page: int, pages: int, before: str = PAGE_BEFORE, after: str = PAGE_AFTER
) -> Widget:
    """The keys, and which of `pages` it is; `page` counts from 0."""
    say = words.say
    return Row(
        small(before, say("paging", "Previous page"), enabled=page > 0),
        Text(
            say("paging", "Page {page} of {pages}", page=page + 1, pages=pages),
            size=theme.SECONDARY,
            bold=True,
            align="center",
            leading=1.2,
            grow=1,
        ),
        small(after, say("paging", "Next page"), enabled=page + 1 < pages),
        gap=theme.SPACE_3,
    )
