"""The perspective map between a drawn page and a photograph of it, by least squares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plane:
    """x' = (a x + b y + c) / (g x + h y + 1), y' = (d x + e y + f) / (g x + h y + 1), as Pillow has it."""

    coefficients: tuple[float, ...]

    def map(self, point: Point) -> Point:
        """Return the image of a point."""
        a, b, c, d, e, f, g, h = self.coefficients
        x, y = point
        scale = g * x + h * y + 1
        return (a * x + b * y + c) / scale, (d * x + e * y + f) / scale


def fit_plane(pairs: Sequence[tuple[Point, Point]], *, flat: bool = False) -> Plane | None:
    """Return the map that takes the first point of each pair nearest to the second.

    A `flat` one has no perspective. None for fewer than four pairs, or points from which no map follows.
    """
    if len(pairs) < 4:
        return None
    # Pixels are thousands and the last two coefficients tiny: near 1 the equations are well conditioned.
    here = max(max(map(abs, point)) for point, _ in pairs) or 1.0
    there = max(max(map(abs, point)) for _, point in pairs) or 1.0
    rows: list[list[float]] = []
    for point, image in pairs:
        x, y = point[0] / here, point[1] / here
        u, v = image[0] / there, image[1] / there
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    if flat:
        rows = [[*row[:6], row[8]] for row in rows]
    unknown = len(rows[0]) - 1
    solution = _solve(
        [[sum(row[i] * row[j] for row in rows) for j in range(unknown + 1)] for i in range(unknown)]
    )
    if solution is None:
        return None
    a, b, c, d, e, f, g, h = [*solution, 0.0, 0.0][:8]
    linear = there / here
    return Plane((a * linear, b * linear, c * there, d * linear, e * linear, f * there, g / here, h / here))


def _solve(matrix: list[list[float]]) -> list[float] | None:
    """Solve by Gauss and Jordan with pivoting; None for a singular matrix."""
    size = len(matrix)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(matrix[row][column]))
        if abs(matrix[pivot][column]) < 1e-12:
            return None
        matrix[column], matrix[pivot] = matrix[pivot], matrix[column]
        head = matrix[column][column]
        matrix[column] = [value / head for value in matrix[column]]
        for row in range(size):
            if row != column and matrix[row][column]:
                factor = matrix[row][column]
                matrix[row] = [
                    value - factor * other for value, other in zip(matrix[row], matrix[column], strict=True)
                ]
    return [row[-1] for row in matrix]
