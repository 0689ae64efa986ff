"""What a page of maintenance mode is: a body, and what its own buttons do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.fsm.staff_report import StaffAction, StaffReport
from kiosk.screens.i18n.words import Words
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import Touchable, small

if TYPE_CHECKING:
    from kiosk.screens.pages.staff.maintenance import MaintenanceScreen

LIST_WIDTH = 164.0
"""Of the list of pages, beside which a page stands in landscape."""


def part_width(style: Style) -> float:
    """How wide the page itself is, at least."""
    width = style.width - 2 * theme.SPACE_6
    return width if style.is_portrait else width - LIST_WIDTH - theme.SPACE_3


class StaffPart:
    """One page. It lasts as long as its state entry: an act of staff begins it anew."""

    def __init__(self, screen: MaintenanceScreen) -> None:
        self.screen = screen

    @property
    def words(self) -> Words:
        """The texts."""
        return self.screen.words

    @property
    def staff(self) -> StaffReport:
        """What staff see beside the devices."""
        return self.screen.staff

    @property
    def is_unfolded(self) -> bool:
        """Whether something on the page is open that もどる closes."""
        return False

    def body(self, style: Style) -> Widget:
        """Everything at the right of the list of pages."""
        raise NotImplementedError

    def primary(self) -> Touchable | None:
        """A primary action of the page's own; None for returning to service."""
        return None

    def act(self, action: str) -> bool:
        """Take a touch on one of the page's own widgets; False for those of every page."""
        return False

    def button(self, action: StaffAction, label: str, case: str = "") -> Touchable | None:
        """A button that orders `action`; None for whom it is not there."""
        if not self.screen.may_act(action, case):
            return None
        name = f"{action.value}:{case}" if case else action.value
        return small(name, label, enabled=self.screen.is_free)
