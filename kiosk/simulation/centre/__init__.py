"""The simulated issuing centre: both the authority that checks certificates and the municipalities."""

from kiosk.simulation.centre.faults import CentreFault, CentreFaults
from kiosk.simulation.centre.server import SimulatedCentre

__all__ = ["CentreFault", "CentreFaults", "SimulatedCentre"]
