"""GETs for printed sheets, as pictures and as PDF, and for slips as pictures."""

from __future__ import annotations

from fastapi import FastAPI, HTTPException, Response

from kiosk_simulator.console import pictures
from kiosk_simulator.environment import Environment
from kiosk_simulator.page_printer.jobs import Sheet

_SMALL, _LARGE = 50, 110
"""Dots per inch of a sheet in the output tray, and of one that was opened."""


def add_papers(app: FastAPI, environment: Environment, drawn: pictures.SheetPictures) -> None:
    """Add the routes; `drawn` caches the pictures."""

    def sheet_of(id_: str) -> Sheet:
        found = next((each for each in environment.printer.sheets if pictures.sheet_id(each) == id_), None)
        if found is None:
            raise HTTPException(404)
        return found

    @app.get("/sheet/{id_}.png")
    def sheet_picture(id_: str, large: bool = False) -> Response:
        try:
            png = drawn.png(sheet_of(id_), _LARGE if large else _SMALL)
        except pictures.PictureFailed as error:
            raise HTTPException(503, str(error)) from error
        return Response(png, media_type="image/png")

    @app.get("/sheet/{id_}.pdf")
    def sheet_pdf(id_: str) -> Response:
        return Response(sheet_of(id_).pdf, media_type="application/pdf")

    @app.get("/slip/{id_}.png")
    def slip_picture(id_: str) -> Response:
        for index, slip in enumerate(environment.receipt_printer.receipts):
            if pictures.slip_id(index, slip) == id_:
                return Response(pictures.png_of_slip(slip), media_type="image/png")
        raise HTTPException(404)
