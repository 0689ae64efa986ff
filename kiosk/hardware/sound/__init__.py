"""The loudspeaker and the headphone jack."""
