"""The service that resets signature passwords, independent of HTTP.

The script is our own invention, like the software card's commands: the real ones are not public.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from kiosk.centre import messages
from kiosk.centre.errors import CentreRefused, RefusalReason
from kiosk.centre.messages import CommandMessage, ResponsesAnswer, ScriptMessage
from kiosk.centre.signing import subject_of
from kiosk.hardware.card import apdu
from kiosk.hardware.card.apdu import SW
from kiosk.hardware.card.layout import RSA_2048
from kiosk.rules.password_reset import good_until, is_good
from kiosk.rules.services import Scope, Service
from kiosk_simulator.card.password_reset import RESET_KEY
from kiosk_simulator.card.reset_key import CHALLENGE_LENGTH, RESET_REFERENCE, authorisation
from kiosk_simulator.centre.authentication import BadRequest, ProofVerifier
from kiosk_simulator.centre.faults import CentreFault
from kiosk_simulator.centre.password_reset.store import Reservations, Scripts, StoredReservation, StoredRound
from kiosk_simulator.centre.store import StoredAuthentication

SCRIPT_LIFE = timedelta(minutes=3)
"""Time within which a script must be completed after its start."""

_CHALLENGE_ROUND, _RESET_ROUND, _ENDLESS_ROUND = 1, 2, 0
_STATUS = 2
_DIGEST_INFO_LENGTH = len(RSA_2048.digest_info) + RSA_2048.digest_length


class PasswordResetService:
    """Resets signature passwords. Safe to use from several threads: the only state is in the store."""

    def __init__(self, verifier: ProofVerifier, reservations: Reservations, scripts: Scripts) -> None:
        self._verifier = verifier
        self._reservations = reservations
        self._scripts = scripts

    def reserve(self, certificate: bytes) -> datetime:
        """Reserve a reset for the card of this user-authentication certificate (DER), round the clock.

        The caller has verified the card's PIN. Returns until when the reservation is valid (aware). Raises
        CentreRefused.
        """
        serial = self._verifier.valid_certificate(certificate).serial_number
        holder = self._verifier.holder_with_signature(serial)
        made_at = self._verifier.now()
        self._reservations.put(StoredReservation(subject_of(certificate), holder, made_at))
        return good_until(made_at)

    def find(self, terminal: str, request: messages.ReservationRequest) -> messages.ReservationAnswer:
        """Verify the proof and find the reservation. Raises CentreRefused or BadRequest."""
        certificate = self._verifier.certificate_of(
            terminal, request, Service.PASSWORD_RESET, Scope.RESIDENCE, None
        )
        serial = certificate.serial_number
        holder = self._verifier.holder_with_signature(serial)
        subject = subject_of(request.certificate)
        found = self._valid_reservation(holder, subject)
        answer = messages.ReservationAnswer(
            visit=request.visit,
            id=secrets.token_urlsafe(16),
            subject=subject,
            good_until=good_until(found.made_at),
        )
        self._verifier.store.add_authentication(
            StoredAuthentication(
                answer.id, Service.PASSWORD_RESET, terminal, request.visit, subject, serial, holder
            )
        )
        return answer

    def start(self, terminal: str, request: messages.ScriptRequest) -> ScriptMessage:
        """The first round of the script. Raises CentreRefused or BadRequest."""
        self._verifier.require_hours()
        proven = self._proven(terminal, request.authentication, request.visit)
        self._verifier.require_not_revoked(proven.serial)
        self._valid_reservation(proven.resident, proven.subject)
        id_, started = secrets.token_urlsafe(16), self._verifier.now().timestamp()
        self._scripts.begin(StoredRound(id_, proven.id, terminal, request.visit, _CHALLENGE_ROUND, started))
        if CentreFault.FORBIDDEN_COMMAND in self._verifier.faults:
            return ScriptMessage(visit=request.visit, id=id_, commands=_signing())
        return ScriptMessage(visit=request.visit, id=id_, commands=_challenge())

    def continue_script(self, terminal: str, request: messages.ResponsesRequest) -> ResponsesAnswer:
        """The next round, or the number of the completed reset. Repeated responses get the same answer.

        Raises BadRequest, CentreRefused when a response of the card is not the expected one, or
        request_keys.ContentDiffers.
        """
        refused: list[tuple[str, str]] = []

        def decide(current: StoredRound | None) -> ResponsesAnswer:
            if current is None or (current.terminal, current.visit) != (terminal, request.visit):
                raise BadRequest("no such script")
            if self._verifier.now().timestamp() > current.started + SCRIPT_LIFE.total_seconds():
                raise BadRequest("the script is too old")
            try:
                return self._next(current, request.responses)
            except CentreRefused:
                refused.append((current.terminal, current.authentication))
                raise

        content = f"{terminal} {request.model_dump_json()}"
        try:
            return self._scripts.answer(terminal, request.script, content, decide)
        except CentreRefused:
            # After the transaction, which was rolled back: a refused script has ended.
            for key in refused:
                self._scripts.end(*key)
            raise

    def _next(self, current: StoredRound, responses: tuple[bytes, ...]) -> ResponsesAnswer:
        proven = self._proven(current.terminal, current.authentication, current.visit)
        if CentreFault.ENDLESS_SCRIPT in self._verifier.faults:
            return self._round(current, _ENDLESS_ROUND, _challenge())
        if current.round == _CHALLENGE_ROUND:
            challenge = _checked(responses, len(_challenge()))
            if len(challenge) != CHALLENGE_LENGTH:
                raise CentreRefused(RefusalReason.RESET_REFUSED)
            self._verifier.require_not_revoked(proven.serial)
            self._valid_reservation(proven.resident, proven.subject)
            cryptogram = authorisation(self._verifier.pki.card_reset_key(proven.serial), challenge)
            if CentreFault.WRONG_CRYPTOGRAM in self._verifier.faults:
                cryptogram = bytes((cryptogram[0] ^ 1,)) + cryptogram[1:]
            return self._round(current, _RESET_ROUND, _reset(cryptogram))
        if current.round != _RESET_ROUND:  # a round of the fault ENDLESS_SCRIPT: nothing was authorised
            raise CentreRefused(RefusalReason.RESET_REFUSED)
        _checked(responses, len(_reset(b"")))
        self._reservations.use_up(proven.resident, proven.subject)
        number = self._scripts.draw_number(current.terminal, current.id)
        return ResponsesAnswer(visit=current.visit, number=number)

    def _round(
        self, current: StoredRound, number: int, commands: tuple[CommandMessage, ...]
    ) -> ResponsesAnswer:
        id_ = secrets.token_urlsafe(16)
        self._scripts.add(
            StoredRound(
                id_,
                current.authentication,
                current.terminal,
                current.visit,
                number,
                current.started,
            )
        )
        script = ScriptMessage(visit=current.visit, id=id_, commands=commands)
        return ResponsesAnswer(visit=current.visit, script=script)

    def _proven(self, terminal: str, id_: str, visit: str) -> StoredAuthentication:
        return self._verifier.authentication(id_, terminal, visit, Service.PASSWORD_RESET)

    def _valid_reservation(self, holder: str, subject: str) -> StoredReservation:
        """The card's reservation if it is valid now. Raises CentreRefused otherwise."""
        now = self._verifier.now()
        reservations = self._reservations.of_resident(holder)
        good = [each for each in reservations if is_good(each.made_at, now)]
        for each in good:
            if each.subject == subject:
                return each
        if good:
            raise CentreRefused(RefusalReason.RESERVED_FOR_ANOTHER_CARD)
        if any(each.subject == subject and good_until(each.made_at) < now for each in reservations):
            raise CentreRefused(RefusalReason.RESERVATION_TOO_OLD)
        raise CentreRefused(RefusalReason.NO_RESERVATION)


def _challenge() -> tuple[CommandMessage, ...]:
    return (
        _command(apdu.select_application(RSA_2048.application)),
        _command(apdu.select_file(RESET_KEY)),
        _command(apdu.command(0x00, 0x84, 0x00, 0x00, le=CHALLENGE_LENGTH)),
    )


def _reset(cryptogram: bytes) -> tuple[CommandMessage, ...]:
    # The card keeps its challenge for the next command only, so EXTERNAL AUTHENTICATE comes first.
    return (
        _command(apdu.command(0x00, 0x82, 0x00, 0x80, cryptogram)),
        _command(apdu.select_file(RESET_REFERENCE)),
        CommandMessage(apdu=bytes((0x00, 0x2C, 0x02, 0x80)), takes_password=True, expects=SW.OK),
    )


def _signing() -> tuple[CommandMessage, ...]:
    """What a compromised centre might try: a signature with the card's key."""
    return (
        _command(apdu.select_application(RSA_2048.application)),
        _command(apdu.select_file(RSA_2048.authentication.key)),
        _command(apdu.compute_signature(bytes(_DIGEST_INFO_LENGTH), 256)),
    )


def _command(whole: bytes) -> CommandMessage:
    return CommandMessage(apdu=whole, expects=SW.OK)


def _checked(responses: tuple[bytes, ...], count: int) -> bytes:
    """The data of the last response. Raises CentreRefused unless all `count` responses ended with 9000."""
    good = SW.OK.to_bytes(_STATUS, "big")
    if len(responses) != count or any(each[-_STATUS:] != good for each in responses):
        raise CentreRefused(RefusalReason.RESET_REFUSED)
    return responses[-1][:-_STATUS]
