"""The part of the maintenance page that staff settle: interrupted visits, and claim slips."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.fsm.staff_report import Doubt, DoubtKind, OpenCase, OpenClaim, StaffAction
from kiosk.screens.i18n.words import Words
from kiosk.screens.pages.paging import page_keys
from kiosk.screens.toolkit import theme
from kiosk.screens.toolkit.layout import Column, Row, Widget
from kiosk.screens.toolkit.widgets.button import Touchable, small
from kiosk.screens.toolkit.widgets.panel import Panel
from kiosk.screens.toolkit.widgets.text import Text

Button = Callable[[StaffAction, str, str], Touchable | None]
"""Makes the button for an action with its label, for a case; None for whom it is not there."""


LINES = 3
"""Facts of a case that stand on a page at once."""


def to_settle(
    words: Words,
    cases: Sequence[OpenCase],
    claims: Sequence[OpenClaim],
    at: int,
    button: Button,
    *,
    page: int = 0,
) -> Widget:
    """The case or claim number `at` (from 0, cases first) on a page of its own, and the way to the others.

    `page` is which of a long case's facts are shown.
    """
    count = len(cases) + len(claims)
    if at < len(cases):
        item = _case(words, cases[at], button, page)
    else:
        item = _claim(words, claims[at - len(cases)], button)
    buttons = [
        small(f"settle:{at - 1}", words.say("staff", "Previous case"), enabled=at > 0),
        small(f"settle:{at + 1}", words.say("staff", "Next case"), enabled=at < count - 1),
    ]
    for each in buttons:
        each.grow = 1
    place = Text(words.say("staff", "{n} of {count}", n=at + 1, count=count), size=theme.SECONDARY)
    return Column(item, place, Row(*buttons, gap=theme.SPACE_2), gap=theme.SPACE_3)


def _panel(content: Widget) -> Widget:
    return Panel(
        content,
        fill=theme.CAUTION_GROUND,
        stroke=theme.CAUTION,
        border=2,
        pad=(theme.SPACE_4, theme.SPACE_2),
    )


def _line(text: str, *, grow: int = 0) -> Text:
    return Text(text, size=theme.SECONDARY, ground=theme.CAUTION_GROUND, leading=1.35, grow=grow)


def _item(heading: str, lines: Sequence[str], *possible: Touchable | None) -> Widget:
    """What is to be settled: a heading, one line for each fact, and the buttons below."""
    title = Text(
        heading,
        size=theme.BODY,
        bold=True,
        colour=theme.CAUTION,
        ground=theme.CAUTION_GROUND,
        leading=1.3,
    )
    buttons = [each for each in possible if each is not None]
    for button in buttons:
        button.grow = 1
    return _panel(Column(title, *map(_line, lines), Row(*buttons, gap=theme.SPACE_3), gap=theme.SPACE_2))


def _case(words: Words, case: OpenCase, button: Button, page: int) -> Widget:
    """What is owed, what is uncertain since when, and what each device has said of it last."""
    yen = words.yen
    lines = [
        words.say(
            "staff",
            "Visit {visit}: inserted {inserted}, paid out {paid}, charged {charged}. ^To return: {owed}^",
            visit=case.visit,
            inserted=yen(case.inserted),
            paid=yen(case.paid_out),
            charged=yen(case.charged),
            owed=yen(case.owed),
        )
    ]
    facts = []
    if case.claimed:
        facts.append(words.say("staff", "on a claim slip: {amount}", amount=yen(case.claimed)))
    if case.unknown:
        facts.append(words.say("staff", "{amount} may be out or not", amount=yen(case.unknown)))
    if case.uncertain and not case.doubts:
        facts.append(words.say("staff", "a sheet or coins may be out"))
    if case.differs:
        facts.append(words.say("staff", "its sums differ from its rows"))
    if case.since:
        facts.append(words.say("staff", "since {time}", time=_time(case.since)))
    if facts:
        lines.append(" · ".join(facts))
    lines += [_doubt(words, each) for each in case.doubts]
    if case.owed > 0:
        buttons = [
            button(StaffAction.PAY_CASE, words.say("staff", "Paid out"), case.visit),
            button(StaffAction.CLEAR_CASE, words.say("staff", "Close without payment"), case.visit),
        ]
    else:
        buttons = [button(StaffAction.CLEAR_CASE, words.say("staff", "Mark as settled"), case.visit)]
    if case.stray:
        heading = words.say("staff", "Coins that belong to no visit")
    else:
        heading = words.say("staff", "Money from interrupted visits")
    pages = -(-len(lines) // LINES)
    page = max(0, min(page, pages - 1))
    item = _item(heading, lines[page * LINES : (page + 1) * LINES], *buttons)
    return item if pages == 1 else Column(item, page_keys(words, page, pages), gap=theme.SPACE_1)


def _claim(words: Words, claim: OpenClaim, button: Button) -> Widget:
    lines = [
        words.say("staff", "Slip {number}: ^{amount}^", number=claim.number, amount=words.yen(claim.amount)),
        words.say("staff", "since {time}", time=_time(claim.since)),
    ]
    return _item(
        words.say("staff", "Claim slips"),
        lines,
        button(StaffAction.PAY_CLAIM, words.say("staff", "Paid out"), claim.number),
        button(StaffAction.CLOSE_CLAIM, words.say("staff", "Close without payment"), claim.number),
    )


def _doubt(words: Words, doubt: Doubt) -> str:
    """What its device has said of a movement last."""
    if doubt.kind is DoubtKind.SHEET_OUT:
        return words.say("staff", "sheet {document} may be out", document=doubt.document)
    if doubt.kind is DoubtKind.COINS_OUT:
        return words.say(
            "staff",
            "{value}-yen hopper: {counted} of {asked} counted, its counter was {counter}",
            value=doubt.denomination,
            counted=doubt.counted,
            asked=doubt.asked,
            counter=doubt.counter,
        )
    if doubt.counter is None:
        return words.say("staff", "coins may be inside that were not counted")
    return words.say(
        "staff",
        "coins may be inside that were not counted; the slot's counter was {counter}",
        counter=doubt.counter,
    )


def _time(moment: str) -> str:
    return moment[:16].replace("T", " ")
