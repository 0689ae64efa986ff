"""What follows from the rows, and nothing else: who is owed what, what was counted, reported and done."""
