"""Every refusal of the issuing centre has a notice of its own choosing, not the one for the unknown."""

from __future__ import annotations

import pytest

from kiosk.centre.errors import (
    CentreAnswerInvalid,
    CentreRefused,
    CentreSlow,
    CentreUnreachable,
    RefusalReason,
    RequestReused,
)
from kiosk.fsm.reasons import Reason
from kiosk.tasks.error_mapping import centre_reason


@pytest.mark.parametrize("reason", RefusalReason)
def test_every_refusal_is_worded(reason: RefusalReason) -> None:
    notice = centre_reason(CentreRefused(reason))
    is_neutral = notice is Reason.REFUSED_BY_MUNICIPALITY
    assert is_neutral is (reason is RefusalReason.REFUSED_BY_MUNICIPALITY)


@pytest.mark.parametrize(
    ("reason", "notice"),
    [
        (RefusalReason.NO_SIGNATURE_CERTIFICATE, Reason.NO_SIGNATURE_CERTIFICATE),
        (RefusalReason.SIGNATURE_EXPIRED, Reason.SIGNATURE_EXPIRED),
        (RefusalReason.SIGNATURE_REVOKED, Reason.SIGNATURE_REVOKED),
        (RefusalReason.SIGNATURE_UNKNOWN, Reason.SIGNATURE_UNKNOWN),
        (RefusalReason.SIGNATURE_INVALID, Reason.CERTIFICATE_UNKNOWN),
        (RefusalReason.NO_RESERVATION, Reason.NO_RESERVATION),
        (RefusalReason.RESERVATION_TOO_OLD, Reason.RESERVATION_TOO_OLD),
        (RefusalReason.RESERVED_FOR_ANOTHER_CARD, Reason.RESERVED_FOR_ANOTHER_CARD),
        (RefusalReason.RESET_REFUSED, Reason.RESET_REFUSED),
        (RefusalReason.REGISTRATION_NOT_NEEDED, Reason.REGISTRATION_NOT_NEEDED),
        (RefusalReason.REGISTRATION_NOT_TAKEN, Reason.REGISTRATION_NOT_TAKEN),
    ],
)
def test_which_notice_it_is(reason: RefusalReason, notice: Reason) -> None:
    assert centre_reason(CentreRefused(reason)) is notice


def test_what_is_no_refusal() -> None:
    assert centre_reason(CentreSlow()) is Reason.CENTRE_SLOW
    assert centre_reason(RequestReused()) is Reason.CENTRE_ANSWER_INVALID
    assert centre_reason(CentreAnswerInvalid()) is Reason.CENTRE_ANSWER_INVALID
    assert centre_reason(CentreUnreachable()) is Reason.CENTRE_UNREACHABLE
