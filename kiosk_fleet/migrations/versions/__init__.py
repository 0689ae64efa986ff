"""One revision a file; they are never changed once they have been handed out."""
