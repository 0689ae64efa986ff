"""The part of the maintenance page that staff settle: interrupted visits, and claim slips."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kiosk.fsm.staff_report import Doubt, DoubtKind, OpenCase, OpenClaim, StaffAction
from kiosk.screens.i18n.words import Words
from kiosk.screens.pages.paging import PageKeys
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

    `page` is which of a long case's facts are shown; after the last come the first again.
    """
    count = len(cases) + len(claims)
    if at < len(cases):
        item = _case(words, cases[at], button, page)
    else:
        item = _claim(words, claims[at - len(cases)], button)
    place = words.say("staff", "{n} of {count}", n=at + 1, count=count)
    cases_around = PageKeys(
        small(f"settle:{at - 1}", words.say("staff", "Previous case"), enabled=at > 0),
        Text(place, size=theme.SECONDARY, bold=True, align="center", leading=1.2),
        small(f"settle:{at + 1}", words.say("staff", "Next case"), enabled=at < count - 1),
    )
    return Column(item, cases_around if count > 1 else None, gap=theme.SPACE_3)


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


def _item(
    heading: str, lines: Sequence[str], *possible: Touchable | None, more: Touchable | None = None
) -> Widget:
    """What is to be settled: a heading, with the way to further facts, one line for each, and the buttons."""
    title = Text(
        heading,
        size=theme.BODY,
        bold=True,
        colour=theme.CAUTION,
        ground=theme.CAUTION_GROUND,
        leading=1.3,
        grow=1,
    )
    buttons = [each for each in possible if each is not None]
    for button in buttons:
        button.grow = 1
    head = Row(title, more, gap=theme.SPACE_2) if more else title
    return _panel(Column(head, *map(_line, lines), Row(*buttons, gap=theme.SPACE_3), gap=theme.SPACE_2))


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
        lines.append("\u00a0· ".join(facts))
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
    page %= pages
    more = None
    if pages > 1:
        more = small("facts", words.say("staff", "More ({n} of {count})", n=page + 1, count=pages))
    return _item(heading, lines[page * LINES : (page + 1) * LINES], *buttons, more=more)


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
