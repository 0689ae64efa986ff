"""One folder for each device: its protocol, its driver and its wire codec."""
