"""Load on the simulated centre, by the terminal's own client and checks. Not part of any distribution."""
