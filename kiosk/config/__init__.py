"""Settings: kiosk.toml as checked models, and the data files of a place."""
