"""The simulated issuing centre: the authority that verifies card certificates, and the municipalities."""
