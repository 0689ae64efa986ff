"""The parts all screens are made of."""
