"""Card profiles that QA can choose by name: specimen residents, and every way a card can be unusable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kiosk_simulator.card.contents import SMARTPHONE_LABELS
from kiosk_simulator.card.jpki_card import (
    AUTHENTICATION_PIN,
    SIGNATURE_PASSWORD,
    CardContents,
    SoftwareJpkiCard,
)
from kiosk_simulator.pki.authority import JST, KeyAndCertificate, Pki, authentication_serial, signature_serial
from kiosk_simulator.residents import resident

_ISSUED_BEFORE = timedelta(days=400)
_NEWLY_ISSUED_BEFORE = timedelta(days=20)
_EXPIRED_ISSUED_BEFORE = timedelta(days=6 * 365 + 30)
_ENDS_SOON_IN = timedelta(days=45)
_NOBODYS_BIRTH = date(1990, 1, 1)
_LEAP_YEAR = 1988


@dataclass(frozen=True, slots=True)
class CardProfile:
    """One specimen card. `resident` is the key of a specimen resident, None for a card of nobody.

    `expired` and `revoked` concern both certificates, `signature_…` only the signature certificate;
    with `ends_soon` both expire within the three months in which they can be renewed; a `newer` card
    was issued after the person's other card. `tries_left` are those of the PIN, `delay` is the time in
    seconds that the card takes for each APDU. All PINs are 1234, all passwords ABC123.
    """

    key: str
    label_ja: str
    label_en: str
    resident: str | None = None
    token_label: str = "JPKIAPICCTOKEN2"  # noqa: S105
    has_jpki: bool = True
    has_pin: bool = True
    next_generation: bool = False
    damaged: bool = False
    authentication_certificate: bool = True
    signature_certificate: bool = True
    expired: bool = False
    revoked: bool = False
    signature_expired: bool = False
    signature_revoked: bool = False
    ends_soon: bool = False
    newer: bool = False
    tries_left: int = 3
    password_tries: int = 5
    delay: float = 0.0


PROFILES: dict[str, CardProfile] = {
    profile.key: profile
    for profile in (
        CardProfile("normal", "見本 一郎（3人世帯）", "Ichiro, household of 3", "ichiro"),
        CardProfile("katsuko", "見本 葛子（異体字の名前）", "Katsuko, variant character", "katsuko"),
        CardProfile("single", "例示 さくら（1人世帯）", "Sakura, lives alone", "sakura"),
        CardProfile("large_household", "標本 太郎（7人世帯・2枚）", "Taro, household of 7", "taro"),
        CardProfile(
            "register_elsewhere", "見本 次郎（見本市・本籍 苫小牧市）", "Jiro, register elsewhere", "jiro"
        ),
        CardProfile(
            "unregistered",
            "試作 五郎（見本市・本籍 苫小牧市・利用登録なし）",
            "Goro, usage of the register not registered",
            "goro",
        ),
        CardProfile("one_try_left", "暗証番号 残り1回", "One try left", "ichiro", tries_left=1),
        CardProfile("locked", "暗証番号 ロック", "PIN locked", "ichiro", tries_left=0),
        CardProfile("expired", "電子証明書 期限切れ", "Certificate expired", "ichiro", expired=True),
        CardProfile("revoked", "電子証明書 失効", "Certificate revoked", "ichiro", revoked=True),
        CardProfile(
            "juki",
            "住民基本台帳カード",
            "Old resident register card",
            "ichiro",
            token_label="JPKIAPICCTOKEN",  # noqa: S106
        ),
        CardProfile(
            "smartphone",
            "Android（苫小牧市の住民）",
            "Android phone, of Tomakomai",
            "ichiro",
            token_label="JPKIAPGPSETOKEN",  # noqa: S106
            signature_certificate=False,
        ),
        CardProfile(
            "android",
            "Android（見本市の住民）",
            "Android phone, of Mihon",
            "satsuki",
            token_label="JPKIAPGPSETOKEN",  # noqa: S106
            signature_certificate=False,
        ),
        CardProfile(
            "iphone",
            "iPhone（見本市の住民）",
            "iPhone, of Mihon",
            "satsuki",
            token_label="JPKIAPIOSTOKEN",  # noqa: S106
            signature_certificate=False,
        ),
        CardProfile(
            "next_generation",
            "次期カード（P-384・暗証番号の統合、案）",
            "Card of the next generation (proposal)",
            "ichiro",
            token_label="JPKIAPICCTOKEN3",  # noqa: S106
            next_generation=True,
            signature_certificate=False,
        ),
        CardProfile(
            "face_authentication",
            "顔認証マイナンバーカード（暗証番号なし）",
            "Card for face authentication, without a PIN",
            "ichiro",
            has_pin=False,
            signature_certificate=False,
        ),
        CardProfile("not_jpki", "別のカード（交通系など）", "Another kind of card", has_jpki=False),
        CardProfile(
            "no_certificate",
            "利用者証明用電子証明書なし",
            "No user-authentication certificate",
            "ichiro",
            authentication_certificate=False,
        ),
        CardProfile(
            "child",
            "15歳未満（署名用なし）",
            "Child, no signature certificate",
            "hana",
            signature_certificate=False,
        ),
        CardProfile("damaged", "ICチップの故障", "Damaged chip", damaged=True),
        CardProfile("no_resident", "どの市区町村にもいない人", "Known to no municipality"),
        CardProfile("withheld", "市区町村が発行しない人", "Municipality withholds", "saburo"),
        CardProfile("foreign", "外国人住民（1人世帯）", "Foreign resident, lives alone", "maria"),
        CardProfile("former_name", "旧氏のある人", "With a former family name", "asahi"),
        CardProfile("common_name", "通称のある人（特別永住者）", "With a common name", "jun"),
        CardProfile("birth_year_only", "生年月日の一部が不詳の人", "Birth date partly unknown", "koto"),
        CardProfile("adoption", "養子・除籍者のいる戸籍（転籍）", "Register with an adoption", "yui"),
        CardProfile("landed", "一時庇護許可者", "Landed for temporary refuge", "noah"),
        CardProfile("provisional_stay", "仮滞在許可者", "Permitted to stay provisionally", "olga"),
        CardProfile("nationality_lost", "国籍喪失による経過滞在者", "Lost Japanese nationality", "rei"),
        CardProfile("no_register", "本籍なし（戸籍に記載のない人）", "In no family register", "arata"),
        CardProfile(
            "newborn",
            "永住者と新生児（2人世帯）",
            "Permanent resident and a newborn without status, card or number",
            "anna",
        ),
        CardProfile("tax_undeclared", "住民税の申告なし", "No tax declaration", "haruko"),
        CardProfile(
            "back_from_abroad",
            "1月1日に住民でない・在外選挙人登録あり",
            "Not resident on 1 January, on the overseas voters' list",
            "natsumi",
        ),
        CardProfile("seal_unregistered", "印鑑登録なし", "No registered seal", "akio"),
        CardProfile("moving_out", "転出届を出した人", "Has filed to move out", "fuyuko"),
        CardProfile("pending_register", "戸籍の届出を処理中", "Register filing pending", "shiro"),
        CardProfile(
            "weekday_register",
            "見本市の住民（戸籍は平日9–17時）",
            "Register certificates on weekdays 9-17 only",
            "satsuki",
        ),
        CardProfile(
            "password_locked", "署名用パスワード ロック", "Password locked", "ichiro", password_tries=0
        ),
        CardProfile(
            "password_one_try",
            "署名用パスワード 残り1回",
            "Password, one try left",
            "ichiro",
            password_tries=1,
        ),
        CardProfile(
            "signature_expired",
            "署名用電子証明書 期限切れ",
            "Signature certificate expired",
            "ichiro",
            signature_expired=True,
        ),
        CardProfile(
            "signature_revoked",
            "署名用電子証明書 失効",
            "Signature certificate revoked",
            "ichiro",
            signature_revoked=True,
        ),
        CardProfile(
            "expires_soon", "電子証明書 まもなく期限切れ", "Certificates end soon", "ichiro", ends_soon=True
        ),
        CardProfile("new_card", "見本 一郎の新しいカード", "Ichiro's newer card", "ichiro", newer=True),
        CardProfile("slow", "応答のおそいカード", "Slow card", "ichiro", delay=0.4),
    )
}


def make_card(profile: CardProfile | str, pki: Pki) -> SoftwareJpkiCard:
    """Issue the card of a profile, always with the same keys and certificates for one state folder.

    Raises KeyError for an unknown profile.
    """
    profile = PROFILES[profile] if isinstance(profile, str) else profile
    if profile.damaged or not profile.has_jpki:
        return SoftwareJpkiCard(CardContents(has_jpki=profile.has_jpki, damaged=profile.damaged))
    authentication = _authentication(profile, pki)
    signature = _signature(profile, pki)
    contents = CardContents(
        token_label=profile.token_label,
        has_pin=profile.has_pin,
        merged_pin=profile.next_generation,
        serial_number=f"{authentication_serial(profile.key):016}",
        authentication_certificate=authentication.der if authentication else None,
        authentication_key=authentication.key if authentication else None,
        authentication_ca=_authority(profile, pki).der,
        signature_certificate=signature.der if signature else None,
        signature_key=signature.key if signature else None,
        signature_ca=pki.signature_ca.der,
        reset_key=pki.card_reset_key(authentication.certificate.serial_number) if authentication else None,
    )
    tries = {AUTHENTICATION_PIN: profile.tries_left, SIGNATURE_PASSWORD: profile.password_tries}
    return SoftwareJpkiCard(contents, tries=tries, delay=profile.delay)


def _authentication(profile: CardProfile, pki: Pki) -> KeyAndCertificate | None:
    if not profile.authentication_certificate:
        return None
    issued, birth = _issue(profile, pki, expired=profile.expired)
    smartphone = profile.token_label in SMARTPHONE_LABELS
    return pki.authentication_pair(
        profile.key, issued, birth, smartphone=smartphone, on_curve=profile.next_generation
    )


def _authority(profile: CardProfile, pki: Pki) -> KeyAndCertificate:
    return pki.smartphone_ca if profile.token_label in SMARTPHONE_LABELS else pki.authentication_ca


def _signature(profile: CardProfile, pki: Pki) -> KeyAndCertificate | None:
    if not profile.signature_certificate:
        return None
    person, household = resident(profile.resident) if profile.resident else (None, None)
    name = person.name if person else "例示　不在"
    address = household.address if household else "みほん県"
    born = person.birth_date if person else _NOBODYS_BIRTH
    personal = ((1, name), (4, f"0{born:%Y%m%d}"), (3, "9"), (5, address))
    issued, birth = _issue(profile, pki, expired=profile.expired or profile.signature_expired)
    return pki.signature_pair(profile.key, issued, birth, personal)


def _issue(profile: CardProfile, pki: Pki, *, expired: bool) -> tuple[datetime, date]:
    """When a certificate was issued, and the birth date whose fifth birthday after that ends it.

    Only certificates that end soon, whenever that is, go by another birthday than their holder's.
    """
    if profile.ends_soon:
        last = (pki.loaded_at + _ENDS_SOON_IN).astimezone(JST)
        return last - timedelta(days=5 * 365 - 5), date(_LEAP_YEAR, last.month, last.day)
    before = _EXPIRED_ISSUED_BEFORE if expired else _NEWLY_ISSUED_BEFORE if profile.newer else _ISSUED_BEFORE
    birth = resident(profile.resident)[0].birth_date if profile.resident else _NOBODYS_BIRTH
    return pki.made_at - before, birth


def card_register() -> dict[int, str]:
    """The issuing centre's register: serial number of each authentication certificate → resident's key."""
    return {
        authentication_serial(profile.key): profile.resident
        for profile in PROFILES.values()
        if profile.resident is not None and profile.authentication_certificate
    }


def signature_register() -> dict[int, str]:
    """As `card_register`, by the serial number of each signature certificate."""
    return {
        signature_serial(profile.key): profile.resident
        for profile in PROFILES.values()
        if profile.resident is not None and profile.signature_certificate
    }


def revoked_serials() -> frozenset[int]:
    """Serial numbers of user-authentication certificates that the authority revoked."""
    return frozenset(authentication_serial(profile.key) for profile in PROFILES.values() if profile.revoked)


def revoked_signature_serials() -> frozenset[int]:
    """Serial numbers of signature certificates that the authority revoked."""
    return frozenset(
        signature_serial(profile.key)
        for profile in PROFILES.values()
        if profile.revoked or profile.signature_revoked
    )
