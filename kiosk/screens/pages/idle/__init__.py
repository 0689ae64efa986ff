"""The full-screen pages between visits."""
