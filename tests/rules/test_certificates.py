"""The catalogue: its defaults are valid, and nothing outside it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.rules.certificates import (
    CATALOGUE,
    OMITTED,
    CertificateKind,
    InvalidOptions,
    Offer,
    OptionSpec,
    OrderLine,
    checked_options,
    default_options,
    parts,
)

KINDS = pytest.mark.parametrize("kind", CertificateKind)
RECORD = CertificateKind.RESIDENT_RECORD
EVERY_CHOICE = st.sampled_from(CertificateKind).flatmap(
    lambda kind: st.tuples(
        st.just(kind),
        st.fixed_dictionaries({spec.key: st.sampled_from(spec.values) for spec in CATALOGUE[kind].options}),
    )
)


@KINDS
def test_every_kind_has_its_row_and_valid_defaults(kind: CertificateKind) -> None:
    assert CATALOGUE[kind].kind is kind
    assert checked_options(kind, dict(default_options(kind))) == default_options(kind)
    assert all(spec.default in spec.values for spec in CATALOGUE[kind].options)


def test_what_goes_beyond_the_person_is_left_out_unless_asked_for() -> None:
    defaults = dict(default_options(RECORD))
    assert (defaults["head_and_relationship"], defaults["domicile"]) == (OMITTED, OMITTED)


@settings(deadline=None)
@given(EVERY_CHOICE)
def test_every_choice_of_the_screen_is_valid_and_the_same_in_any_order(
    choice: tuple[CertificateKind, dict[str, str]],
) -> None:
    kind, chosen = choice
    backwards = dict(reversed(chosen.items()))
    assert checked_options(kind, chosen) == checked_options(kind, backwards) == tuple(sorted(chosen.items()))


@KINDS
def test_an_unknown_key_is_refused(kind: CertificateKind) -> None:
    with pytest.raises(InvalidOptions):
        checked_options(kind, {**dict(default_options(kind)), "individual_number": "shown"})


@pytest.mark.parametrize("key", [spec.key for spec in CATALOGUE[RECORD].options])
def test_a_missing_key_and_an_unknown_value_are_refused(key: str) -> None:
    chosen = dict(default_options(RECORD))
    with pytest.raises(InvalidOptions, match=key):
        checked_options(RECORD, {**chosen, key: "everything"})
    del chosen[key]
    with pytest.raises(InvalidOptions, match=r"^resident_record: options \[.*\] instead of \[.*\]$"):
        checked_options(RECORD, chosen)


@settings(deadline=None)
@given(copies=st.integers(1, 99), fee=st.integers(0, 1000))
def test_the_price_of_a_line_is_copies_times_fee(copies: int, fee: int) -> None:
    assert OrderLine(RECORD, default_options(RECORD), copies, fee).price == copies * fee


@pytest.mark.parametrize(("copies", "fee"), [(0, 250), (-1, 250), (1, -1)])
def test_a_line_of_no_copies_or_a_negative_fee_is_refused(copies: int, fee: int) -> None:
    with pytest.raises(ValueError, match="order line"):
        OrderLine(RECORD, (), copies, fee)


ROWS = (
    OptionSpec("persons", ("household", "one"), "household"),
    OptionSpec("who", ("first", "second"), "first", only_if=("persons", "one")),
)


def test_a_row_that_is_not_shown_keeps_its_default() -> None:
    assert checked_options(RECORD, {"persons": "one", "who": "second"}, ROWS)
    assert checked_options(RECORD, {"persons": "household", "who": "first"}, ROWS)
    with pytest.raises(InvalidOptions, match="who does not apply"):
        checked_options(RECORD, {"persons": "household", "who": "second"}, ROWS)


PEOPLE = tuple("1234567")
MEMBERS = OptionSpec("members", PEOPLE, ",".join(PEOPLE), only_if=("persons", "chosen"), many=True)


@given(st.lists(st.sampled_from((*PEOPLE, "", "8", "１")), max_size=9))
def test_a_row_with_many_allows_exactly_what_is_chosen_once_and_in_order(chosen: list[str]) -> None:
    in_order = sorted({*chosen} & {*PEOPLE})
    assert MEMBERS.allows(",".join(chosen)) == (bool(chosen) and chosen == in_order)


@given(st.sets(st.sampled_from(PEOPLE), min_size=1))
def test_the_parts_of_a_value_are_what_was_chosen(chosen: set[str]) -> None:
    value = ",".join(sorted(chosen))
    assert MEMBERS.allows(value)
    assert parts(value) == tuple(sorted(chosen))


def test_a_row_without_many_takes_one_value() -> None:
    row = OptionSpec("member", PEOPLE, "1")
    assert row.allows("2")
    assert not row.allows("1,2")


@given(st.sampled_from((("persons", "household", "chosen"), ("persons", "chosen"), None)))
def test_a_row_applies_with_any_of_the_values_it_names(only_if: tuple[str, ...] | None) -> None:
    row = OptionSpec("nationality", ("shown", "omitted"), "omitted", only_if=only_if)
    for value in ("household", "self", "chosen", "persons"):
        assert row.applies({"persons": value}) == (only_if is None or value in only_if[1:])
    assert row.applies({}) == (only_if is None)


@pytest.mark.parametrize("only_if", [(), ("persons",)])
def test_a_row_that_could_never_apply_is_refused(only_if: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="members applies with no value"):
        OptionSpec("members", PEOPLE, "1", only_if=only_if)


def test_a_persons_own_rows_take_the_place_of_the_catalogues() -> None:
    own = Offer(RECORD, 250, rows=ROWS)
    assert own.options == ROWS
    assert Offer(RECORD, 250).options == CATALOGUE[RECORD].options
    assert default_options(RECORD, ROWS) == (("persons", "household"), ("who", "first"))
    with pytest.raises(InvalidOptions):
        checked_options(RECORD, dict(default_options(RECORD)), ROWS)
