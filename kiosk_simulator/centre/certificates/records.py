"""Making certificate records for specimen residents, as a municipality does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from kiosk.centre.messages import ApplicationRequest
from kiosk.centre.signing import subject_of
from kiosk.rules.certificates import CHOSEN, CertificateKind, parts
from kiosk.rules.contents import NO_ENTRY
from kiosk.rules.record import CertificateRecord
from kiosk_simulator.centre.certificates.contents import Application, content_for
from kiosk_simulator.centre.municipalities import IssuingMunicipality
from kiosk_simulator.centre.numbers import document_number
from kiosk_simulator.residents import HOUSEHOLDS, Household, resident


@dataclass(frozen=True, slots=True)
class Applicant:
    """The applicant: the resident's key and the SHA-256 of the certificate; `number` draws a record's own."""

    resident: str
    subject: str
    number: Callable[[], str] = document_number


def make_records(
    application: ApplicationRequest,
    applicant: Applicant,
    municipality: IssuingMunicipality,
    issued_on: date,
) -> tuple[CertificateRecord, ...]:
    """Make one record for each copy; omitted items are not part of it.

    Raises LookupError when the municipality has no such data about the applicant.
    """
    person, household = resident(applicant.resident)
    content = content_for(
        application.kind,
        Application(person, household, municipality, dict(application.options), issued_on),
    )
    return tuple(
        CertificateRecord(
            visit=application.visit,
            request=application.request,
            subject=applicant.subject,
            document_number=applicant.number(),
            copy_number=copy,
            copies=application.copies,
            kind=application.kind,
            options=application.options,
            municipality_code=municipality.row.code,
            municipality_name=municipality.row.name,
            municipality_kind=municipality.kind,
            prefecture=municipality.row.prefecture,
            mayor=municipality.mayor,
            deputy=municipality.deputy or NO_ENTRY,
            issued_on=issued_on,
            fee=application.fee,
            specimen=True,
            content=content,
        )
        for copy in range(1, application.copies + 1)
    )


def read_at(records: tuple[CertificateRecord, ...], moment: datetime) -> tuple[CertificateRecord, ...]:
    """The records, saying that they were read from the register at this moment (aware), to the second."""
    stamp = {"version": 2, "as_of": moment.astimezone(UTC).replace(microsecond=0)}
    return tuple(each.model_copy(update=stamp) for each in records)


def records_of_another_household(
    application: ApplicationRequest,
    applicant: Applicant,
    municipality: IssuingMunicipality,
    issued_on: date,
) -> tuple[CertificateRecord, ...]:
    """What a faulty centre might send: another household's records under this application's ids.

    If members were chosen, as many members of the other household are included, if it has that many.
    """
    chosen = dict(application.options)
    number = len(parts(chosen["members"])) if chosen.get("persons") == CHOSEN else 1
    other = _another_household(applicant.resident, number)
    # Other persons have the chosen positions; the first positions always exist.
    if application.kind is CertificateKind.FAMILY_REGISTER_INDIVIDUAL:
        chosen["member"] = "1"
    if "members" in chosen:
        chosen["members"] = ",".join(str(position) for position in range(1, number + 1))
    records = make_records(
        application.model_copy(update={"options": tuple(sorted(chosen.items()))}),
        Applicant(other.head.key, subject_of(other.head.key.encode()), applicant.number),
        municipality,
        issued_on,
    )
    return tuple(record.model_copy(update={"options": application.options}) for record in records)


def _another_household(key: str, number: int) -> Household:
    """A household without `key`: the first with at least `number` members, else the largest."""
    others = [each for each in HOUSEHOLDS if all(member.key != key for member in each.members)]
    if not others:
        raise LookupError("everybody lives in one household")
    enough = (each for each in others if len(each.members) >= number)
    return next(enough, max(others, key=lambda each: len(each.members)))
