"""The simulated authorities: two for cards, one each for smartphones and TLS; record and reset keys.

Everything is created once in a state folder (files readable by their owner only) and loaded from then
on. All names contain JPKI-TEST: a terminal in production must refuse them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.x509.oid import NameOID

from kiosk.verifier.published_keys import PublishedKeys
from kiosk_simulator.card.reset_key import KEY_LENGTH, card_key
from kiosk_simulator.card.schemes import CardKey
from kiosk_simulator.pki.files import builder_for, key_pem, key_usage, locked, secret_file, write_once
from kiosk_simulator.pki.publication import published_keys, verifier_key
from kiosk_simulator.pki.tls import TEST_ORGANISATION, TlsPaths, make_tls_files

JST = timezone(timedelta(hours=9))

RESET_MASTER = "reset-master"
"""The issuer's master key in the state folder."""

_FRESH_BEFORE = timedelta(days=300)
_FRESH_AFTER = timedelta(days=2 * 365)
_AUTH_POLICY = x509.ObjectIdentifier("1.2.392.200149.8.5.1.3.30")
_SIGN_POLICY = x509.ObjectIdentifier("1.2.392.200149.8.5.1.0.20")


@dataclass(frozen=True, slots=True)
class KeyAndCertificate:
    """A private key with the certificate of its public key. Neither shows in `repr`."""

    key: CardKey
    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        """The certificate's exact DER."""
        return self.certificate.public_bytes(serialization.Encoding.DER)

    def __repr__(self) -> str:
        return "KeyAndCertificate(…)"


def fifth_birthday(birth: date, issued: date) -> date:
    """The fifth birthday after `issued`, when certificates on a card end. 29 February counts as 28."""
    first = issued.year if _birthday(birth, issued.year) > issued else issued.year + 1
    return _birthday(birth, first + 4)


def _birthday(birth: date, year: int) -> date:
    try:
        return birth.replace(year=year)
    except ValueError:
        return birth.replace(year=year, day=28)


class Pki:
    """Keys and certificates of one state folder. All validity periods count from `made_at`.

    `loaded_at` is the time at which the folder was loaded, for certificates that must always be about
    to expire.
    """

    def __init__(self, directory: Path, made_at: datetime, loaded_at: datetime | None = None) -> None:
        self.directory = directory
        self.made_at = made_at
        self.loaded_at = loaded_at or made_at
        self._loaded: dict[str, KeyAndCertificate] = {}
        self.authentication_ca = self._authority("authentication-ca", "JPKI for user authentication TEST")
        self.smartphone_ca = self._authority("smartphone-ca", "JPKI for smartphone user authentication TEST")
        self.signature_ca = self._authority("signature-ca", "JPKI for digital signature TEST")
        make_tls_files(directory)
        self._record_key = self._load_record_key()
        self.verifier_key = verifier_key(directory)
        self._reset_master = secret_file(directory / RESET_MASTER, KEY_LENGTH)

    @classmethod
    def load_or_create(cls, directory: Path, now: datetime) -> Pki:
        """Load the folder, or fill it on first use. `now` must be aware.

        Keys made more than two years before `now`, or 300 days after it, are replaced: their
        certificates would no longer be in the state that their card profile promises.
        """
        directory.mkdir(mode=0o700, parents=True, exist_ok=True)
        stamp = directory / "made-at.json"
        with locked(directory / ".lock"):
            made_at = _made_at(stamp)
            if made_at is None or not -_FRESH_BEFORE < now - made_at < _FRESH_AFTER:
                for old in [*directory.glob("*.pem"), directory / RESET_MASTER, stamp]:
                    old.unlink(missing_ok=True)
                write_once(stamp, json.dumps({"made_at": now.isoformat()}).encode())
                made_at = now
            return cls(directory, made_at, now)

    @property
    def tls(self) -> TlsPaths:
        """PEM files for TLS between centre and terminal."""
        return TlsPaths(self.directory)

    @property
    def record_public_key(self) -> Ed25519PublicKey:
        """The key with which the terminal verifies certificate records."""
        return self._record_key.public_key()

    def published_keys(self) -> PublishedKeys:
        """What the centre publishes for those who check certificates."""
        return published_keys(self.record_public_key, self.made_at)

    def sign_record(self, payload: bytes) -> bytes:
        """Ed25519 signature over the exact bytes of a certificate record."""
        return self._record_key.sign(payload)

    def card_reset_key(self, serial: int) -> bytes:
        """The key (16 bytes) that one card shares with its issuer for resetting the signature password.

        `serial` is that of the card's user-authentication certificate. Raises ValueError for an
        impossible serial number.
        """
        return card_key(self._reset_master, serial)

    def authentication_pair(
        self, card: str, issued: datetime, birth: date, *, smartphone: bool = False, on_curve: bool = False
    ) -> KeyAndCertificate:
        """利用者証明用: key and certificate of the card named `card`, made at first use.

        A `smartphone` has its certificate from an authority of its own; `on_curve` makes a key on P-384.

        It expires at 23:59:59 JST on the 5th birthday after `issued`. When `issued` is relative to
        `loaded_at` instead of `made_at`, the key is the same each time but not the certificate. The
        subject contains an identifier only: no name, no address.
        """
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
                x509.NameAttribute(NameOID.COMMON_NAME, _digest(f"authentication {card}")[:23].upper()),
            ]
        )

        def extend(builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
            return builder.add_extension(key_usage(signs=True), critical=True).add_extension(
                x509.CertificatePolicies([x509.PolicyInformation(_AUTH_POLICY, None)]), critical=True
            )

        authority = self.smartphone_ca if smartphone else self.authentication_ca
        return self._card_pair(
            f"card-{card}-authentication",
            authority,
            subject,
            issued,
            birth,
            extend=extend,
            on_curve=on_curve,
        )

    def signature_pair(
        self, card: str, issued: datetime, birth: date, personal: tuple[tuple[int, str], ...]
    ) -> KeyAndCertificate:
        """署名用: as `authentication_pair`, with the holder's particulars as `personal` (number, text).

        The numbers are the last arcs of the JPKI otherName types: 1 name, 4 birth date, 3 sex, 5 address.
        """
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
                x509.NameAttribute(NameOID.LOCALITY_NAME, "Mihon"),
                x509.NameAttribute(NameOID.COMMON_NAME, _digest(f"signature {card}")[:23].upper()),
            ]
        )
        names = [
            x509.OtherName(x509.ObjectIdentifier(f"1.2.392.200149.8.5.5.{number}"), _utf8_string(text))
            for number, text in personal
        ]

        def extend(builder: x509.CertificateBuilder) -> x509.CertificateBuilder:
            return (
                builder.add_extension(key_usage(signs=True, commits=True), critical=True)
                .add_extension(x509.SubjectAlternativeName(names), critical=False)
                .add_extension(
                    x509.CertificatePolicies([x509.PolicyInformation(_SIGN_POLICY, None)]), critical=True
                )
            )

        return self._card_pair(
            f"card-{card}-signature", self.signature_ca, subject, issued, birth, extend=extend
        )

    def _authority(self, name: str, unit: str) -> KeyAndCertificate:
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "JP"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, TEST_ORGANISATION),
                x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
            ]
        )

        def make(key: CardKey) -> x509.Certificate:
            years = timedelta(days=3653)
            return (
                builder_for(subject, subject, key.public_key(), self.made_at - years, self.made_at + years)
                .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
                .add_extension(key_usage(certifies=True), critical=True)
                .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
                .sign(key, hashes.SHA256())
            )

        return self._pair(name, make)

    def _card_pair(
        self,
        name: str,
        authority: KeyAndCertificate,
        subject: x509.Name,
        issued: datetime,
        birth: date,
        *,
        extend: Callable[[x509.CertificateBuilder], x509.CertificateBuilder],
        on_curve: bool = False,
    ) -> KeyAndCertificate:
        last_day = fifth_birthday(birth, issued.astimezone(JST).date())
        end = datetime(last_day.year, last_day.month, last_day.day, 23, 59, 59, tzinfo=JST)

        def make(key: CardKey) -> x509.Certificate:
            issuer = authority.certificate.subject
            builder = builder_for(subject, issuer, key.public_key(), issued, end, serial=card_serial(name))
            builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            builder = builder.add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.key.public_key()), critical=False
            )
            return extend(builder).sign(authority.key, hashes.SHA256())

        pair = self._pair(name, make, on_curve=on_curve)
        if pair.certificate.not_valid_after_utc != end:
            pair = self._loaded[name] = KeyAndCertificate(pair.key, make(pair.key))
        return pair

    def _pair(
        self, name: str, make: Callable[[CardKey], x509.Certificate], *, on_curve: bool = False
    ) -> KeyAndCertificate:
        """Key and certificate share one file, so that two processes cannot mix theirs."""
        path = self.directory / f"{name}.pem"
        if not path.exists():
            new_key: CardKey = (
                ec.generate_private_key(ec.SECP384R1())
                if on_curve
                else rsa.generate_private_key(public_exponent=65537, key_size=2048)
            )
            write_once(path, key_pem(new_key) + make(new_key).public_bytes(serialization.Encoding.PEM))
        pair = self._loaded.get(name)
        if pair is None:
            pem = path.read_bytes()
            # Checking the primes takes longer than a visit, and the file is ours.
            key = serialization.load_pem_private_key(pem, password=None, unsafe_skip_rsa_key_validation=True)
            if not isinstance(key, (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey)):
                raise TypeError(f"{path.name} holds no key of a card")
            pair = self._loaded[name] = KeyAndCertificate(key, x509.load_pem_x509_certificate(pem))
        return pair

    def _load_record_key(self) -> Ed25519PrivateKey:
        path = self.directory / "record-key.pem"
        if not path.exists():
            write_once(path, key_pem(Ed25519PrivateKey.generate()))
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            raise TypeError(f"{path.name} holds no Ed25519 key")
        return key


def card_serial(name: str) -> int:
    """Serial number of a card's certificate, derived from the pair's name, so that it needs no key."""
    return 0x06000000 + int(_digest(name)[:6], 16)


def authentication_serial(card: str) -> int:
    """Serial number of the user-authentication certificate of the card named `card`."""
    return card_serial(f"card-{card}-authentication")


def signature_serial(card: str) -> int:
    """Serial number of the signature certificate of the card named `card`."""
    return card_serial(f"card-{card}-signature")


def _made_at(stamp: Path) -> datetime | None:
    try:
        return datetime.fromisoformat(json.loads(stamp.read_bytes())["made_at"])
    except (OSError, ValueError, KeyError):
        return None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _utf8_string(text: str) -> bytes:
    """DER UTF8String of at most 65,535 bytes, as the JPKI otherName values are."""
    raw = text.encode()
    if len(raw) < 0x80:
        return bytes((0x0C, len(raw))) + raw
    return b"\x0c\x82" + len(raw).to_bytes(2, "big") + raw
