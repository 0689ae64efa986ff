"""The shelf: the cards beside the machine, and the tries that their signature passwords have left."""

from __future__ import annotations

from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.types import PinBlocked, PinRejected
from kiosk.hardware.status import DeviceError
from kiosk.rules.password import PASSWORD_TRIES, Password
from kiosk_simulator.card.jpki_card import SIGNATURE_PASSWORD, SoftwareJpkiCard
from kiosk_simulator.card.profiles import PROFILES
from kiosk_simulator.card.reader import SoftwareReader
from kiosk_simulator.environment import World

_NOBODYS_PASSWORD = b"WRONG0WRONG0WRON"


class Shelf:
    """Cards by profile. Safe to use from several threads, as the world is.

    To issue a card takes a moment, so its counters are asked only once it has been handled.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._handled: frozenset[str] = frozenset()

    def card(self, profile: str) -> SoftwareJpkiCard:
        """The card of a profile. Raises KeyError for a name that no profile has."""
        if profile not in PROFILES:
            raise KeyError(f"no card profile {profile}")
        self._handled |= {profile}
        return self._world.card(profile)

    def password_tries(self) -> dict[str, int | None]:
        """Tries of every card's signature password; None without a signature certificate."""
        if (placed := self._world.profile_of(self._world.reader.card)) is not None:
            self._handled |= {placed}
        return {profile: self._password_tries(profile) for profile in PROFILES}

    def spend_password_tries(self, profile: str, left: int) -> None:
        """Type a wrong password somewhere else until the card has `left` tries: 0 locks it.

        Raises ValueError when it has fewer already (a new card has them back), lies on the terminal's
        reader or has no signature certificate, and KeyError as `card` does.
        """
        if not 0 <= left <= PASSWORD_TRIES:
            raise ValueError(f"a password has 0 to {PASSWORD_TRIES} tries")
        card = self.card(profile)
        if card is self._world.reader.card:
            raise ValueError("the card lies on the reader: take it off first")
        tries = self._password_tries(profile)
        if tries is None:
            raise ValueError("this card has no signature password")
        if tries < left:
            raise ValueError(f"only {tries} tries are left; a new card has them back")
        reader = SoftwareReader(wait=lambda _seconds: None)
        reader.insert(card)
        try:
            with reader.connect() as connection:
                driver = JpkiCard(connection)
                driver.select(require_authentication=False)
                for _ in range(tries - left):
                    _spend(driver)
        except DeviceError as error:
            raise ValueError("this card cannot be asked for its password") from error

    def _password_tries(self, profile: str) -> int | None:
        row = PROFILES[profile]
        if not row.has_jpki or row.damaged or not row.signature_certificate:
            return None
        if profile not in self._handled:
            return row.password_tries
        return self._world.card(profile).tries_left(SIGNATURE_PASSWORD)


def _spend(driver: JpkiCard) -> None:
    try:
        driver.verify_password(Password(_NOBODYS_PASSWORD))
    except (PinRejected, PinBlocked):
        return
    raise ValueError("somebody chose the console's wrong password as a new one")
