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
from kiosk.fsm.notices import Notice
from kiosk.tasks.notices import centre_notice


@pytest.mark.parametrize("reason", RefusalReason)
def test_every_refusal_is_worded(reason: RefusalReason) -> None:
    notice = centre_notice(CentreRefused(reason))
    is_neutral = notice is Notice.REFUSED_BY_MUNICIPALITY
    assert is_neutral is (reason is RefusalReason.REFUSED_BY_MUNICIPALITY)


@pytest.mark.parametrize(
    ("reason", "notice"),
    [
        (RefusalReason.NO_SIGNATURE_CERTIFICATE, Notice.NO_SIGNATURE_CERTIFICATE),
        (RefusalReason.SIGNATURE_EXPIRED, Notice.SIGNATURE_EXPIRED),
        (RefusalReason.SIGNATURE_REVOKED, Notice.SIGNATURE_REVOKED),
        (RefusalReason.SIGNATURE_UNKNOWN, Notice.SIGNATURE_UNKNOWN),
        (RefusalReason.SIGNATURE_INVALID, Notice.CERTIFICATE_UNKNOWN),
        (RefusalReason.NO_RESERVATION, Notice.NO_RESERVATION),
        (RefusalReason.RESERVATION_TOO_OLD, Notice.RESERVATION_TOO_OLD),
        (RefusalReason.RESERVED_FOR_ANOTHER_CARD, Notice.RESERVED_FOR_ANOTHER_CARD),
        (RefusalReason.RESET_REFUSED, Notice.RESET_REFUSED),
        (RefusalReason.REGISTRATION_NOT_NEEDED, Notice.REGISTRATION_NOT_NEEDED),
        (RefusalReason.REGISTRATION_NOT_TAKEN, Notice.REGISTRATION_NOT_TAKEN),
    ],
)
def test_which_notice_it_is(reason: RefusalReason, notice: Notice) -> None:
    assert centre_notice(CentreRefused(reason)) is notice


def test_what_is_no_refusal() -> None:
    assert centre_notice(CentreSlow()) is Notice.CENTRE_SLOW
    assert centre_notice(RequestReused()) is Notice.CENTRE_ANSWER_INVALID
    assert centre_notice(CentreAnswerInvalid()) is Notice.CENTRE_ANSWER_INVALID
    assert centre_notice(CentreUnreachable()) is Notice.CENTRE_UNREACHABLE
