"""The scenarios: which there are, playing them, and what is recorded of a visit."""

from __future__ import annotations

from fastapi import FastAPI, HTTPException, Response
from pydantic import Field

from kiosk_simulator.console.routes.body import Body, Do
from kiosk_simulator.console.scenarios.apart import is_possible
from kiosk_simulator.console.scenarios.library import Library
from kiosk_simulator.console.scenarios.runs import Runs
from kiosk_simulator.console.snapshot import Json
from kiosk_simulator.refusal import Refusal
from kiosk_simulator.scenarios.recorder import Recorder


class _Name(Body):
    name: str = ""


class _Chosen(Body):
    id: str


class _Several(Body):
    ids: list[str] = Field(max_length=2000)


def add_scenarios(app: FastAPI, library: Library, runs: Runs, recorder: Recorder, do: Do) -> None:
    """Add the list, the runs and the recordings."""

    @app.get("/api/scenarios")
    def scenarios() -> Json:
        return {
            "version": library.version,
            "apart": is_possible(),
            "scenarios": [
                {
                    "id": each.id,
                    "name": each.scenario.name,
                    "file": each.path.stem,
                    "tags": sorted(each.scenario.tags),
                    "steps": [str(step) for step in each.scenario.steps],
                    "live": runs.can_be_live and each.can_be_live,
                    "minutes": each.takes_minutes,
                    "recorded": each.recorded,
                }
                for each in library.entries()
            ],
        }

    @app.get("/scenario/{id_}")
    def recording(id_: str) -> Response:
        """The file of a recording."""
        try:
            entry = library.get(id_)
        except KeyError as error:
            raise HTTPException(404) from error
        headers = {"Content-Disposition": f'attachment; filename="{entry.path.name}"'}
        return Response(entry.path.read_bytes(), media_type="text/plain; charset=utf-8", headers=headers)

    def play_here(id_: str) -> None:
        if recorder.is_on:
            raise Refusal(
                "a visit is being recorded: stop and save it first", "記録中です。先に止めて保存してください"
            )
        runs.play_here(library.get(id_))

    @app.post("/api/scenarios/here")
    def here(body: _Chosen) -> Json:
        return do(lambda: play_here(body.id))

    @app.post("/api/scenarios/apart")
    def apart(body: _Several) -> Json:
        return do(lambda: runs.play_apart([library.get(each) for each in body.ids]))

    @app.post("/api/scenarios/stop")
    def stop() -> Json:
        return do(runs.stop)

    @app.post("/api/scenarios/forget")
    def forget(body: _Chosen) -> Json:
        def forget_both() -> None:
            library.forget(body.id)
            runs.forget(body.id)

        return do(forget_both)

    @app.post("/api/recording/start")
    def start() -> Json:
        return do(recorder.start)

    @app.post("/api/recording/stop")
    def save(body: _Name) -> Json:
        def stop_and_keep() -> str:
            text = recorder.stop(body.name)
            library.keep(text)
            return text

        return do(stop_and_keep)
