"""A PostgreSQL server of a test's own: private data, reached by a socket in a folder, no port."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import subprocess
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import psycopg

_PATIENCE = 60.0
_SETTINGS = {
    "listen_addresses": "",
    "max_connections": "120",
    "shared_buffers": "16MB",
    # Processes are killed here, machines are not: what was written is in the kernel's hands.
    "fsync": "off",
    "full_page_writes": "off",
}


def programs() -> Path:
    """The folder of the newest `postgres`. Raises FileNotFoundError, which says how to get one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda each: int(each.parts[-3]))
    if found:
        return found[-1].parent
    if (at := shutil.which("postgres")) is not None:
        return Path(at).parent
    raise FileNotFoundError(
        "no PostgreSQL server: apt-get install postgresql (or tools/setup.sh test, as root)"
    )


class PostgresServer:
    """Context manager: a running server, and nothing left of it afterwards. Each database is a test's own.

    A `durable` one forces to disk what it has promised, as one in service does.
    """

    def __init__(self, *, durable: bool = False) -> None:
        forced = "on" if durable else "off"
        self._settings = {**_SETTINGS, "fsync": forced, "full_page_writes": forced}
        self._folder = Path(tempfile.mkdtemp(prefix="kiosk-pg-"))
        self._data = self._folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        # The server refuses to be root.
        self._user = pwd.getpwnam("postgres") if os.geteuid() == 0 else None

    def __enter__(self) -> PostgresServer:
        try:
            if self._user is not None:
                os.chown(self._folder, self._user.pw_uid, self._user.pw_gid)
            options = ("--auth=trust", "--username=centre", "--encoding=UTF8", "--locale=C", "--no-sync")
            self._run("initdb", "-D", str(self._data), *options).wait(_PATIENCE)
            self.start()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._remove()

    def start(self) -> None:
        """Start, or start again, and return when it answers."""
        settings = [word for key, value in self._settings.items() for word in ("-c", f"{key}={value}")]
        deadline = time.monotonic() + _PATIENCE
        while True:
            # After a kill the children of the old server need a moment to end; until then it will not start.
            if self._process is None or self._process.poll() is not None:
                self._process = self._run(
                    "postgres", "-D", str(self._data), "-k", str(self._folder), *settings
                )
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                assert time.monotonic() < deadline, (self._folder / "log").read_text()
                threading.Event().wait(0.05)
            else:
                return

    @property
    def pid(self) -> int:
        """The process id of the server, above those of its connections."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """End it as the kernel would for want of memory: without a word to anybody, and all of it."""
        assert self._process is not None
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii").split()
        self._process.kill()
        self._process.wait(_PATIENCE)
        # What serves a connection lives on until it next looks whether there is a server.
        for child in children:
            with suppress(ProcessLookupError):
                os.kill(int(child), signal.SIGKILL)
        deadline = time.monotonic() + _PATIENCE
        while any(_is_alive(child) for child in children):
            assert time.monotonic() < deadline, "a process of the server does not end"
            threading.Event().wait(0.01)

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"centre_{secrets.token_hex(6)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
        return self.url(name)

    def url(self, database: str) -> str:
        """The address of a database, as the role that owns the server."""
        return f"postgresql://centre@/{database}?host={self._folder}"

    def _run(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (self._folder / "log").open("ab") as log:
            return subprocess.Popen(
                [str(programs() / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self._folder,
                env={"PATH": os.defpath, "LC_ALL": "C"},
                user=None if self._user is None else self._user.pw_uid,
                group=None if self._user is None else self._user.pw_gid,
                extra_groups=None if self._user is None else [],
            )

    def _remove(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(_PATIENCE)
        shutil.rmtree(self._folder, ignore_errors=True)


def _is_alive(process: str) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
