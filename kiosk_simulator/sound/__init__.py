"""The simulated loudspeaker and headphone jack."""
