"""The process that starts the workers: it keeps their number, and answers what they ask."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from datetime import datetime
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from kiosk_simulator.centre.workers.controls import SPAWN, Generation, OwnControls, SharedFaults
from kiosk_simulator.centre.workers.process import serve
from kiosk_simulator.centre.workers.settings import WorkerSettings

_START_TIMEOUT = 60.0
_STOP_TIMEOUT = 20.0
_PAUSE = 0.5
"""Seconds before the next attempt, where a worker ended before it served."""


class WorkerPool:
    """`number` workers at one listening socket. A connection that nobody has accepted waits for any of them.

    A worker that ends is followed by another. All of them end with this process, however that ends.
    """

    def __init__(self, number: int) -> None:
        self.number = number
        self.generation = Generation()
        self.faults = SharedFaults(self.generation)
        self._listener: socket.socket | None = None
        self._ended = threading.Event()
        self._served = [threading.Event() for _ in range(number)]
        self._keepers: list[threading.Thread] = []
        self._workers: dict[int, BaseProcess] = {}
        self._lives: dict[int, Connection] = {}
        self._lock = threading.Lock()

    def start(
        self,
        port: int,
        clock: Callable[[], datetime],
        is_machines: Callable[[], bool],
        settings: WorkerSettings,
    ) -> int:
        """Listen on 127.0.0.1 and return the port once every worker serves.

        `clock` is the centre's; while it `is_machines` the workers need not ask. Raises OSError when the port
        is taken, RuntimeError when a worker does not start.
        """
        listener = self._listener = socket.create_server(("127.0.0.1", port), backlog=512)
        self._ended.clear()
        for served in self._served:
            served.clear()
        controls = OwnControls(self.faults, clock, is_machines)
        self._keepers = [
            threading.Thread(
                target=self._keep,
                args=(each, settings, listener, controls),
                name=f"keeper of worker {each}",
                daemon=True,
            )
            for each in range(self.number)
        ]
        for keeper in self._keepers:
            keeper.start()
        if not all(each.wait(_START_TIMEOUT) for each in self._served):
            self.stop()
            raise RuntimeError("a worker of the centre did not start")
        return int(listener.getsockname()[1])

    def stop(self) -> None:
        """End every worker and the requests that are open."""
        with self._lock:
            self._ended.set()
            for life in self._lives.values():
                with contextlib.suppress(OSError):  # it has ended by itself
                    life.send(None)
        for keeper in self._keepers:
            keeper.join()
        if self._listener is not None:
            self._listener.close()
        self._keepers, self._listener, self._workers, self._lives = [], None, {}, {}

    def pids(self) -> list[int]:
        """The process ids of those that run now."""
        with self._lock:
            return [each.pid for each in self._workers.values() if each.pid is not None and each.is_alive()]

    def _keep(
        self, place: int, settings: WorkerSettings, listener: socket.socket, controls: OwnControls
    ) -> None:
        while not self._ended.is_set():
            if not self._serve_once(place, settings, listener, controls):
                self._ended.wait(_PAUSE)

    def _serve_once(
        self, place: int, settings: WorkerSettings, listener: socket.socket, controls: OwnControls
    ) -> bool:
        """Start a worker and answer it until it ends; False if it never served."""
        life, its_life = SPAWN.Pipe()
        questions, its_questions = SPAWN.Pipe()
        worker = SPAWN.Process(target=serve, args=(settings, listener, its_life, its_questions), daemon=True)
        with self._lock:
            if self._ended.is_set():
                return False
            worker.start()
            self._workers[place], self._lives[place] = worker, life
        its_life.close()
        its_questions.close()
        served = False
        with contextlib.suppress(EOFError, OSError):
            while True:
                ready = wait([questions] if served else [questions, life])
                if questions in ready:
                    controls.answer(questions)
                elif life in ready:
                    served = bool(life.recv())
                    self._served[place].set()
        worker.join(_STOP_TIMEOUT)
        if worker.is_alive():
            worker.kill()
            worker.join()
        with self._lock:
            life.close()
        questions.close()
        return served
