"""The telephone that reserves a password reset: a page for a browser, with specimen cards held to it."""
