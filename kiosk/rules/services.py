"""The services on the menu and the ways to a municipality."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Service(StrEnum):
    """What the shopper may choose on the menu."""

    CERTIFICATES = "certificates"  # 証明書交付サービス


class Scope(StrEnum):
    """Why a municipality can issue for this person."""

    RESIDENCE = "residence"  # お住まいの市区町村
    REGISTER = "register"  # 本籍地の市区町村


@dataclass(frozen=True, slots=True)
class Municipality:
    """A participating municipality; `code` is its five-digit 全国地方公共団体コード."""

    code: str
    prefecture: str
    name: str
    name_latin: str
    telephone: str
