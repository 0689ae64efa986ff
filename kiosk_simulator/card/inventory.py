"""The specimen cards of one environment, each issued once, and the tries that their PINs have left."""

from __future__ import annotations

import threading
from collections.abc import Callable

from kiosk.hardware.card.jpki import JpkiCard
from kiosk.hardware.card.protocol import PinBlocked, PinRejected
from kiosk.hardware.status import DeviceError
from kiosk.rules.credentials.password import PASSWORD_TRIES, Password
from kiosk_simulator.card.jpki_card import SIGNATURE_PASSWORD, SoftwareJpkiCard
from kiosk_simulator.card.profiles import PROFILES, make_card
from kiosk_simulator.card.reader import SoftwareReader
from kiosk_simulator.pki.authority import Pki
from kiosk_simulator.refusal import Refusal

_WRONG_PASSWORD = b"WRONG0WRONG0WRON"


class CardInventory:
    """Cards by profile. Safe to use from several threads.

    Issuing a card takes a moment, so a card is issued when it is first asked for; until then its
    counters are those of its profile. `on_reader` returns the card on the terminal's reader.
    """

    def __init__(self, pki: Pki, on_reader: Callable[[], SoftwareJpkiCard | None]) -> None:
        self._pki, self._on_reader = pki, on_reader
        self._cards: dict[str, SoftwareJpkiCard] = {}
        self._issuing = threading.RLock()

    def card(self, profile: str) -> SoftwareJpkiCard:
        """The card of a profile; it remembers its PIN tries and its password like a real one.

        Raises KeyError for an unknown profile.
        """
        if profile not in PROFILES:
            raise KeyError(f"no card profile {profile}")
        with self._issuing:
            if profile not in self._cards:
                self._cards[profile] = make_card(profile, self._pki)
            return self._cards[profile]

    def reissue(self, profile: str) -> SoftwareJpkiCard:
        """The same card as first issued: all tries left, the initial password. Raises KeyError as `card`."""
        with self._issuing:
            self._cards.pop(profile, None)
            return self.card(profile)

    def profile_of(self, card: SoftwareJpkiCard | None) -> str | None:
        """The profile of a card of this inventory; None for no card or a card from elsewhere."""
        return next((key for key, each in list(self._cards.items()) if each is card), None)

    def pin_tries(self, profile: str) -> int:
        """PIN tries that the card of a profile has left; does not issue it."""
        card = self._cards.get(profile)
        return PROFILES[profile].tries_left if card is None else card.tries_left()

    def password_tries(self) -> dict[str, int | None]:
        """Tries of every card's signature password; None without a signature certificate. Issues no card."""
        return {profile: self._password_tries(profile) for profile in PROFILES}

    def spend_password_tries(self, profile: str, left: int) -> None:
        """Enter a wrong password at another device until the card has `left` tries: 0 locks it.

        Raises ValueError when it has fewer already (reissuing restores them), is on the terminal's
        reader or has no signature certificate, and KeyError as `card`.
        """
        if not 0 <= left <= PASSWORD_TRIES:
            raise Refusal(
                f"a password has 0 to {PASSWORD_TRIES} tries", f"残り回数は0から{PASSWORD_TRIES}です"
            )
        card = self.card(profile)
        if card is self._on_reader():
            raise Refusal(
                "the card lies on the reader: take it off first", "カードが置かれています。先に取ってください"
            )
        tries = self._password_tries(profile)
        if tries is None:
            raise Refusal("this card has no signature password", "署名用パスワードのないカードです")
        if tries < left:
            raise Refusal(
                f"only {tries} tries are left; a new card has them back",
                f"残り回数は{tries}です。新しいカードにすると元にもどります",
            )
        reader = SoftwareReader(wait=lambda _seconds: None)
        reader.insert(card)
        try:
            with reader.connect() as connection:
                driver = JpkiCard(connection)
                driver.select(require_authentication=False)
                for _ in range(tries - left):
                    _enter_wrong_password(driver)
        except DeviceError as error:
            raise Refusal(
                "this card cannot be asked for its password", "パスワードを試せないカードです"
            ) from error

    def _password_tries(self, profile: str) -> int | None:
        row = PROFILES[profile]
        if not row.has_jpki or row.damaged or not row.signature_certificate:
            return None
        card = self._cards.get(profile)
        return row.password_tries if card is None else card.tries_left(SIGNATURE_PASSWORD)


def _enter_wrong_password(driver: JpkiCard) -> None:
    try:
        driver.verify_password(Password(_WRONG_PASSWORD))
    except (PinRejected, PinBlocked):
        return
    raise ValueError("the wrong password that the console enters was chosen as a new password")
