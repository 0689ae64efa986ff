"""What the centre has issued: its tables, on the engine that servers share."""
