"""A job is found again whatever the printer calls it, and no other job is taken for it."""

from __future__ import annotations

import pytest

from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.page_printer.protocol import Job, JobState, PrinterUnreachable
from kiosk_simulator.page_printer.engine import PrinterFault
from kiosk_simulator.page_printer.quirks import PrinterQuirk
from kiosk_simulator.page_printer.server import SimulatedPrinter
from tests.support.logs import capture_logs

NUMBER = "4F7A-90BC-11DE"
NAMES = [None, PrinterQuirk.NAME_WITH_LANGUAGE, PrinterQuirk.DOCUMENT_NAME, PrinterQuirk.RENAMES]


def loses_the_answer(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes, name: str = NUMBER
) -> None:
    simulated.set_fault(PrinterFault.ANSWER_LOST)
    with pytest.raises(PrinterUnreachable) as raised:
        driver.submit(page, name)
    assert raised.value.maybe_accepted
    simulated.clear_fault(PrinterFault.ANSWER_LOST)


def found(driver: IppPrinter, name: str = NUMBER, id: int | None = None) -> Job:
    job = driver.find(name, id)
    assert job is not None
    return job


@pytest.mark.parametrize("quirk", NAMES)
def test_a_job_whose_answer_was_lost_is_found_before_and_after_its_end(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes, quirk: PrinterQuirk | None
) -> None:
    simulated.quirks = {quirk} if quirk else set()
    loses_the_answer(simulated, driver, page)
    assert found(driver) == Job(1, JobState.PROCESSING, 0, ("job-printing",))
    simulated.print_sheet()
    assert found(driver) == Job(1, JobState.COMPLETED, 1, ("job-completed-successfully",))
    assert len(simulated.jobs) == 1


@pytest.mark.parametrize("quirk", NAMES)
def test_the_copy_before_is_not_taken_for_the_one_that_is_looked_for(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes, quirk: PrinterQuirk | None
) -> None:
    simulated.quirks = {quirk} if quirk else set()
    assert driver.submit(page, "4F7A-90BC-0001") == 1
    simulated.print_sheet()
    loses_the_answer(simulated, driver, page)
    assert found(driver).id == 2
    assert found(driver, "4F7A-90BC-0001", 1).state is JobState.COMPLETED


def test_a_job_of_another_user_or_of_before_is_not_taken_for_ours(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes
) -> None:
    simulated.quirks = {PrinterQuirk.RENAMES}
    simulated.add("untitled", page).created -= 100
    loses_the_answer(simulated, driver, page)
    simulated.add("untitled", page).user = "clerk"
    assert found(driver).id == 2


def test_two_jobs_that_may_be_ours_are_neither(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes
) -> None:
    simulated.quirks = {PrinterQuirk.RENAMES}
    loses_the_answer(simulated, driver, page)
    simulated.add("untitled", page)
    assert driver.find(NUMBER) is None


def test_a_job_under_another_name_is_not_ours_when_the_document_never_left(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes
) -> None:
    simulated.quirks = {PrinterQuirk.RENAMES}
    simulated.add("untitled", page)
    assert driver.find("never-sent") is None


@pytest.mark.parametrize(
    "quirk", [PrinterQuirk.FORGETS_ENDED, PrinterQuirk.REFUSES_ENDED, PrinterQuirk.NO_JOB_STATE]
)
def test_what_is_not_reported_for_a_jobs_id_is_read_from_the_list(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes, quirk: PrinterQuirk
) -> None:
    simulated.quirks = {quirk}
    id = driver.submit(page, NUMBER)
    simulated.print_sheet()
    assert found(driver, NUMBER, id) == Job(id, JobState.COMPLETED, 1, ("job-completed-successfully",))


def test_a_job_without_any_state_is_known_and_not_understood(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes
) -> None:
    id = driver.submit(page, NUMBER)
    simulated.quirks = {PrinterQuirk.NO_JOB_STATE, PrinterQuirk.NO_STATE_AT_ALL}
    assert found(driver, NUMBER, id).state is JobState.UNKNOWN
    assert not found(driver, NUMBER, id).state.is_final


@pytest.mark.parametrize("id", [None, 1])
def test_a_job_that_is_not_listed_is_no_error(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes, id: int | None
) -> None:
    loses_the_answer(simulated, driver, page)
    simulated.set_fault(PrinterFault.NOT_LISTED)
    assert driver.find(NUMBER, id) is None


def test_a_printer_that_does_not_answer_is_not_one_that_knows_no_job(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes
) -> None:
    id = driver.submit(page, NUMBER)
    simulated.set_fault(PrinterFault.GONE)
    for known in (None, id):
        with pytest.raises(PrinterUnreachable):
            driver.find(NUMBER, known)


@pytest.mark.parametrize("quirk", [PrinterQuirk.SHIFT_JIS, PrinterQuirk.STRAY_MEMBER, PrinterQuirk.MIXED_IDS])
def test_one_malformed_value_that_nobody_needs_changes_nothing(
    simulated: SimulatedPrinter, driver: IppPrinter, page: bytes, quirk: PrinterQuirk
) -> None:
    simulated.quirks = {quirk}
    assert driver.readiness().can_serve
    loses_the_answer(simulated, driver, page)
    simulated.print_sheet()
    assert found(driver).state is JobState.COMPLETED


def test_of_a_malformed_value_only_the_attributes_name_is_logged_and_once(
    simulated: SimulatedPrinter, driver: IppPrinter
) -> None:
    simulated.quirks = {PrinterQuirk.SHIFT_JIS}
    with capture_logs() as lines:
        driver.report()
        driver.report()
    assert lines == [{"event": "values_skipped", "attributes": ("printer-location",), "log_level": "warning"}]


@pytest.mark.parametrize("counts", [True, False])
def test_a_printer_that_counts_no_sheets_has_no_count(
    simulated: SimulatedPrinter, page: bytes, counts: bool
) -> None:
    simulated.quirks = set() if counts else {PrinterQuirk.NO_COUNT}
    driver = IppPrinter(simulated.uri)
    id = driver.submit(page, NUMBER)
    assert driver.job(id).sheets_completed == (0 if counts else None)
    assert IppPrinter(simulated.uri, counts_sheets=False).job(id).sheets_completed is None
