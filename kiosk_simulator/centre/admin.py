"""Administration of the simulated centre: its reservations of resets and applications for registration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk.centre.errors import CentreRefused
from kiosk.centre.signing import subject_of
from kiosk.rules.hours.japan_time import JST
from kiosk.rules.password_reset import RESERVATION_LIFE, good_until, is_good
from kiosk.rules.usage_registration import RegistrationState
from kiosk_servers.database.engine import Database
from kiosk_simulator.card.jpki_card import SoftwareJpkiCard
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.centre.municipalities import load_municipalities
from kiosk_simulator.centre.password_reset.store import Reservations, StoredReservation
from kiosk_simulator.centre.server import SimulatedCentre
from kiosk_simulator.centre.usage_registration.review import Review
from kiosk_simulator.centre.usage_registration.store import Registrations
from kiosk_simulator.pki.authority import authentication_serial
from kiosk_simulator.residents import resident

_RESIDENTS = tuple(dict.fromkeys(each.resident for each in PROFILES.values() if each.resident is not None))


@dataclass(frozen=True, slots=True)
class ReservationLine:
    """One reservation: profile of its card (empty for an unknown card), and until when it is valid."""

    profile: str
    until: datetime
    good: bool


@dataclass(frozen=True, slots=True)
class RegistrationLine:
    """The newest application of one person: profile of the card, municipality of the register, state."""

    number: str
    profile: str
    municipality: str
    state: RegistrationState
    usable_from: date


class CentreAdmin:
    """Reads and changes what the centre has on file. Safe to use from several threads.

    `centre` returns the centre in use, `card` the card of a profile.
    """

    def __init__(
        self, centre: Callable[[], SimulatedCentre], card: Callable[[str], SoftwareJpkiCard]
    ) -> None:
        self._centre, self._card = centre, card
        self._municipalities = load_municipalities()
        self._profile_by_serial = {authentication_serial(key): key for key in PROFILES}
        self._profile_by_subject: dict[str, str] = {}

    def reserve(self, profile: str, age: timedelta = timedelta(0)) -> None:
        """Reserve a password reset for a card as its holder would by telephone, `age` ago.

        Raises KeyError for an unknown profile, and ValueError, naming the centre's reason, when it
        refuses or is not running.
        """
        certificate = self._card(profile).contents.authentication_certificate
        if certificate is None:
            raise ValueError("this card has no user-authentication certificate")
        try:
            until = self._centre().reserve(certificate)
        except CentreRefused as refused:
            raise ValueError(f"the centre refuses: {refused.reason.value}") from None
        except RuntimeError as error:
            raise ValueError(str(error)) from None
        self._profile_by_subject[subject_of(certificate)] = profile
        if age:
            self._backdate(subject_of(certificate), profile, until, age)

    def reservations(self) -> list[ReservationLine]:
        """Every reservation that is not used up, including expired ones, in the order of the cards."""
        centre = self._centre()
        if centre.database is None:
            return []
        now, reservations = centre.now(), Reservations(centre.database)
        lines = [
            ReservationLine(
                self._profile(each), good_until(each.made_at).astimezone(JST), is_good(each.made_at, now)
            )
            for person in _RESIDENTS
            for each in reservations.of_resident(person)
        ]
        order = list(PROFILES)
        return sorted(lines, key=lambda line: order.index(line.profile) if line.profile else len(order))

    def registrations(self) -> list[RegistrationLine]:
        """The newest application of every person who has applied."""
        centre = self._centre()
        if centre.database is None:
            return []
        registrations = Registrations(centre.database)
        review = Review(registrations, centre.faults, centre.now)
        lines = []
        for person in _RESIDENTS:
            municipality = self._municipalities.get(resident(person)[0].register_code or "")
            if municipality is None:
                continue
            if (filed := registrations.newest(person, municipality.row.code, None)) is not None:
                state = review.registration(person, filed.serial, municipality).state
                profile = self._profile_by_serial[filed.serial]
                lines.append(
                    RegistrationLine(filed.number, profile, municipality.row.name, state, filed.usable_from)
                )
        return lines

    def decide_now(self, number: str) -> None:
        """Let the review of an application end today. Raises KeyError for an unknown number."""
        database, today = self._database(), self._centre().now().astimezone(JST).date()
        if database is None or not Registrations(database).decide_from(number, today):
            raise KeyError(f"no application {number}")

    def _backdate(self, subject: str, profile: str, until: datetime, age: timedelta) -> None:
        database, person = self._database(), PROFILES[profile].resident
        if database is None or person is None:
            raise ValueError("the reservation is gone")
        made_at = until - RESERVATION_LIFE - age
        Reservations(database).put(StoredReservation(subject, person, made_at))

    def _profile(self, row: StoredReservation) -> str:
        """The card of a reservation: looked up among the person's cards, then remembered."""
        if row.subject not in self._profile_by_subject:
            own = (key for key, each in PROFILES.items() if each.resident == row.resident)
            self._profile_by_subject[row.subject] = next((key for key in own if self._has(key, row)), "")
        return self._profile_by_subject[row.subject]

    def _has(self, profile: str, row: StoredReservation) -> bool:
        certificate = self._card(profile).contents.authentication_certificate
        return certificate is not None and subject_of(certificate) == row.subject

    def _database(self) -> Database | None:
        return self._centre().database
