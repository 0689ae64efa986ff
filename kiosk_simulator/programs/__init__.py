"""The far ends as programs of their own, so that a terminal in production can be rehearsed end to end."""
