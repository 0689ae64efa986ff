"""The simulated issuing centre: the authority that verifies card certificates, and the municipalities."""

from kiosk_simulator.centre.faults import CentreFault, CentreFaults
from kiosk_simulator.centre.server import SimulatedCentre

__all__ = ["CentreFault", "CentreFaults", "SimulatedCentre"]
