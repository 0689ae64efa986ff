"""How older tables become today's."""
