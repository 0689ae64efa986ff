"""The signature password: setting a new one as the centre's script says, and using the card's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError
from kiosk.centre.password_reset import Command, ResetDone, Script
from kiosk.fsm.brief import Brief
from kiosk.fsm.events import (
    CardRefused,
    Event,
    PasswordRefused,
    PasswordReset,
    Refused,
    SignatureRead,
)
from kiosk.fsm.notices import Notice
from kiosk.hardware.card.apdu import SW
from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import CardConnection, CardReader, PinBlocked, PinRejected
from kiosk.hardware.card.relay import RelayCommand, RelayRefused, relay
from kiosk.hardware.status import DeviceError
from kiosk.journal.catalogue import Kind
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.credentials.password import Password
from kiosk.tasks.notices import card_notice, centre_notice
from kiosk.tasks.numbers import new_number
from kiosk.tasks.proving import OtherCard, end_of, same_card


class _Uncertain(Exception):
    """The card was sent its new password and did not answer whether it took it."""


@dataclass(frozen=True, slots=True)
class PasswordTasks:
    """Tasks that work with the signature password on the card. The password is wiped in every case."""

    reader: CardReader
    centre: CentreClient
    journal: Journal

    def reset(self, brief: Brief) -> Event:
        """Relay the centre's script to the card, with the new password in the place made for it."""
        if brief.password is None:
            raise ValueError("a reset without a password")
        try:
            return self._reset(brief, brief.password)
        finally:
            brief.password.wipe()

    def _reset(self, brief: Brief, password: Password) -> Event:
        try:
            script = self.centre.reset.start(brief.authentication, brief.visit)
        except CentreError as error:
            return Refused(centre_notice(error))
        log = VisitLog(self.journal, brief.visit)
        intent = log.intend(Kind.PASSWORD_RESET_INTENDED, script=script.id)
        try:
            number = self._run(brief, script, password)
        except _Uncertain:
            outcome: Refused | CardRefused = Refused(Notice.RESET_UNCERTAIN)
        except RelayRefused:
            outcome = Refused(Notice.RESET_REFUSED)
        except OtherCard:
            outcome = CardRefused(Notice.CARD_CHANGED)
        except DeviceError as error:
            outcome = CardRefused(card_notice(error))
        except CentreError as error:
            outcome = Refused(centre_notice(error))
        else:
            log.result(intent, Kind.PASSWORD_RESET_DONE, number=number)
            return PasswordReset(number)
        log.result(intent, Kind.PASSWORD_RESET_ENDED, notice=outcome.notice.value)
        return outcome

    def _run(self, brief: Brief, script: Script, password: Password) -> str:
        with self.reader.connect() as connection:
            card = JpkiCard(connection)
            card.select()
            same_card(card, brief.card_subject)
            while True:
                answers = _relayed(connection, script, password)
                try:
                    following = self.centre.reset.go_on(script, brief.visit, answers)
                except CentreError:
                    if _is_set(script, answers):
                        # The card has said so itself; the centre only has not heard it yet.
                        return new_number()
                    raise
                if isinstance(following, ResetDone):
                    return following.number
                script = following

    def read_signature(self, brief: Brief) -> Event:
        """Read until when the signature certificate is valid: the card tells it after the password only."""
        if brief.password is None:
            raise ValueError("a signature certificate without a password")
        try:
            with self.reader.connect() as connection:
                card = JpkiCard(connection)
                card.select(require_authentication=False)
                if card.certificates_present().authentication:
                    same_card(card, brief.card_subject)
                card.verify_password(brief.password)
                brief.password.wipe()
                ends = end_of(card.signature_certificate())
                tries = card.password_tries_left()
        except PinRejected as error:
            return PasswordRefused(error.tries_left)
        except PinBlocked:
            return PasswordRefused(0)
        except OtherCard:
            return CardRefused(Notice.CARD_CHANGED)
        except DeviceError as error:
            return CardRefused(card_notice(error))
        finally:
            brief.password.wipe()
        return CardRefused(Notice.CARD_UNREADABLE) if ends is None else SignatureRead(ends, tries)


def _relayed(connection: CardConnection, script: Script, password: Password) -> tuple[bytes, ...]:
    commands = [RelayCommand(each.apdu, each.takes_password, each.expects) for each in script.commands]
    try:
        return relay(connection, commands, password)
    except DeviceError as error:
        if any(each.takes_password for each in commands):
            raise _Uncertain from error
        raise


def _is_set(script: Script, answers: Sequence[bytes]) -> bool:
    """True when the card said 9000 to the command with the new password."""
    done = SW.OK.to_bytes(2, "big")
    pairs: list[tuple[Command, bytes]] = list(zip(script.commands, answers, strict=False))
    return any(command.takes_password and answer == done for command, answer in pairs)
