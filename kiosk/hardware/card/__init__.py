"""The card reader: PC/SC transport, APDUs, and the JPKI application of the My Number Card."""
