"""States, events, the transition table, the machine and its session: pure, no device, no clock."""
