"""The sections of kiosk.toml, one module each. Every field says what it is, its unit, range and default."""
