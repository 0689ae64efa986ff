"""The figures of a taxation certificate: by hand, by the Act's table, and adding up in every year."""

from __future__ import annotations

from datetime import date

import pytest

from kiosk_simulator.centre.certificates.taxation import BASIC_DEDUCTION, assess, employment_income
from kiosk_simulator.residents import Resident, TaxReturn
from tests.support.centre.every_choice import PEOPLE, content
from tests.support.centre.offer_tables import TAX


@pytest.mark.parametrize(
    ("salary", "income"),
    [
        (0, 0),
        (650_000, 0),
        (1_100_000, 450_000),
        (1_899_999, 1_249_999),
        (1_900_000, 1_250_000),
        (3_000_000, 2_020_000),
        (3_003_999, 2_020_000),
        (3_599_999, 2_437_200),
        (3_600_000, 2_440_000),
        (5_000_000, 3_560_000),
        (6_600_000, 4_840_000),
        (8_499_999, 6_549_999),
        (8_500_000, 6_550_000),
        (10_000_000, 8_050_000),
    ],
)
def test_the_income_from_a_salary_is_that_of_the_acts_table(salary: int, income: int) -> None:
    assert employment_income(salary) == income


# By hand. Ichiro: 3,720,000 - 764,400 - 28,000 - 430,000 -> 2,497,000; adjustment 2,500.
# Taro: 4,744,000 - 952,560 - 56,000 - 330,000 - (450,000 + 330,000 + 450,000) - 430,000 -> 1,745,000;
# the personal deductions differ by 460,000: adjustment 23,000.
ASSESSED = {
    "ichiro": (2_497_000, (148_300, 3_000, 98_800, 1_000, 1_000), 252_100, 1),
    "taro": (1_745_000, (90_900, 3_000, 60_600, 1_000, 1_000), 156_500, 4),
    "yoshiko": (0, (0, 0, 0, 0, 0), 0, 0),
}


@pytest.mark.parametrize("key", ASSESSED)
def test_a_taxation_certificate_has_the_figures_worked_out_by_hand(key: str) -> None:
    taxable, taxes, total, dependants = ASSESSED[key]
    found = content(TAX, key)
    assert (found.fiscal_year, found.taxable_income, found.total_tax) == (2026, taxable, total)
    assert tuple(item.amount for item in found.taxes) == taxes
    assert found.dependants.total == dependants


@pytest.mark.parametrize("person", [each for each in PEOPLE if each.tax_return], ids=lambda each: each.key)
@pytest.mark.parametrize("year", [2026, 2031, 2040])
def test_the_figures_add_up_in_every_year(person: Resident, year: int) -> None:
    found = content(TAX, person.key, date(year, 7, 1))
    amounts = {item.label: item.amount for item in found.deductions}
    income = {item.label: item.amount for item in found.income}["合計所得金額"]
    *items, total = amounts.items()
    assert total == ("控除合計", sum(amount for _, amount in items))
    assert found.taxable_income == max(0, income - total[1]) // 1000 * 1000
    assert found.total_tax == sum(item.amount for item in found.taxes)
    assert amounts["基礎控除"] == BASIC_DEDUCTION
    assert all(item.amount % 100 == 0 for item in found.taxes)


def test_the_taxes_are_called_by_the_municipality_and_its_prefecture() -> None:
    labels = [
        item.label
        for item in assess(TaxReturn(3_000_000), (), 2026, own="町民税", prefectural="県民税").taxes
    ]
    assert labels == ["町民税所得割", "町民税均等割", "県民税所得割", "県民税均等割", "森林環境税"]


def test_dependants_count_by_their_age_at_the_end_of_the_income_year() -> None:
    def deducted(birth: date) -> int:
        items = assess(TaxReturn(5_000_000), (birth,), 2026, own="市民税", prefectural="道民税").deductions
        return {item.label: item.amount for item in items}.get("扶養控除", 0)

    births = {date(2010, 1, 1): 0, date(2009, 12, 31): 330_000, date(2007, 1, 1): 330_000}
    births |= {date(2006, 12, 31): 450_000, date(2003, 1, 1): 450_000, date(2002, 12, 31): 330_000}
    births |= {date(1956, 1, 1): 330_000, date(1955, 12, 31): 450_000}
    assert {birth: deducted(birth) for birth in births} == births
