"""Records that are wrong in themselves: of another person, of another day, of another visit, or spliced."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from kiosk.centre.messages import ApplicationRequest, SignedRecord
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.record import CertificateRecord
from kiosk_simulator.centre.certificates.records import (
    Applicant,
    make_records,
    read_at,
    records_of_another_household,
)
from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.centre.municipalities import IssuingMunicipality

_WRONG_BY = timedelta(days=1)
_OF_ANOTHER = (CentreFault.OTHER_PERSON, CentreFault.PASSING_MISMATCH)


def another_request(request: ApplicationRequest) -> ApplicationRequest:
    """The same application as somebody else makes it: with ids of its own."""
    return request.model_copy(
        update={"visit": secrets.token_urlsafe(12), "request": secrets.token_urlsafe(12)}
    )


def records_under(
    faults: CentreFaults,
    request: ApplicationRequest,
    applicant: Applicant,
    municipality: IssuingMunicipality,
    now: datetime,
) -> tuple[CertificateRecord, ...]:
    """The records that a centre with these faults makes for an application at this moment (aware)."""
    if faults.strikes(CentreFault.STALE_COPY, request.request):
        # Dated today, as the issuing server knows the day: only when it was read tells.
        return read_at(_dated(request, applicant, municipality, now), now - faults.stale_by)
    if faults.strikes(CentreFault.WRONG_CLOCK, request.request):
        wrong = now + _WRONG_BY
        return read_at(_dated(request, applicant, municipality, wrong), wrong)
    return read_at(_of_today(faults, request, applicant, municipality, now), now)


def _of_today(
    faults: CentreFaults,
    request: ApplicationRequest,
    applicant: Applicant,
    municipality: IssuingMunicipality,
    now: datetime,
) -> tuple[CertificateRecord, ...]:
    today = now.astimezone(JST).date()
    if faults.strikes(CentreFault.REPLAYED_RECORD, request.request):
        return make_records(another_request(request), applicant, municipality, today)
    # The worst case: only the subject shows that these are not the applicant's records.
    if any(faults.strikes(each, request.request) for each in _OF_ANOTHER):
        return records_of_another_household(request, applicant, municipality, today)
    records = make_records(request, applicant, municipality, today)
    if faults.strikes(CentreFault.COPY_OF_ANOTHER, request.request):
        return (*records[:-1], records_of_another_household(request, applicant, municipality, today)[-1])
    return records


def _dated(
    request: ApplicationRequest, applicant: Applicant, municipality: IssuingMunicipality, moment: datetime
) -> tuple[CertificateRecord, ...]:
    return make_records(request, applicant, municipality, moment.astimezone(JST).date())


def with_a_foreign_middle(signed: SignedRecord, other: CertificateRecord) -> SignedRecord:
    """The record with an entry of `other` in the middle of its own, under its own beginning and signature.

    Content without a list of entries is exchanged as a whole. What comes out is a valid record of the kind:
    only the signature over exactly its bytes shows it.
    """
    own = CertificateRecord.from_bytes(signed.payload)
    content = other.content
    for name, entries in own.content:
        foreign = getattr(other.content, name, None)
        if isinstance(entries, tuple) and isinstance(foreign, tuple) and entries and foreign:
            middle = len(entries) // 2
            mixed = (*entries[:middle], foreign[0], *entries[middle + 1 :])
            content = own.content.model_copy(update={name: mixed})
            break
    spliced = own.model_copy(update={"content": content})
    return SignedRecord(payload=spliced.to_bytes(), signature=signed.signature)
