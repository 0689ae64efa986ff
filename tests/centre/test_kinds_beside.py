"""Kinds beside the specification: where they are offered, to whom, and with which years."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kiosk.rules.certificates import Availability, CertificateKind, InvalidOptions, checked_options
from kiosk.screens.i18n.words import Words
from kiosk.screens.messages.certificates import contents, value_name
from kiosk_simulator.residents import resident
from tests.support.centre.every_choice import content
from tests.support.centre.offer_tables import TAX, TOWNS, asked_by, offers

STATEMENT, PAST = CertificateKind.RESIDENT_RECORD_STATEMENT, CertificateKind.TAXATION_PAST
MIHON = "99201"


@pytest.mark.parametrize("key", ["ichiro", "taro", "sakura", "maria", "asahi"])
def test_the_city_of_the_specification_offers_neither(key: str) -> None:
    found = offers(key)
    assert {found[kind].availability for kind in (STATEMENT, PAST)} == {Availability.NOT_OFFERED}


@pytest.mark.parametrize(
    ("key", "years"),
    [
        ("yui", ("2025", "2024", "2023", "2022")),
        ("satsuki", ("2025", "2024", "2023", "2022")),  # came in November 2021
        ("goro", ("2025",)),  # came in April 2024: no resident on 1 January 2024
    ],
)
def test_the_years_are_those_with_a_1_january_here_and_the_newest_is_first(
    key: str, years: tuple[str, ...]
) -> None:
    (row,) = offers(key)[PAST].options
    assert (row.key, row.values, row.default) == ("year", years, "2025")


def test_who_has_no_past_year_or_no_declaration_is_sent_to_the_counter() -> None:
    person, household = resident("goro")
    newcomer = replace(person, became_resident_on=date(2025, 1, 2))
    undeclared = replace(person, tax_return=None)
    for each in (newcomer, undeclared):
        assert asked_by(each, household, MIHON)[PAST].availability is Availability.ASK_COUNTER


def test_a_year_that_was_not_offered_is_refused() -> None:
    rows = offers("goro")[PAST].options
    assert checked_options(PAST, {"year": "2025"}, rows)
    for year in ("2024", "2026", ""):
        with pytest.raises(InvalidOptions):
            checked_options(PAST, {"year": year}, rows)


@pytest.mark.parametrize("year", [2022, 2025])
def test_the_certificate_is_of_the_chosen_year(year: int) -> None:
    assert content(PAST, "yui", year=str(year)).fiscal_year == year
    assert content(TAX, "yui").fiscal_year == 2026


@pytest.mark.parametrize(
    ("year", "japanese", "english"),
    [("2025", "令和7年度（2025年度）", "FY 2025"), ("2019", "令和元年度（2019年度）", "FY 2019")],
)
def test_a_year_is_listed_under_the_era_of_its_end(year: str, japanese: str, english: str) -> None:
    (row,) = offers("yui")[PAST].options
    for language, label in (("ja", japanese), ("en", english)):
        words = Words(language)
        assert value_name(words, row, year) == label
        assert label in contents(words, PAST, (("year", year),), (row,)).about


def test_a_statement_offers_what_a_copy_of_the_record_offers() -> None:
    found = offers("yui")
    assert found[STATEMENT].options == found[CertificateKind.RESIDENT_RECORD].options
    assert all(row.key != "my_number" for row in found[STATEMENT].options)
    assert TOWNS[MIHON].my_number is False
