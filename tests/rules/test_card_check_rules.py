"""What a card check advises: by the day in Japan, most pressing first, and never nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.card_check import Advice, CardState, advice, renewal_begins
from kiosk.rules.hours.japan_time import JST

ENDS = datetime(2027, 2, 17, 23, 59, 59, tzinfo=JST)
LONG_BEFORE = datetime(2026, 1, 5, 12, 0, tzinfo=JST)
GOOD = CardState(
    authentication=True,
    authentication_ends=ENDS,
    authentication_tries=3,
    signature=True,
    signature_tries=5,
    signature_ends=ENDS,
)
MOMENTS = st.datetimes(
    datetime(2016, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2099, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, JST]),
)
STATES = st.builds(
    CardState,
    authentication=st.booleans(),
    authentication_ends=st.none() | MOMENTS,
    authentication_tries=st.none() | st.integers(0, 3),
    signature=st.booleans(),
    signature_tries=st.none() | st.integers(0, 5),
    signature_ends=st.none() | MOMENTS,
)


@pytest.mark.parametrize(
    ("end", "first"),
    [
        (date(2027, 2, 17), date(2026, 11, 17)),
        (date(2027, 3, 31), date(2026, 12, 31)),
        (date(2027, 5, 31), date(2027, 2, 28)),
        (date(2028, 5, 31), date(2028, 2, 29)),
        (date(2027, 1, 31), date(2026, 10, 31)),
        (date(2027, 3, 15), date(2026, 12, 15)),
        (date(2027, 4, 1), date(2027, 1, 1)),
        (date(2027, 12, 31), date(2027, 9, 30)),
    ],
)
def test_renewal_begins_three_calendar_months_before(end: date, first: date) -> None:
    assert renewal_begins(datetime(end.year, end.month, end.day, 23, 59, 59, tzinfo=JST)) == first


@given(MOMENTS)
def test_renewal_always_begins_on_a_day_89_to_92_days_before_and_never_later_in_its_month(
    ends: datetime,
) -> None:
    last, first = ends.astimezone(JST).date(), renewal_begins(ends)
    assert 89 <= (last - first).days <= 92
    assert first.day <= last.day


def test_the_day_is_japans_day() -> None:
    last_evening_in_utc = datetime(2027, 2, 16, 15, 30, tzinfo=UTC)  # 17 February 00:30 in Japan
    assert renewal_begins(last_evening_in_utc) == date(2026, 11, 17)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (LONG_BEFORE, (Advice.IN_ORDER,)),
        (datetime(2026, 11, 16, 23, 59, 59, tzinfo=JST), (Advice.IN_ORDER,)),
        (
            datetime(2026, 11, 17, 0, 0, tzinfo=JST),
            (Advice.AUTHENTICATION_ENDS_SOON, Advice.SIGNATURE_ENDS_SOON),
        ),
        (ENDS, (Advice.AUTHENTICATION_ENDS_SOON, Advice.SIGNATURE_ENDS_SOON)),
        (ENDS + timedelta(seconds=1), (Advice.AUTHENTICATION_ENDED, Advice.SIGNATURE_ENDED)),
    ],
)
def test_ends_are_told_from_three_months_before_and_after(
    now: datetime, expected: tuple[Advice, ...]
) -> None:
    assert advice(GOOD, now) == expected


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (replace(GOOD, authentication_tries=0), (Advice.PIN_LOCKED,)),
        (replace(GOOD, authentication_tries=1), (Advice.PIN_LAST_TRY,)),
        (replace(GOOD, authentication_tries=2), (Advice.IN_ORDER,)),
        (replace(GOOD, signature_tries=0), (Advice.PASSWORD_LOCKED,)),
        (replace(GOOD, signature_tries=1), (Advice.PASSWORD_LAST_TRY,)),
        (replace(GOOD, signature_ends=None), (Advice.IN_ORDER,)),
        (replace(GOOD, signature=False, signature_tries=None, signature_ends=None), (Advice.NO_SIGNATURE,)),
        (
            replace(GOOD, authentication=False, authentication_ends=None, authentication_tries=None),
            (Advice.NO_AUTHENTICATION,),
        ),
        (
            replace(GOOD, authentication_tries=0, signature_tries=0),
            (Advice.PIN_LOCKED, Advice.PASSWORD_LOCKED),
        ),
        (
            CardState(False, None, None, False, None),
            (Advice.NO_AUTHENTICATION, Advice.NO_SIGNATURE),
        ),
    ],
)
def test_each_state_has_its_advice(state: CardState, expected: tuple[Advice, ...]) -> None:
    assert advice(state, LONG_BEFORE) == expected


@pytest.mark.parametrize("tries", [0, 1])
def test_no_reset_is_advised_for_a_certificate_that_has_expired(tries: int) -> None:
    after = ENDS + timedelta(days=1)
    signature = replace(GOOD, authentication_ends=ENDS + timedelta(days=2000), signature_tries=tries)
    assert advice(signature, after) == (Advice.SIGNATURE_ENDED,)
    authentication = replace(GOOD, signature_ends=ENDS + timedelta(days=2000), authentication_tries=tries)
    assert advice(authentication, after) == (Advice.AUTHENTICATION_ENDED,)
    assert advice(replace(GOOD, signature_tries=tries), ENDS) != advice(GOOD, ENDS), "valid to the last day"


@given(STATES, MOMENTS)
def test_advice_is_never_empty_never_twice_and_most_pressing_first(state: CardState, now: datetime) -> None:
    found = advice(state, now)
    order = list(Advice)
    assert found
    assert list(found) == sorted(set(found), key=order.index)
    assert (Advice.IN_ORDER in found) == (len(found) == 1 and found[0] is Advice.IN_ORDER)


@given(STATES, MOMENTS)
def test_a_missing_certificate_has_no_other_advice(state: CardState, now: datetime) -> None:
    found = set(advice(state, now))
    of_authentication = {
        Advice.AUTHENTICATION_ENDED, Advice.AUTHENTICATION_ENDS_SOON, Advice.PIN_LOCKED, Advice.PIN_LAST_TRY,
    }  # fmt: skip
    of_signature = {
        Advice.SIGNATURE_ENDED, Advice.SIGNATURE_ENDS_SOON, Advice.PASSWORD_LOCKED, Advice.PASSWORD_LAST_TRY,
    }  # fmt: skip
    assert (Advice.NO_AUTHENTICATION in found) == (not state.authentication)
    assert (Advice.NO_SIGNATURE in found) == (not state.signature)
    if not state.authentication:
        assert not found & of_authentication
    if not state.signature:
        assert not found & of_signature


@given(STATES, MOMENTS, st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_what_has_ended_never_comes_back(state: CardState, now: datetime, after: timedelta) -> None:
    for ended in (Advice.AUTHENTICATION_ENDED, Advice.SIGNATURE_ENDED):
        if ended in advice(state, now):
            assert ended in advice(state, now + after)
