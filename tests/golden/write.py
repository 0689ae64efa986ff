"""Writes the golden drawings anew: `make golden`. Read the difference before it is committed."""

from __future__ import annotations

from tests.golden.drawings import FOLDER, drawings


def main() -> None:
    """Replace every golden drawing."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.txt"):
        old.unlink()
    for name, lines in drawings():
        (FOLDER / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
