"""The section [health] of kiosk.toml: how often devices are asked, and what is warned of in time."""

from __future__ import annotations

from kiosk.config.sections.base import Section, setting


class Health(Section):
    """Between visits every device is asked whether it can serve the next one."""

    interval: float = setting(
        5.0,
        "Between two checks of a device, out of service and in maintenance.",
        unit="seconds", proposal=True, ge=1, le=300,
    )  # fmt: skip
    resting_interval: float = setting(
        15.0,
        "Between two checks of a device while the terminal waits for a shopper.",
        unit="seconds", proposal=True, ge=1, le=300,
    )  # fmt: skip
    centre_interval: float = setting(
        30.0, "Between two calls of the issuing centre.", unit="seconds", proposal=True, ge=10, le=3600
    )
    warn_days: int = setting(
        30,
        "So long before the terminal's certificate, its authority or a record key ends, maintenance and log "
        "warn of it.",
        unit="days", proposal=True, ge=1, le=365,
    )  # fmt: skip
