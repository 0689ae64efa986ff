"""The client of the issuing centre: messages, transport, and verification of signed records."""
