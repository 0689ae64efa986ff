"""T9. Munakata, 28 June 2023: the error had been mended in 2019, and 44 of 123 places never got the mend.

A terminal names its program's version with every request; a centre that wants a newer one is not served
around: the terminal lets nobody begin. What is on disk is compared as well: a journal of a newer program is
not opened by an older one (tests/journal).
"""

from __future__ import annotations

import pytest

from kiosk import __version__
from kiosk.centre.transport import PROGRAM
from kiosk.fsm.reasons import Reason
from kiosk.fsm.states import S
from kiosk.journal.catalogue import Kind
from kiosk.rules.services import Service
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.program_version import is_too_old
from tests.support.visits import Person


def test_a_terminal_that_is_too_old_lets_nobody_begin_from_its_start_on(person: Person) -> None:
    person.environment.centre.faults.only([CentreFault.NEWER_PROGRAM_WANTED])
    person.boots().waits(1).sees(S.ATTRACT).is_refused(Service.CERTIFICATES, Reason.PROGRAM_TOO_OLD)
    person.ends().waits(130).is_refused(Service.CERTIFICATES, Reason.PROGRAM_TOO_OLD)
    person.environment.centre.faults.only()
    person.ends().waits(60).next_customer_succeeds()


def test_a_visit_that_had_begun_before_the_centre_wanted_more_ends_before_money(person: Person) -> None:
    person.proves()
    person.environment.centre.faults.only([CentreFault.NEWER_PROGRAM_WANTED])
    person.orders().sees(S.REFUSAL, Reason.PROGRAM_TOO_OLD)
    person.has_sheets(0).has_in_tray(0).owes_nothing()


def test_every_start_is_journalled_with_the_version(person: Person) -> None:
    (started,) = [each for each in person.journal.entries() if each.kind is Kind.TERMINAL_STARTED]
    assert started.facts["version"] == __version__


@pytest.mark.parametrize(
    ("said", "least", "too_old"),
    [
        (PROGRAM, (0,), False),
        (PROGRAM, (999,), True),
        ("certificate-kiosk/1.10.0", (1, 9, 9), False),
        ("certificate-kiosk/1.10", (1, 10, 1), True),
        ("certificate-kiosk/2", (1, 99), False),
        ("certificate-kiosk/x", (0,), True),
        ("curl/8.0", (0,), True),
        ("", (0,), True),
    ],
)
def test_versions_are_compared_as_numbers_and_what_names_none_is_too_old(
    said: str, least: tuple[int, ...], *, too_old: bool
) -> None:
    assert is_too_old([(b"host", b"localhost"), (b"user-agent", said.encode())], least) is too_old
