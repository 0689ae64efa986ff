"""The pages, by service; each module has one screen or a family of similar screens."""
