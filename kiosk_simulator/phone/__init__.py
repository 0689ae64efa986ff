"""The telephone on which a password reset is reserved: a web page, to which specimen cards are held."""
