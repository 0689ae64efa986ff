"""Whatever bytes a printer answers with, the driver reads them, leaves values out, or fails cleanly."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.hardware.page_printer.ipp import IppPrinter
from kiosk.hardware.page_printer.ipp_codec import IppMalformed, decode, encode
from kiosk.hardware.page_printer.ipp_constants import Operation
from kiosk.hardware.page_printer.ipp_message import Attribute, Group, Message, Tag, Value, attribute
from kiosk.hardware.page_printer.protocol import Job, PrinterRefused, PrinterReport, PrinterUnreachable

NAMES = (
    "printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "printer-up-time",
    "operations-supported", "media-supported", "sides-supported", "document-format-supported",
    "print-scaling-supported", "job-id", "job-name", "document-name-supplied", "job-state",
    "job-state-reasons", "job-media-sheets-completed", "job-impressions-completed",
    "job-originating-user-name", "time-at-creation",
)  # fmt: skip
VALUES = st.one_of(
    st.builds(Value, st.sampled_from([Tag.INTEGER, Tag.ENUM]), st.integers(-(2**31), 2**31 - 1)),
    st.builds(Value, st.sampled_from([Tag.INTEGER, Tag.ENUM]), st.integers(0, 12)),
    st.builds(
        Value,
        st.sampled_from([Tag.KEYWORD, Tag.NAME, Tag.MEMBER]),
        st.sampled_from(["none", "kiosk", "job-1", ""]),
    ),
    st.just(Value(Tag.NAME_WITH_LANGUAGE, ("en", "job-1"))),
    st.just(Value(Tag.RANGE, (1, 2))),
    st.just(Value(Tag.BOOLEAN, True)),
    st.just(Value(Tag.NO_VALUE, None)),
    st.just(Value(Tag.OCTETS, b"\xff\xfe")),
    st.just(Value(Tag.COLLECTION, (attribute("job-id", Tag.INTEGER, 1),))),
)
ATTRIBUTES = st.builds(Attribute, st.sampled_from(NAMES), st.lists(VALUES, min_size=1, max_size=3).map(tuple))
GROUPS = st.builds(
    Group, st.sampled_from([Tag.OPERATION, Tag.JOB, Tag.PRINTER]), st.lists(ATTRIBUTES, max_size=8).map(tuple)
)


class Answers:
    """The far end of the wire: gives prepared bytes whatever it is asked."""

    def __init__(self, groups: list[Group], code: int, damage: list[tuple[int, int]]) -> None:
        self.groups, self.code, self.damage = groups, code, damage

    def exchange(self, name: str, message: Message, seconds: float) -> Message:
        raw = bytearray(encode(Message(self.code, message.request_id, tuple(self.groups))))
        for place, value in self.damage:
            raw[8 + place % (len(raw) - 8)] = value
        try:
            return decode(bytes(raw))
        except IppMalformed as error:
            raise PrinterUnreachable(f"{name}: {error}", maybe_accepted=bool(message.data)) from error


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(GROUPS, max_size=4),
    st.sampled_from([0, 0, 0, 1, 2, 0x0404, 0x0406, 0x0503, 0x0507]),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=4),
)
def test_no_answer_makes_the_driver_stumble(
    groups: list[Group], code: int, damage: list[tuple[int, int]]
) -> None:
    driver = IppPrinter("ipp://127.0.0.1/ipp/print")
    driver._connection = Answers(groups, code, damage)  # type: ignore[assignment]  # bytes instead of a line
    assert isinstance(driver.report(), PrinterReport)
    assert isinstance(driver.readiness(), PrinterReport)
    for id in (None, 1):
        with contextlib.suppress(PrinterUnreachable):
            found = driver.find("job-1", id)
            assert found is None or isinstance(found, Job)
    with contextlib.suppress(PrinterUnreachable, PrinterRefused):
        assert isinstance(driver.job(1), Job)
    with contextlib.suppress(PrinterUnreachable, PrinterRefused):
        assert isinstance(driver.submit(b"%PDF", "job-1"), int)


class LateAnswers:
    """The far end of the wire: answers one operation with the answer to the request before."""

    def __init__(self, operation: Operation) -> None:
        self.late = operation.name

    def exchange(self, name: str, message: Message, seconds: float) -> Message:
        job = Group(Tag.JOB, (attribute("job-id", Tag.INTEGER, 9),))
        return Message(0, message.request_id - (name == self.late), (job,))


def driver_with(operation: Operation) -> IppPrinter:
    driver = IppPrinter("ipp://127.0.0.1/ipp/print")
    driver._connection = LateAnswers(operation)  # type: ignore[assignment]  # answers instead of a line
    return driver


def test_an_answer_to_another_request_says_nothing_about_this_one() -> None:
    with pytest.raises(PrinterUnreachable) as raised:
        driver_with(Operation.PRINT_JOB).submit(b"%PDF", "job-1")
    assert raised.value.maybe_accepted
    with pytest.raises(PrinterUnreachable) as raised:
        driver_with(Operation.GET_JOBS).find("job-1")
    assert not raised.value.maybe_accepted
