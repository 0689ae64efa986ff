"""The section [fleet] of kiosk.toml: the operator's server, which a terminal does without unless named."""

from __future__ import annotations

from pathlib import Path

from kiosk.config.sections.base import Section, setting


class Fleet(Section):
    """The operator's fleet server: docs/fleet.md. Without `url` there is none, and nothing is sent."""

    url: str = setting(
        "", "The https:// URL of the fleet server; empty without one.", pattern="^(|https://.+)$",
        example="https://fleet.example",
    )  # fmt: skip
    ca: Path | None = setting(
        None, "PEM file with the only authority that the server is trusted by.",
        example=Path("/etc/kiosk/fleet-ca.pem"),
    )  # fmt: skip
    certificate: Path | None = setting(
        None, "PEM file with this terminal's certificate for the server; left out, that of [centre].",
        example=Path("/var/lib/kiosk/terminal/fleet.pem"),
    )  # fmt: skip
    key: Path | None = setting(
        None, "PEM file with its key; left out, that of [centre].",
        example=Path("/var/lib/kiosk/terminal/fleet-key.pem"),
    )  # fmt: skip
    settings_key: Path | None = setting(
        None,
        "PEM file with the public key (Ed25519) to which the operator's signature under the wanted settings "
        "belongs; without it no such command is obeyed.",
        example=Path("/etc/kiosk/fleet-settings-key.pem"),
    )
    connect_timeout: float = setting(
        3.0, "How long a connection may take.", unit="seconds", proposal=True, gt=0, le=60
    )
    read_timeout: float = setting(
        15.0, "How long an answer may take.", unit="seconds", proposal=True, gt=0, le=60
    )
    reconnect: float = setting(
        300.0, "After an outage the next attempt comes within this time, by chance.", unit="seconds",
        proposal=True, ge=0, le=3600,
    )  # fmt: skip
