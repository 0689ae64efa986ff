"""`python -m kiosk_fleet` is `kiosk-fleet`."""

from kiosk_fleet.cli import main

if __name__ == "__main__":
    main()
