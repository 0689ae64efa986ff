"""The section [centre] of kiosk.toml: the issuing centre, and the files that prove both sides."""

from __future__ import annotations

from pathlib import Path

from kiosk.config.sections.base import Section, setting


class Centre(Section):
    """The issuing centre. `kiosk provision` makes the key and installs the certificate."""

    url: str = setting(
        "simulated", "`simulated`, or the https:// URL of the centre.", pattern="^(simulated|https://.+)$",
        example="https://centre.example",
    )  # fmt: skip
    ca: Path | None = setting(
        None, "PEM file with the only authority that the centre is trusted by.",
        example=Path("/etc/kiosk/centre-ca.pem"),
    )  # fmt: skip
    certificate: Path | None = setting(
        None,
        "PEM file with this terminal's certificate.",
        example=Path("/var/lib/kiosk/terminal/certificate.pem"),
    )
    key: Path | None = setting(
        None,
        "PEM file with its key, without a passphrase; mode 0600, or 0640 with a group of its own.",
        example=Path("/var/lib/kiosk/terminal/key.pem"),
    )
    record_keys: tuple[Path, ...] = setting(
        (),
        "PEM files with the keys that records are signed with (Ed25519): one, or the old and the new one "
        "while they are changed. Each is a certificate by `ca`, by which its last day is known; outside "
        "production a public key alone will do.",
        max_length=4, example=(Path("/etc/kiosk/record-key.pem"),),
    )  # fmt: skip
    sealing_key: Path | None = setting(
        None,
        "PEM file with the verifier's public key (X25519): with it every certificate is printed on both "
        "sides, and its back proves it.",
        example=Path("/etc/kiosk/sealing-key.pem"),
    )
    connect_timeout: float = setting(
        3.0, "How long a connection may take.", unit="seconds", proposal=True, gt=0, le=60
    )
    read_timeout: float = setting(
        15.0, "How long an answer may take.", unit="seconds", proposal=True, gt=0, le=60
    )
    record_age: float = setting(
        600.0,
        "How long ago a record may have been read from the register, by the time that is signed with it; the "
        "clocks may differ by as much. An older one is a stale copy: no certificate, and issuing stops.",
        unit="seconds", proposal=True, ge=10, le=86_400,
    )  # fmt: skip
