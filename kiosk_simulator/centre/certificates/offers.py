"""What a municipality offers to one person now: kinds of certificate, with the options of each.

Public facts are checked first, so that a kind outside its hours looks the same to everybody; all
private reasons result in the same answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from kiosk.rules.certificates import (
    CATALOGUE,
    CHOSEN,
    HOUSEHOLD,
    OMITTED,
    SELF,
    SHOWN,
    Availability,
    CertificateKind,
    Offer,
    OptionSpec,
)
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.services import Scope
from kiosk_simulator.centre.municipalities import IssuingMunicipality
from kiosk_simulator.residents import AGE_OF_USE, Household, Reason, Register, Resident, resident

REGISTER_KINDS = frozenset(
    {
        CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER,
        CertificateKind.FAMILY_REGISTER_ALL,
        CertificateKind.FAMILY_REGISTER_INDIVIDUAL,
    }
)
_FOREIGN_ROWS = tuple(
    OptionSpec(key, (SHOWN, OMITTED), OMITTED)
    for key in ("nationality", "residence_status", "residence_card")
)
_OVERSEAS_VOTING = OptionSpec("overseas_voting", (SHOWN, OMITTED), OMITTED)
_PERSONS = OptionSpec("persons", (HOUSEHOLD, SELF, CHOSEN), HOUSEHOLD)
_RESIDENT_RECORDS = {CertificateKind.RESIDENT_RECORD, CertificateKind.RESIDENT_RECORD_STATEMENT}
_NOT_AT_ALL = {Reason.WITHHELD, Reason.MOVING_OUT}
_NOT_THE_REGISTER = {Reason.WITHHELD, Reason.REGISTER_PENDING}


@dataclass(frozen=True, slots=True)
class Requester:
    """The person who requests certificates, at which municipality, and in which scope."""

    person: Resident
    household: Household
    municipality: IssuingMunicipality
    scope: Scope

    def offers(self, now: datetime) -> tuple[Offer, ...]:
        """One offer for each kind, in the order of the catalogue. Raises ValueError unless `now` is aware."""
        rows = []
        for kind in CATALOGUE:
            availability = self._availability(kind, now)
            specs = (
                self.options_of(kind, now.astimezone(JST).date())
                if availability is Availability.AVAILABLE
                else None
            )
            if specs == CATALOGUE[kind].options:
                specs = None
            fee = self.municipality.fees.get(kind, 0)
            again_at = None
            if availability is Availability.NOT_NOW:
                again_at = self.municipality.issues_again_at(kind, now)
            rows.append(Offer(kind, fee, availability, specs, again_at))
        return tuple(rows)

    def _availability(self, kind: CertificateKind, now: datetime) -> Availability:
        if kind not in self.municipality.offered or not self._is_responsible(kind):
            return Availability.NOT_OFFERED
        if not self.municipality.issues_now(kind, now):
            return Availability.NOT_NOW
        if self.belongs_to_the_counter(kind, now.astimezone(JST).date()):
            return Availability.ASK_COUNTER
        return Availability.AVAILABLE

    def _is_responsible(self, kind: CertificateKind) -> bool:
        if kind in REGISTER_KINDS:
            return self.person.register_code == self.municipality.row.code
        return self.scope is Scope.RESIDENCE

    def belongs_to_the_counter(self, kind: CertificateKind, today: date) -> bool:
        """True while a private reason, or a missing record, keeps this kind from this person."""
        person = self.person
        if person.age_on(today) < AGE_OF_USE or person.reasons & _NOT_AT_ALL:
            return True
        if kind in _RESIDENT_RECORDS:
            # It shows others as well, so a reason that concerns one of them prevents it too.
            return _any_has(self.household.members, _NOT_AT_ALL)
        if kind is CertificateKind.SEAL_REGISTRATION:
            return person.seal_since is None
        if kind is CertificateKind.TAXATION:
            return person.tax_return is None or Reason.NOT_RESIDENT_ON_1_JANUARY in person.reasons
        if kind is CertificateKind.TAXATION_PAST:
            return person.tax_return is None or not self._past_tax_years(today)
        return person.register is not None and _any_has(registered_in(person.register), _NOT_THE_REGISTER)

    def _past_tax_years(self, today: date) -> tuple[str, ...]:
        """The fiscal years before the latest one that are issued here and have this person's tax.

        Taxed is who was a resident on 1 January of the year (Local Tax Act, Art. 318). Newest first.
        """
        latest = self.municipality.tax_year(today)
        years = range(latest - 1, latest - 1 - self.municipality.past_tax_years, -1)
        return tuple(str(year) for year in years if self.person.became_resident_on <= date(year, 1, 1))

    def options_of(self, kind: CertificateKind, today: date) -> tuple[OptionSpec, ...]:
        """The rows of the options screen for this person on `today`."""
        rows, register = CATALOGUE[kind].options, self.person.register
        if kind is CertificateKind.TAXATION_PAST:
            years = self._past_tax_years(today)
            return (OptionSpec("year", years, years[0]),)
        if kind in _RESIDENT_RECORDS:
            return tuple(row for spec in rows for row in self._resident_record_rows(spec))
        if kind is CertificateKind.SUPPLEMENTARY_FAMILY_REGISTER and register and register.overseas_voting:
            return (*rows, _OVERSEAS_VOTING)
        if kind is CertificateKind.FAMILY_REGISTER_INDIVIDUAL and register and len(register.registrants) > 1:
            return (*rows, _member_row(register, self.person))
        return rows

    def _resident_record_rows(self, spec: OptionSpec) -> tuple[OptionSpec, ...]:
        if spec.key == "persons" and len(self.household.members) > 1:
            return _PERSONS, _members_row(self.household)
        if spec.key == "my_number" and not self.municipality.my_number:
            return ()
        if spec.key == "domicile":
            return (*self._where_it_applies((spec,), False), *self._where_it_applies(_FOREIGN_ROWS, True))
        return (spec,)

    def _where_it_applies(self, rows: tuple[OptionSpec, ...], foreign: bool) -> tuple[OptionSpec, ...]:
        """Options for items that only Japanese, or only foreign, residents have.

        They are offered always when the person is such a resident, only with other members on the record
        when another member is one, and not at all otherwise.
        """
        if (self.person.foreign is not None) is foreign:
            return rows
        if any((member.foreign is not None) is foreign for member in self.household.members):
            return tuple(replace(row, only_if=("persons", HOUSEHOLD, CHOSEN)) for row in rows)
        return ()


def registered_in(register: Register) -> tuple[Resident, ...]:
    """The persons of a family register, in its order, without those who were removed."""
    return tuple(resident(each.key)[0] for each in register.registrants if each.removed is None)


def _any_has(people: Iterable[Resident], reasons: set[Reason]) -> bool:
    return any(person.reasons & reasons for person in people)


def _member_row(register: Register, person: Resident) -> OptionSpec:
    """The person of a 戸籍個人事項証明書: one person of the register."""
    present = [
        (str(position), resident(each.key)[0])
        for position, each in enumerate(register.registrants, start=1)
        if each.removed is None
    ]
    names = tuple((position, _on_screen(each)) for position, each in present)
    default = next(position for position, each in present if each.key == person.key)
    return OptionSpec("member", tuple(value for value, _ in names), default, names)


def _members_row(household: Household) -> OptionSpec:
    """The persons of a partial resident record: any members, in the order of the household."""
    names = tuple(
        (str(position), _on_screen(each)) for position, each in enumerate(household.members, start=1)
    )
    values = tuple(value for value, _ in names)
    return OptionSpec("members", values, ",".join(values), names, only_if=("persons", CHOSEN), many=True)


def _on_screen(person: Resident) -> str:
    """The name as the screen shows it. The values beside it are positions, which tell nothing."""
    return person.name.replace("　", " ")
