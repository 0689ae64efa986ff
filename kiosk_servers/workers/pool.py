"""The process that starts the workers: it keeps their number, and answers what they ask."""

from __future__ import annotations

import contextlib
import multiprocessing
import socket
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import TypeVar

SPAWN = multiprocessing.get_context("spawn")
"""A process that begins afresh: nothing of this one's threads, locks and connections is in it."""
_START_TIMEOUT = 120.0
_STOP_TIMEOUT = 20.0
_PAUSE = 0.5
"""Seconds before the next attempt, where a worker ended before it served."""
Settings = TypeVar("Settings")
Serve = Callable[[Settings, socket.socket, Connection, Connection], None]
"""What a worker runs: its settings, the socket, its life (see `worker.wait_for_the_end`), its questions."""


class ProcessPool:
    """`number` workers at one listening socket. A connection that nobody has accepted waits for any of them.

    A worker that ends is followed by another. All of them end with this process, however that ends. `owner`
    is what messages call the server.
    """

    def __init__(self, number: int, owner: str) -> None:
        self.number = number
        self._owner = owner
        self._listener: socket.socket | None = None
        self._ended = threading.Event()
        self._served = [threading.Event() for _ in range(number)]
        self._keepers: list[threading.Thread] = []
        self._workers: dict[int, BaseProcess] = {}
        self._lives: dict[int, Connection] = {}
        self._lock = threading.Lock()

    def start(
        self,
        listener: socket.socket,
        serve: Serve[Settings],
        settings: Settings,
        answer: Callable[[Connection], None],
    ) -> None:
        """Return once every worker serves at `listener`, which is closed with the pool.

        `answer` answers one question of a worker; it raises EOFError or OSError when that is gone. Raises
        RuntimeError when a worker does not start.
        """
        self._listener = listener
        self._ended.clear()
        for served in self._served:
            served.clear()

        def start(its_life: Connection, its_questions: Connection) -> BaseProcess:
            arguments = (settings, listener, its_life, its_questions)
            worker = SPAWN.Process(target=serve, args=arguments, daemon=True)
            worker.start()
            return worker

        self._keepers = [
            threading.Thread(
                target=self._keep, args=(each, start, answer), name=f"keeper of worker {each}", daemon=True
            )
            for each in range(self.number)
        ]
        for keeper in self._keepers:
            keeper.start()
        if not all(each.wait(_START_TIMEOUT) for each in self._served):
            self.stop()
            raise RuntimeError(f"a worker of the {self._owner} did not start")

    def stop(self) -> None:
        """End every worker and the requests that are open."""
        with self._lock:
            self._ended.set()
            for life in self._lives.values():
                with contextlib.suppress(OSError):  # it has ended by itself
                    life.send(None)
        deadline = time.monotonic() + _STOP_TIMEOUT
        for keeper in self._keepers:
            keeper.join(max(0.0, deadline - time.monotonic()))
        for worker in self._workers.values():
            if worker.is_alive():  # it was stopped, or hangs
                worker.kill()
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
        self,
        place: int,
        start: Callable[[Connection, Connection], BaseProcess],
        answer: Callable[[Connection], None],
    ) -> None:
        while not self._ended.is_set():
            if not self._serve_once(place, start, answer):
                self._ended.wait(_PAUSE)

    def _serve_once(
        self,
        place: int,
        start: Callable[[Connection, Connection], BaseProcess],
        answer: Callable[[Connection], None],
    ) -> bool:
        """Start a worker and answer it until it ends; False if it never served."""
        life, its_life = SPAWN.Pipe()
        questions, its_questions = SPAWN.Pipe()
        with self._lock:
            if self._ended.is_set():
                return False
            worker = start(its_life, its_questions)
            self._workers[place], self._lives[place] = worker, life
        its_life.close()
        its_questions.close()
        served = False
        with contextlib.suppress(EOFError, OSError):
            while True:
                ready = wait([questions] if served else [questions, life])
                if questions in ready:
                    answer(questions)
                elif life in ready:
                    served = bool(life.recv())
                    self._served[place].set()
        worker.join()  # it has closed its pipe, so it ends
        with self._lock:
            life.close()
        questions.close()
        return served
