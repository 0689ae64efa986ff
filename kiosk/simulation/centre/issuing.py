"""Setting up certificate records from the specimen residents, as a municipality's side would."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date

from kiosk.centre.messages import ApplicationRequest
from kiosk.rules.certificates import SELF, SHOWN, CertificateKind
from kiosk.rules.contents import Person, ResidentRecord
from kiosk.rules.record import CertificateRecord
from kiosk.simulation.centre.municipalities import IssuingMunicipality
from kiosk.simulation.residents import HOUSEHOLDS, Household, Resident, resident

# Never both of a pair that is confused in print or on the telephone: 0 O, 1 I L, 2 Z, 5 S, 8 B, U V.
_ALPHABET = "034679ACDEFGHJKMNPQRTVWXY"


def document_number() -> str:
    """A random number such as K7Q4-9PX3-W3MA: 12 characters, about 55 bits."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))


@dataclass(frozen=True, slots=True)
class Applicant:
    """For whom records are set up: the resident's key and the SHA-256 of the certificate."""

    resident: str
    subject: str


def make_records(
    application: ApplicationRequest,
    applicant: Applicant,
    municipality: IssuingMunicipality,
    issued_on: date,
) -> tuple[CertificateRecord, ...]:
    """Set up one record for each copy, with the options applied: what is omitted is not in it at all."""
    if application.kind is not CertificateKind.RESIDENT_RECORD:
        raise ValueError(f"no {application.kind} in this simulation")
    person, household = resident(applicant.resident)
    content = _resident_record(person, household, dict(application.options))
    return tuple(
        CertificateRecord(
            visit=application.visit,
            request=application.request,
            subject=applicant.subject,
            document_number=document_number(),
            copy_number=copy,
            copies=application.copies,
            kind=application.kind,
            options=application.options,
            municipality_code=municipality.row.code,
            municipality_name=municipality.row.name,
            prefecture=municipality.row.prefecture,
            mayor=municipality.mayor,
            issued_on=issued_on,
            fee=application.fee,
            specimen=True,
            content=content,
        )
        for copy in range(1, application.copies + 1)
    )


def somebody_else(key: str) -> str:
    """A resident of another household: whose record a broken centre might send."""
    for household in HOUSEHOLDS:
        if all(member.key != key for member in household.members):
            return household.head.key
    raise LookupError("everybody lives in one household")


def _resident_record(person: Resident, household: Household, options: dict[str, str]) -> ResidentRecord:
    members = (person,) if options["persons"] == SELF else household.members
    relationship = options["head_and_relationship"] == SHOWN
    domicile = options["domicile"] == SHOWN
    return ResidentRecord(
        address=household.address,
        head_of_household=household.head.name if relationship else None,
        persons=tuple(
            Person(
                name=member.name,
                name_kana=member.name_kana,
                birth_date=member.birth_date,
                sex=member.sex,
                became_resident_on=member.became_resident_on,
                address_since=member.address_since,
                relationship=member.relationship if relationship else None,
                domicile=member.domicile if domicile else None,
                head_of_register=member.head_of_register if domicile else None,
            )
            for member in members
        ),
    )
