"""What commands have in common: sizes, examples in their help."""

from __future__ import annotations

import typer

SMALLEST = (800, 600)
"""The smallest window, in pixels."""


def size_of(text: str) -> tuple[int, int]:
    """WIDTHxHEIGHT in pixels. Raises typer.BadParameter."""
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise typer.BadParameter("a size is WIDTHxHEIGHT, such as 1024x768", param_hint="--size")
    if int(width) < SMALLEST[0] or int(height) < SMALLEST[1]:
        raise typer.BadParameter(f"the smallest size is {SMALLEST[0]}x{SMALLEST[1]}", param_hint="--size")
    return int(width), int(height)


def examples(*lines: tuple[str, str]) -> str:
    """The epilog of a command's help; only an empty line is a line break there."""
    return "\n\n".join(("Examples:", *(f"{command}  ({meaning})" for command, meaning in lines)))
