"""The services on the menu, and the municipalities that can issue for a person."""

from __future__ import annotations

from enum import StrEnum

from kiosk.structs import Struct


class Service(StrEnum):
    """A service on the menu."""

    CERTIFICATES = "certificates"  # 証明書交付サービス
    PASSWORD_RESET = "password_reset"  # noqa: S105 - 署名用電子証明書のパスワードの初期化
    USAGE_REGISTRATION = "usage_registration"  # 本籍地の利用登録申請
    CARD_CHECK = "card_check"  # カードの状態
    INFORMATION = "information"  # ご案内


NEEDS_SIGNATURE = frozenset({Service.PASSWORD_RESET, Service.USAGE_REGISTRATION})
"""Services for which the card must carry a signature certificate (署名用電子証明書)."""


class Scope(StrEnum):
    """Why a municipality can issue for this person."""

    RESIDENCE = "residence"  # お住まいの市区町村
    REGISTER = "register"  # 本籍地の市区町村


class Municipality(Struct):
    """A participating municipality; `code` is its five-digit 全国地方公共団体コード."""

    code: str
    prefecture: str
    name: str
    name_latin: str
    telephone: str
    takes_registrations: bool = True
    """Whether 利用登録申請 for its family registers is possible at terminals."""
    takes_smartphones: bool = False
    """Whether it issues for the certificate on a smartphone (スマートフォン用電子証明書) too."""
