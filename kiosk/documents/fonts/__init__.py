"""Font files, the fonts opened from them, and fitting text into a given width."""
