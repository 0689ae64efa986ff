"""The signature password: setting a new one as the centre's script says, and using the card's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.centre.client import CentreClient
from kiosk.centre.errors import CentreError
from kiosk.centre.password_reset import Command, ResetDone, Script
from kiosk.fsm.event import Event
from kiosk.fsm.events import CardRefused, Refused
from kiosk.fsm.flow.password_reset import PasswordReset
from kiosk.fsm.reasons import REASONS, Reason
from kiosk.fsm.task_context import TaskContext
from kiosk.hardware.card.apdu import SW
from kiosk.hardware.card.protocol import CardConnection, CardReader
from kiosk.hardware.card.relay import RelayCommand, RelayRefused, relay
from kiosk.hardware.status import DeviceError
from kiosk.journal.catalogue import Kind
from kiosk.journal.faults import JournalFault
from kiosk.journal.journal import Journal, VisitLog
from kiosk.rules.credentials.password import Password
from kiosk.tasks.card.proof import OtherCard, same_card
from kiosk.tasks.error_mapping import card_reason
from kiosk.tasks.journal_health import journal_reason
from kiosk.tasks.mixed_up_answers import judged
from kiosk.tasks.paper.receipts import new_number


class _Uncertain(Exception):
    """The card was sent its new password and did not answer whether it took it."""


@dataclass(frozen=True, slots=True)
class PasswordResetTasks:
    """Tasks that work with the signature password on the card. The password is wiped in every case."""

    reader: CardReader
    centre: CentreClient
    journal: Journal

    def reset(self, context: TaskContext) -> Event:
        """Relay the centre's script to the card, with the new password in the place made for it."""
        password = context.secrets.password
        if password is None:
            raise ValueError("a reset without a password")
        try:
            return self._reset(context, password)
        finally:
            password.wipe()

    def _reset(self, context: TaskContext, password: Password) -> Event:
        try:
            script = self.centre.reset.start(context.visit.identity.authentication, context.visit.id)
        except CentreError as error:
            return Refused(judged(error, self.journal, context.visit.id))
        log = VisitLog(self.journal, context.visit.id)
        try:
            intent = log.intend(Kind.PASSWORD_RESET_INTENDED, script=script.id)
        except JournalFault as fault:
            return Refused(journal_reason(fault))
        log = log.rescuing()  # what the card has done is told, whatever the disk does
        try:
            done = self._run(context, script, password)
        except _Uncertain:
            outcome: Refused | CardRefused = Refused(Reason.RESET_UNCERTAIN)
        except RelayRefused:
            outcome = Refused(Reason.RESET_REFUSED)
        except OtherCard:
            outcome = CardRefused(Reason.CARD_CHANGED)
        except DeviceError as error:
            outcome = CardRefused(card_reason(error))
        except CentreError as error:
            outcome = Refused(judged(error, self.journal, context.visit.id))
        else:
            log.result(intent, Kind.PASSWORD_RESET_DONE, number=done.number)
            return done
        log.result(intent, Kind.PASSWORD_RESET_ENDED, reason=outcome.reason.value)
        return outcome

    def _run(self, context: TaskContext, script: Script, password: Password) -> PasswordReset:
        with self.reader.connect() as connection:
            same_card(connection, context.visit.card)
            while True:
                answers = _relayed(connection, script, password)
                try:
                    following = self.centre.reset.go_on(script, context.visit.id, answers)
                except CentreError as error:
                    if not _is_set(script, answers):
                        raise
                    # The card has said so itself; the centre only has not heard it yet.
                    reason = judged(error, self.journal, context.visit.id)
                    return PasswordReset(new_number(), reason if REASONS[reason].stops_terminal else None)
                if isinstance(following, ResetDone):
                    return PasswordReset(following.number or new_number())
                script = following


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
