"""Kinds of certificate, their options, and order lines.

The catalogue is data: a screen shows one row per option, the issuing centre checks the same rows, and
no other part of the program refers to an option by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.structs import Struct

OptionValues = tuple[tuple[str, str], ...]
"""Chosen options as sorted (key, value) pairs, so that equal choices are equal and hashable."""


class CertificateKind(StrEnum):
    """The certificates named by the service's specification (legal names in docs/glossary.md).

    The last two are not in it: a municipality may offer them beside.
    """

    RESIDENT_RECORD = "resident_record"  # 住民票の写し
    SEAL_REGISTRATION = "seal_registration"  # 印鑑登録証明書
    TAXATION = "taxation"  # 課税証明書
    SUPPLEMENTARY_FAMILY_REGISTER = "supplementary_family_register"  # 戸籍の附票の写し
    FAMILY_REGISTER_ALL = "family_register_all"  # 戸籍全部事項証明書 (謄本)
    FAMILY_REGISTER_INDIVIDUAL = "family_register_individual"  # 戸籍個人事項証明書 (抄本)
    RESIDENT_RECORD_STATEMENT = "resident_record_statement"  # 住民票記載事項証明書
    TAXATION_PAST = "taxation_past"  # 課税証明書 of a past fiscal year


class Availability(StrEnum):
    """Whether one person can get one kind of certificate now, according to the issuing centre."""

    AVAILABLE = "available"
    NOT_OFFERED = "not_offered"  # this municipality does not offer it at terminals
    NOT_NOW = "not_now"  # outside this certificate's own hours
    ASK_COUNTER = "ask_counter"  # any private reason: the customer sees neutral wording


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """One row of the options screen: `values` in screen order, `default` among them.

    `names` are labels for values that only this person has, such as members of the household.
    `only_if` (key, value, …) hides the row, and fixes its default, unless another row has one of those
    values; without a value it raises ValueError. With `many`, a value is one or more of `values`, in
    their order, joined by commas (see `parts`).
    """

    key: str
    values: tuple[str, ...]
    default: str
    names: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    only_if: tuple[str, ...] | None = None
    many: bool = False

    def __post_init__(self) -> None:
        if self.only_if is not None and len(self.only_if) < 2:
            raise ValueError(f"{self.key} applies with no value of another row")

    def allows(self, value: str) -> bool:
        """True if `value` may be chosen in this row."""
        if not self.many:
            return value in self.values
        chosen = parts(value)
        return tuple(each for each in self.values if each in chosen) == chosen

    def applies(self, chosen: Mapping[str, str]) -> bool:
        """True if the row is shown, given the values `chosen` in the other rows."""
        if self.only_if is None:
            return True
        key, *values = self.only_if
        return chosen.get(key) in values


def parts(value: str) -> tuple[str, ...]:
    """Split the value of a row with `many` into single values."""
    return tuple(value.split(","))


class KindSpec(Struct):
    """The properties of a kind of certificate that all municipalities share."""

    kind: CertificateKind
    options: tuple[OptionSpec, ...] = ()


SHOWN, OMITTED = "shown", "omitted"
HOUSEHOLD, SELF, CHOSEN = "household", "self", "chosen"

_RESIDENT_ROWS = (
    OptionSpec("persons", (HOUSEHOLD, SELF), HOUSEHOLD),
    OptionSpec("head_and_relationship", (SHOWN, OMITTED), OMITTED),  # 世帯主・続柄
    OptionSpec("domicile", (SHOWN, OMITTED), OMITTED),  # 本籍・筆頭者
    OptionSpec("my_number", (SHOWN, OMITTED), OMITTED),  # 個人番号: only for statutory uses
)

# Everything beyond name, birth date, sex and address is omitted by default: a certificate that reveals
# more than its recipient needs cannot be taken back.
CATALOGUE: Mapping[CertificateKind, KindSpec] = {
    spec.kind: spec
    for spec in (
        KindSpec(CertificateKind.RESIDENT_RECORD, _RESIDENT_ROWS),
        KindSpec(CertificateKind.SEAL_REGISTRATION),
        KindSpec(CertificateKind.TAXATION),
        KindSpec(
            CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER,
            (OptionSpec("domicile", (SHOWN, OMITTED), OMITTED),),
        ),
        KindSpec(CertificateKind.FAMILY_REGISTER_ALL),
        KindSpec(CertificateKind.FAMILY_REGISTER_INDIVIDUAL),
        KindSpec(CertificateKind.RESIDENT_RECORD_STATEMENT, _RESIDENT_ROWS),
        KindSpec(CertificateKind.TAXATION_PAST),  # its years are a person's own
    )
}


class InvalidOptions(ValueError):
    """The chosen options are not valid for the kind of certificate."""


def default_options(kind: CertificateKind, rows: Sequence[OptionSpec] | None = None) -> OptionValues:
    """Return the default options; `rows` are a person's own, None for the catalogue's."""
    rows = CATALOGUE[kind].options if rows is None else rows
    return tuple(sorted((spec.key, spec.default) for spec in rows))


def checked_options(
    kind: CertificateKind, chosen: Mapping[str, str], rows: Sequence[OptionSpec] | None = None
) -> OptionValues:
    """Return `chosen` in canonical order; `rows` are a person's own, None for the catalogue's.

    Raises InvalidOptions if a key is missing or unknown, a value does not belong to its row, or a hidden
    row has a value other than its default.
    """
    specs = {spec.key: spec for spec in (CATALOGUE[kind].options if rows is None else rows)}
    if chosen.keys() != specs.keys():
        raise InvalidOptions(f"{kind}: options {sorted(chosen)} instead of {sorted(specs)}")
    for key, value in chosen.items():
        if not specs[key].allows(value):
            raise InvalidOptions(f"{kind}: {key} has an unknown value")
        if value != specs[key].default and not specs[key].applies(chosen):
            raise InvalidOptions(f"{kind}: {key} does not apply")
    return tuple(sorted(chosen.items()))


class Offer(Struct):
    """One row of the certificate list. `fee` is in yen per copy."""

    kind: CertificateKind
    fee: int
    availability: Availability = Availability.AVAILABLE
    rows: tuple[OptionSpec, ...] | None = None
    """This person's options where they differ from the catalogue's."""
    again_at: datetime | None = None
    """When a kind that is not available now becomes available again (Japan's time), None if unknown."""

    @property
    def options(self) -> tuple[OptionSpec, ...]:
        """The rows of the options screen."""
        return CATALOGUE[self.kind].options if self.rows is None else self.rows


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One kind of certificate with its options.

    `fee` is in yen per copy. Raises ValueError for a negative fee or fewer than one copy.
    """

    kind: CertificateKind
    options: OptionValues
    copies: int
    fee: int

    def __post_init__(self) -> None:
        if self.copies < 1 or self.fee < 0:
            raise ValueError(f"an order line of {self.copies} copies at {self.fee} yen")

    @property
    def price(self) -> int:
        """Yen for all copies of this line."""
        return self.copies * self.fee
