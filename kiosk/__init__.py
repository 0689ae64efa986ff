"""Terminal software for issuing certificates at a multi-copy machine."""

__version__ = "0.1.0"
