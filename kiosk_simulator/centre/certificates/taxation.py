"""The municipal tax of a specimen resident, computed for an employee according to the Local Tax Act.

Covers what specimen residents declare: a salary of one employer, social and life insurance, a spouse
under 70 without income, dependants living together. Rates: Local Tax Act, Art. 35, 38, 310, 314-3;
employment income deduction: Income Tax Act, Art. 28, as in force for incomes from 2025 on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kiosk.rules.contents import Dependants, TaxItem
from kiosk_simulator.residents import TaxReturn

BASIC_DEDUCTION = 430_000
_SPOUSE = 330_000
_GENERAL, _YOUNG, _PARENT = 330_000, 450_000, 450_000
_PERSONAL_DIFFERENCE = 50_000
_DIFFERENCES = {"general": 50_000, "young": 180_000, "parent": 130_000}
_PER_CAPITA_CITY, _PER_CAPITA_PREFECTURE, _FOREST = 3_000, 1_000, 1_000
_ADJUSTED_IN_FULL = 2_000_000


@dataclass(frozen=True, slots=True)
class Assessment:
    """The figures of one fiscal year in yen. The last of `deductions` is their sum.

    `adjustment` is 調整控除 of both taxes together; `exempt` (非課税) owes nothing.
    """

    income: tuple[TaxItem, ...]
    total_income: int
    adjustment: int
    exempt: bool
    dependants: Dependants
    deductions: tuple[TaxItem, ...]
    taxable_income: int
    taxes: tuple[TaxItem, ...]

    @property
    def total(self) -> int:
        """年税額."""
        return sum(item.amount for item in self.taxes)


def employment_income(salary: int) -> int:
    """給与所得 in yen for the salary of one year in yen.

    From 1,900,000 to 6,600,000 yen the Act's table has steps of 4,000 yen.
    """
    if salary < 1_900_000:
        return max(0, salary - 650_000)
    stepped = salary // 4_000 * 4_000
    if salary < 3_600_000:
        return stepped * 7 // 10 - 80_000
    if salary < 6_600_000:
        return stepped * 8 // 10 - 440_000
    if salary < 8_500_000:
        return salary * 9 // 10 - 1_100_000
    return salary - 1_950_000


def assess(
    declared: TaxReturn, births: Iterable[date], year: int, *, own: str, prefectural: str
) -> Assessment:
    """Assess a declaration for the fiscal year that begins in `year`.

    `births` are birth dates of the dependants; `own` and `prefectural` are the names of the taxes, such as
    市民税 and 道民税.
    """
    income = employment_income(declared.salary)
    classes = [_class_of(birth, year - 1) for birth in births]
    deductions, difference = _deductions(declared, classes)
    deducted = sum(item.amount for item in deductions)
    taxable = max(0, income - deducted) // 1_000 * 1_000
    levied = income > 0  # the tax-free limit is below every specimen's income but zero
    adjustment = _adjustment(difference, taxable)
    of_city = max(0, taxable * 6 // 100 - adjustment * 3 // 5) // 100 * 100
    of_prefecture = max(0, taxable * 4 // 100 - adjustment * 2 // 5) // 100 * 100
    return Assessment(
        income=_items(("給与収入", declared.salary), ("給与所得", income), ("合計所得金額", income)),
        total_income=income,
        adjustment=adjustment,
        exempt=not levied,
        dependants=Dependants(
            general=classes.count("general"),
            young=classes.count("young"),
            elderly_parents=classes.count("parent"),
            under_16=classes.count(None),
        ),
        deductions=(*deductions, TaxItem(label="控除合計", amount=deducted)),
        taxable_income=taxable,
        taxes=_items(
            (f"{own}所得割", of_city),
            (f"{own}均等割", _PER_CAPITA_CITY * levied),
            (f"{prefectural}所得割", of_prefecture),
            (f"{prefectural}均等割", _PER_CAPITA_PREFECTURE * levied),
            ("森林環境税", _FOREST * levied),
        ),
    )


def _class_of(birth: date, income_year: int) -> str | None:
    """The class of a dependant by age on 31 December; None (no deduction) under 16."""
    age = income_year - birth.year
    if age < 16:
        return None
    if 19 <= age < 23:
        return "young"
    return "parent" if age >= 70 else "general"


def _deductions(declared: TaxReturn, classes: list[str | None]) -> tuple[tuple[TaxItem, ...], int]:
    """The deductions, and the difference to the personal deductions of the income tax (人的控除額の差)."""
    amounts = {"general": _GENERAL, "young": _YOUNG, "parent": _PARENT}
    dependants = [each for each in classes if each is not None]
    items = _items(
        ("社会保険料控除", declared.social_insurance),
        ("生命保険料控除", declared.life_insurance),
        ("配偶者控除", _SPOUSE * declared.spouse),
        ("扶養控除", sum(amounts[each] for each in dependants)),
        ("基礎控除", BASIC_DEDUCTION),
    )
    difference = _PERSONAL_DIFFERENCE * (1 + declared.spouse)
    difference += sum(_DIFFERENCES[each] for each in dependants)
    return tuple(item for item in items if item.amount), difference


def _adjustment(difference: int, taxable: int) -> int:
    """調整控除 for city and prefecture together, in yen."""
    if taxable <= _ADJUSTED_IN_FULL:
        return min(difference, taxable) * 5 // 100
    return max(difference - (taxable - _ADJUSTED_IN_FULL), _PERSONAL_DIFFERENCE) * 5 // 100


def _items(*rows: tuple[str, int]) -> tuple[TaxItem, ...]:
    return tuple(TaxItem(label=label, amount=amount) for label, amount in rows)
