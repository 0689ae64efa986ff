"""The centre's office, seen from behind: reservations of resets and applications for registration."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk.centre.errors import CentreRefused
from kiosk.centre.signing import subject_of
from kiosk.rules.hours import JST
from kiosk.rules.registration import RegistrationState
from kiosk.rules.reservation import RESERVATION_LIFE, good_until, is_good
from kiosk_simulator.card.inventory import Shelf
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.centre.database import Database
from kiosk_simulator.centre.municipalities import load_municipalities
from kiosk_simulator.centre.password_reset.store import Reservations, StoredReservation
from kiosk_simulator.centre.usage_registration.review import Review
from kiosk_simulator.centre.usage_registration.store import Registrations
from kiosk_simulator.environment import World
from kiosk_simulator.pki.authority import authentication_serial
from kiosk_simulator.residents import resident

_RESIDENTS = tuple(dict.fromkeys(each.resident for each in PROFILES.values() if each.resident is not None))


@dataclass(frozen=True, slots=True)
class ReservationLine:
    """One reservation: the profile of its card (empty: of no card here), and until when it is good."""

    profile: str
    until: datetime
    good: bool


@dataclass(frozen=True, slots=True)
class RegistrationLine:
    """The newest application of one person: profile of the card, place of the register, how far it is."""

    number: str
    profile: str
    municipality: str
    state: RegistrationState
    usable_from: date


class Office:
    """Looks and acts at the centre that the world has now. Safe to use from several threads."""

    def __init__(self, world: World, shelf: Shelf) -> None:
        self._world, self._shelf = world, shelf
        self._municipalities = load_municipalities()
        self._profile_by_serial = {authentication_serial(key): key for key in PROFILES}
        self._profile_by_subject: dict[str, str] = {}

    def reserve(self, profile: str, age: timedelta = timedelta(0)) -> None:
        """Make the reservation of a card as its telephone would, `age` ago.

        Raises KeyError for an unknown profile, and ValueError, naming the centre's reason, when it
        refuses or does not run.
        """
        certificate = self._shelf.card(profile).contents.authentication_certificate
        if certificate is None:
            raise ValueError("this card has no user-authentication certificate")
        try:
            until = self._world.centre.reserve(certificate)
        except CentreRefused as refused:
            raise ValueError(f"the centre refuses: {refused.reason.value}") from None
        except RuntimeError as error:
            raise ValueError(str(error)) from None
        self._profile_by_subject[subject_of(certificate)] = profile
        if age:
            self._make_older(subject_of(certificate), profile, until, age)

    def reservations(self) -> list[ReservationLine]:
        """Every reservation that is not used up, too old ones too, by the order of the cards."""
        database, now = self._database(), self._world.centre.now()
        if database is None:
            return []
        desk = Reservations(database)
        found = [each for person in _RESIDENTS for each in desk.of_resident(person)]
        lines = [
            ReservationLine(
                self._profile(each), good_until(each.made_at).astimezone(JST), is_good(each.made_at, now)
            )
            for each in found
        ]
        order = list(PROFILES)
        return sorted(lines, key=lambda line: order.index(line.profile) if line.profile else len(order))

    def registrations(self) -> list[RegistrationLine]:
        """The newest application of every person who has applied."""
        database, centre = self._database(), self._world.centre
        if database is None:
            return []
        desk = Registrations(database)
        review = Review(desk, centre.faults, centre.now)
        lines = []
        for person in _RESIDENTS:
            municipality = self._municipalities.get(resident(person)[0].register_code or "")
            if municipality is None:
                continue
            if (filed := desk.newest(person, municipality.row.code, None)) is not None:
                state = review.registration(person, filed.serial, municipality).state
                profile = self._profile_by_serial[filed.serial]
                lines.append(
                    RegistrationLine(filed.number, profile, municipality.row.name, state, filed.usable_from)
                )
        return lines

    def decide_now(self, number: str) -> None:
        """Let the review of an application be over today. Raises KeyError for an unknown number."""
        database, today = self._database(), self._world.centre.now().astimezone(JST).date()
        if database is None or not Registrations(database).decide_from(number, today):
            raise KeyError(f"no application {number}")

    def _make_older(self, subject: str, profile: str, until: datetime, age: timedelta) -> None:
        database, person = self._database(), PROFILES[profile].resident
        if database is None or person is None:
            raise ValueError("the reservation is gone")
        made_at = until - RESERVATION_LIFE - age
        Reservations(database).put(StoredReservation(subject, person, made_at))

    def _profile(self, row: StoredReservation) -> str:
        """The card of a reservation, found once among the person's cards."""
        if row.subject not in self._profile_by_subject:
            own = (key for key, each in PROFILES.items() if each.resident == row.resident)
            self._profile_by_subject[row.subject] = next((key for key in own if self._has(key, row)), "")
        return self._profile_by_subject[row.subject]

    def _has(self, profile: str, row: StoredReservation) -> bool:
        certificate = self._shelf.card(profile).contents.authentication_certificate
        return certificate is not None and subject_of(certificate) == row.subject

    def _database(self) -> Database | None:
        return self._world.centre.database
