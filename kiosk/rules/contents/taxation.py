"""課税台帳: what a municipality has assessed for one fiscal year (Local Tax Act)."""

from __future__ import annotations

from pydantic import Field

from kiosk.rules.contents.values import Day, Frozen, Recorded, Unknown


class TaxItem(Frozen):
    """One line of a taxation certificate; `amount` in yen."""

    label: str
    amount: int


class Dependants(Frozen):
    """The dependants of one taxpayer by class (Local Tax Act, Art. 314-2), each a number of persons.

    `under_16` (年少) gives no deduction, but counts for the tax-free limit (Art. 295).
    """

    general: int = Field(default=0, ge=0)  # 一般
    young: int = Field(default=0, ge=0)  # 特定: 19 to 22
    elderly: int = Field(default=0, ge=0)  # 老人: 70 and older
    elderly_parents: int = Field(default=0, ge=0)  # 同居老親等
    under_16: int = Field(default=0, ge=0)  # 16歳未満

    @property
    def total(self) -> int:
        """扶養人数: everybody, with or without a deduction."""
        return self.general + self.young + self.elderly + self.elderly_parents + self.under_16


class Taxation(Frozen):
    """課税証明書 or 非課税証明書 of one fiscal year (April to March), from the income of the year before.

    Taxed is who has an address in the municipality on 1 January (賦課期日, Local Tax Act, Art. 318).
    """

    name: str
    name_kana: str
    birth_date: Day | Unknown
    address: str
    address_on_1_january: str  # 賦課期日現在の住所
    fiscal_year: int  # Gregorian year in which it starts
    income: tuple[TaxItem, ...]  # 所得
    total_income: int  # 総所得金額等, yen
    deductions: tuple[TaxItem, ...]  # 所得控除
    taxable_income: int  # 課税標準額, yen
    taxes: tuple[TaxItem, ...]  # 税額
    adjustment: int = Field(ge=0)  # 調整控除, yen (Local Tax Act, Art. 37 and 314-6)
    total_tax: int  # 年税額, yen
    exempt: bool  # 非課税: nothing was levied (Local Tax Act, Art. 295)
    spouse_deduction: Recorded  # 控除対象配偶者: 一般 / 老人
    dependants: Dependants
