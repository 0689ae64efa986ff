"""What rows say of the journal they are from: every wrong one is noticed, and no honest retry is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kiosk.journal.chain import Head, StoredRow, link
from kiosk_fleet.alarms import AlarmKind
from kiosk_fleet.ingest.chain import Cursor, Verdict, judge, judge_head
from tests.support.fleet_server import rows_of

JOURNAL, OTHER = "a" * 32, "b" * 32
ROWS = rows_of(JOURNAL, ["visit_began", "visit_ended"] * 15)
positions = st.integers(1, len(ROWS) - 1)


def at(seq: int) -> Cursor:
    """A server that has the first `seq` rows."""
    return Cursor(JOURNAL, seq, ROWS[seq - 1].hash) if seq else Cursor()


def known(seq: int) -> dict[int, bytes]:
    """Their hashes."""
    return {row.seq: row.hash for row in ROWS[:seq]}


@given(st.lists(st.tuples(st.integers(0, len(ROWS)), st.integers(1, 20), st.booleans()), max_size=30))
def test_no_honest_sequence_of_retries_raises_anything(steps: list[tuple[int, int, bool]]) -> None:
    """Answers are lost, rows come again from anywhere the server ever was, and some have been forgotten."""
    has = 0
    for back, most, forgotten in steps:
        first = max(0, has - back)
        sent = ROWS[first : first + most]
        if not sent:
            continue
        verdict = judge(at(has), JOURNAL, sent, {} if forgotten else known(has))
        assert verdict.alarm is None
        assert list(verdict.rows) == [row for row in sent if row.seq > has]
        has = max(has, sent[-1].seq)
        assert judge_head(at(has), JOURNAL, Head(len(ROWS), ROWS[-1].hash)) == Verdict()


@given(st.integers(0, len(ROWS) - 2), st.integers(1, 5))
def test_rows_that_are_left_out_before_the_first_one_are_a_gap(has: int, left_out: int) -> None:
    sent = ROWS[has + left_out :]
    if sent:
        assert judge(at(has), JOURNAL, sent, known(has)) == Verdict(alarm=AlarmKind.GAP, seq=sent[0].seq)


@given(st.integers(0, 20), st.integers(1, 8))
def test_a_row_that_is_left_out_in_the_middle_is_a_gap(has: int, position: int) -> None:
    sent = ROWS[has:]
    del sent[position]
    assert judge(at(has), JOURNAL, sent, known(has)).alarm is AlarmKind.GAP


@given(positions, st.sampled_from(["at", "visit", "kind", "intent", "facts"]), st.booleans())
def test_a_row_that_was_changed_is_noticed_whether_its_hash_was_made_anew_or_not(
    position: int, column: str, anew: bool
) -> None:
    other: dict[str, Any] = {column: 5 if column == "intent" else "other"}
    changed = replace(ROWS[position], **other)
    if anew:
        changed = replace(changed, hash=link(ROWS[position - 1].hash, changed))
    sent = [*ROWS[:position], changed, *ROWS[position + 1 :]]
    # Nobody has seen it before: what follows does not follow from it. The last row alone may be anything new.
    if position < len(ROWS) - 1 or not anew:
        assert judge(Cursor(), JOURNAL, sent, {}).alarm is AlarmKind.CHAIN_BROKEN
    # The server has it: then it is another row, or a row whose hash is not its own.
    expected = AlarmKind.FORK if anew else AlarmKind.CHAIN_BROKEN
    assert judge(at(len(ROWS)), JOURNAL, sent, known(len(ROWS))).alarm is expected


@given(positions, st.integers(1, 10))
def test_another_past_with_the_same_numbers_is_a_fork(has: int, length: int) -> None:
    """A journal put back from a copy, in which other things have happened since."""
    back = max(0, has - length)
    other = rows_of(JOURNAL, ["claim_made"] * (has - back + 2), ROWS[:back])
    verdict = judge(at(has), JOURNAL, other[back:], known(has))
    assert verdict == Verdict(alarm=AlarmKind.FORK, seq=back + 1)
    head = Head(has, other[has - 1].hash)
    assert judge_head(at(has), JOURNAL, head).alarm is AlarmKind.FORK


@given(positions, positions)
def test_a_head_behind_what_was_acknowledged_is_a_rollback(one: int, other: int) -> None:
    behind, has = sorted((one, other))
    verdict = judge_head(at(has), JOURNAL, Head(behind, ROWS[behind - 1].hash))
    assert verdict.alarm is (AlarmKind.ROLLBACK if behind < has else None)


@given(positions)
def test_another_journal_in_the_place_of_the_one_that_was_acknowledged_is_a_rollback(has: int) -> None:
    other = rows_of(OTHER, ["visit_began"] * 40)
    assert judge(at(has), OTHER, other, known(has)).alarm is AlarmKind.ROLLBACK
    assert judge_head(at(has), OTHER, Head(40, other[-1].hash)).alarm is AlarmKind.ROLLBACK


@given(st.permutations(ROWS[:6]))
def test_rows_in_another_order_are_noticed(sent: list[StoredRow]) -> None:
    verdict = judge(Cursor(), JOURNAL, sent, {})
    assert (verdict.alarm is None) == (sent == ROWS[:6])


def test_rows_under_the_name_of_another_journal_do_not_begin_it() -> None:
    assert judge(Cursor(), OTHER, ROWS, {}).alarm is AlarmKind.CHAIN_BROKEN
