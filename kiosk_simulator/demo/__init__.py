"""A scripted shopper who plays a whole visit by real touches on the real window."""
