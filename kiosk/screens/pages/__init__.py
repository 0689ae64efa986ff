"""One file for each screen, or for a family of screens that look alike."""
