"""One folder for each device: its types, its driver and its wire codec."""
