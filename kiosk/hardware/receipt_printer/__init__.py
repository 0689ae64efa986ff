"""The receipt printer, an ESC/POS device."""
