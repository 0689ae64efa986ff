"""記録: the visits of a day by outcome, and what staff did. No personal data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kiosk.fsm.flow.staff.maintenance import StaffPageChosen
from kiosk.fsm.staff_report import Record, RecordKind, StaffAction, StaffPage
from kiosk.journal.catalogue import Kind
from kiosk.rules.services import Service
from kiosk.screens.i18n.dates import weekday
from kiosk.screens.messages.staff import ACTS, SERVICE_NAMES, USED
from kiosk.screens.pages.paging import page_keys
from kiosk.screens.pages.staff.staff_page import StaffPart, part_width
from kiosk.screens.pages.staff.staff_screen import line
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Space, Widget
from kiosk.screens.toolkit.theme import Style
from kiosk.screens.toolkit.widgets.button import small, toggle
from kiosk.screens.toolkit.widgets.text import Text

LINES = 9
"""Lines on a page of the list; what does not fit on one of them takes two."""


class RecordsPage(StaffPart):
    """One day's lines of one kind, newest first, in pages."""

    kind = RecordKind.VISIT
    page = 0

    def body(self, style: Style) -> Widget:
        say = self.words.say
        found = [each for each in self.staff.records if each.kind is self.kind]
        pages = _pages([self._line(each) for each in found], style)
        page = min(self.page, len(pages) - 1)
        lines = pages[page] or [line(say("staff", "Nothing on this day."))]
        lines += [line(" ") for _ in range(LINES - _height(lines, style))]
        kinds = [
            toggle(f"records:{kind}", label, chosen=kind is self.kind, low=True)
            for kind, label in (
                (RecordKind.VISIT, say("staff", "Visits")),
                (RecordKind.STAFF, say("staff", "Staff")),
            )
        ]
        export = self.button(StaffAction.EXPORT, say("staff", "Export"))
        return Column(
            self._days(),
            Row(*kinds, Space(grow=1), export, gap=theme.SPACE_1),
            Column(*lines, gap=2),
            page_keys(self.words, page, len(pages)),
            gap=theme.SPACE_1,
        )

    def _days(self) -> Widget:
        say, day = self.words.say, self._day()
        today = self.screen.context.now().date()
        free = self.screen.is_free
        return Row(
            small("day:-1", say("staff", "Day before"), enabled=free),
            Text(
                f"{day.isoformat()} ({weekday(self.words, day)})",
                size=theme.BODY,
                bold=True,
                align="center",
                leading=1.2,
                grow=1,
            ),
            small("day:1", say("staff", "Day after"), enabled=free and day < today),
            gap=theme.SPACE_2,
        )

    def _day(self) -> date:
        return date.fromisoformat(self.staff.day) if self.staff.day else self.screen.context.now().date()

    def _line(self, record: Record) -> Text:
        yen, say = self.words.yen, self.words.say
        if record.kind is RecordKind.VISIT:
            service = self.words.of(SERVICE_NAMES[Service(record.what)]) if record.what else "—"
            parts = [record.at, service, record.outcome]
            if record.inserted:
                money = say(
                    "staff",
                    "in {inserted}, fee {charged}, out {paid}",
                    inserted=yen(record.inserted),
                    charged=yen(record.charged),
                    paid=yen(record.paid_out),
                )
                parts.append(money)
        else:
            about = self.words.of(USED[record.about]) if record.about in USED else record.about
            parts = [record.at, record.by, self.words.of(ACTS[Kind(record.what)]), about]
            if record.money:
                parts.append(f"{'+' if record.money > 0 else '−'}{yen(abs(record.money))}")
        return line("  ".join(filter(None, parts)))

    def act(self, action: str) -> bool:
        kind, _, value = action.partition(":")
        if kind == "records":
            self.kind, self.page = RecordKind(value), 0
        elif action in ("page:+", "page:-"):
            self.page = max(0, self.page + (1 if value == "+" else -1))
        elif kind == "day":
            day = self._day() + timedelta(days=int(value))
            self.screen.context.post(StaffPageChosen(StaffPage.RECORDS, day.isoformat()))
        else:
            return False
        return True


def _pages(lines: Sequence[Text], style: Style) -> list[list[Text]]:
    """The lines by pages, at least one page."""
    pages: list[list[Text]] = [[]]
    for each in lines:
        if _height([*pages[-1], each], style) > LINES:
            pages.append([])
        pages[-1].append(each)
    return pages


def _height(texts: Sequence[Text], style: Style) -> int:
    """How many lines the texts take on the page."""
    width = part_width(style)
    one = line(" ").measure(style, width)[1]
    return sum(round(each.measure(style, width)[1] / one) for each in texts)
