"""The Debian package and its parts."""
