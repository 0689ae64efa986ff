"""The pages on which staff settle cases and claim slips: all is said, all fits, and each has its buttons."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.fsm.staff_report import Doubt, DoubtKind, OpenCase, OpenClaim, StaffPage, StaffReport
from kiosk.rules.staff import Role, StaffPerson
from kiosk.screens.frame.page_layout import PageLayout
from kiosk.screens.frame.styles import page_style
from kiosk.screens.pages.staff.cases import LINES
from kiosk.screens.pages.staff.maintenance import MaintenanceScreen
from kiosk.screens.samples import sample
from kiosk.screens.toolkit.text import plain
from kiosk.screens.toolkit.widgets.button import Touchable
from tests.support.page_layouts import CONTEXT, each, texts_of

SINCE = "2026-11-24T10:15:30.000+09:00"
VISIT = "26face6c4a97eb1822eb40d18afc5f05"
DOUBTS = (
    Doubt(DoubtKind.COINS_IN, SINCE, counter=254),
    *(
        Doubt(DoubtKind.COINS_OUT, SINCE, denomination=yen, asked=255, counted=254, counter=16_777_215)
        for yen in (10, 50, 100, 500)
    ),
    Doubt(DoubtKind.SHEET_OUT, SINCE, document="9PX3-W3MA-K7Q4"),
)
WORST = OpenCase(
    VISIT, 19_990, 12_340, 4_500, 3_150, claimed=250, uncertain=True, differs=True, since=SINCE,
    unknown=10_000, doubts=DOUBTS,
)  # fmt: skip
PAGES = -(-(2 + len(DOUBTS)) // LINES)
BARE = OpenCase("cut-off", 0, 0, 0, 0, uncertain=True)
STAFF = StaffReport(
    page=StaffPage.CASES, coins=((10, 84),), cases=(WORST, BARE), claims=(OpenClaim("K7Q4-9PX3", 250, SINCE),)
)


def page(
    language: str,
    size: tuple[int, int],
    at: int,
    staff: StaffReport = STAFF,
    turned: int = 0,
    role: Role = Role.TECHNICIAN,
) -> PageLayout:
    view = sample("maintenance", language)
    status = replace(view.status, staff=staff, signed_in=StaffPerson("04", role))
    screen = MaintenanceScreen(CONTEXT, replace(view, status=status))
    screen.act(f"settle:{at}")
    for _ in range(turned):
        screen.act("facts")
    return PageLayout(screen, page_style(size, language))


def pages(language: str, at: int, staff: StaffReport = STAFF) -> list[PageLayout]:
    """The pages of what is shown at 1024×768; of a short case they are all the same."""
    return [page(language, (1024, 768), at, staff, turned) for turned in range(PAGES)]


def buttons_of(layout: PageLayout) -> dict[str, bool]:
    found = [part for part in layout.walk() if isinstance(part, Touchable)]
    return {name: part.enabled for part in found for name in part.names}


@each
def test_the_worst_case_fits(language: str, size: tuple[int, int]) -> None:
    for at in (0, 1, 2):
        for turned in range(PAGES):
            layout = page(language, size, at, turned=turned)
            assert layout.fits, at
            assert layout.pages == 1, at


def test_a_case_says_what_is_owed_what_is_uncertain_since_when_and_what_each_device_said() -> None:
    said = "\n".join(plain(text.markup) for each in pages("en", 0) for text in texts_of(each))
    for part in (
        VISIT,
        "To return: 3,150 yen",
        "on a claim slip: 250 yen",
        "10,000 yen may be out or not",
        "500-yen hopper: 254 of 255 counted, its counter was 16777215",
        "the slot's counter was 254",
        "sheet 9PX3-W3MA-K7Q4 may be out",
        "its sums differ from its rows",
        "since 2026-11-24 10:15",
    ):
        assert part in said


def test_one_pair_of_keys_leads_to_other_cases_and_one_key_round_the_facts_of_a_long_one() -> None:
    first, last, again = (page("en", (1024, 768), 0, turned=turned) for turned in (0, PAGES - 1, PAGES))
    keys = buttons_of(first)
    assert {"settle:1", "facts"} <= keys.keys()
    assert not [name for name in keys if name in ("page:+", "page:-", "turn:+", "turn:-")]
    said = [[plain(text.markup) for text in texts_of(each)] for each in (first, last, again)]
    assert said[0] == said[2] != said[1]
    assert "facts" not in buttons_of(page("en", (1024, 768), 1)), "a short case has one page"


def test_coins_of_nobody_are_not_called_a_visits() -> None:
    stray = replace(BARE, visit="stray-0a1b", inserted=500, owed=500, stray=True)
    said = [
        plain(text.markup)
        for text in texts_of(page("en", (1024, 768), 0, StaffReport(page=StaffPage.CASES, cases=(stray,))))
    ]
    assert "Coins that belong to no visit" in said
    assert "Money from interrupted visits" not in said


@pytest.mark.parametrize(
    ("at", "present", "absent"),
    [
        (0, {f"pay_case:{VISIT}", f"clear_case:{VISIT}", "settle:1"}, {"settle:-1"}),
        (1, {"clear_case:cut-off", "settle:0", "settle:2"}, {"pay_case:cut-off"}),
        (2, {"pay_claim:K7Q4-9PX3", "close_claim:K7Q4-9PX3", "settle:1"}, {"settle:3"}),
    ],
)
def test_each_page_has_the_buttons_of_what_it_shows(at: int, present: set[str], absent: set[str]) -> None:
    enabled = {
        action for each in pages("ja", at) for action, is_enabled in buttons_of(each).items() if is_enabled
    }
    assert present <= enabled
    assert not absent & enabled


def test_when_the_last_is_settled_the_page_says_so() -> None:
    layout = page("en", (1024, 768), 2, StaffReport(page=StaffPage.CASES))
    assert "Nothing is left to settle." in [plain(text.markup) for text in texts_of(layout)]
    assert "settle:0" not in buttons_of(layout)


def test_a_clerk_pays_but_waives_nothing_and_an_auditor_only_looks() -> None:
    of_clerk = buttons_of(page("ja", (1024, 768), 0, role=Role.CLERK))
    assert f"pay_case:{VISIT}" in of_clerk
    assert f"clear_case:{VISIT}" not in of_clerk, "it owes money"
    assert "clear_case:cut-off" in buttons_of(page("ja", (1024, 768), 1, role=Role.CLERK))
    of_auditor = buttons_of(page("ja", (1024, 768), 0, role=Role.AUDITOR))
    assert not [name for name in of_auditor if "_case:" in name or "_claim:" in name]
    assert "settle:1" in of_auditor
