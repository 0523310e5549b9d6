"""Dumps of the whole database, as pg_dump writes them: made, checked, and looked into before one is restored.

The programs are those of the embedded server, which are there in any case: they read every server that is supported.
A password is handed to them in their environment, since anybody may read the arguments of a process.
"""

import os
import re
import secrets
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from django.db import connections
from django.db.backends.postgresql.client import DatabaseClient
from django.utils.translation import gettext as _

from postgres.postmaster import TOOLS

SCHEMAS = ("public", "history", "past")
EXTENSIONS = ("pg_trgm", "btree_gist", "unaccent")
"""What belongs to the knowledge base; a server of others may hold more, which is theirs to keep."""
WHAT = [
    "--format=custom",
    *(f"--schema={name}" for name in SCHEMAS),
    *(f"--extension={name}" for name in EXTENSIONS),
]
SESSIONS = "--exclude-table-data=public.django_session"
"""Whoever gets hold of a dump is signed in by nothing in it, and sessions that were ended stay so after a restore."""
COPY = re.compile(r"COPY \S+ \((?P<columns>.*)\) FROM stdin;")
END = "\\."
MADE = re.compile(r"^; Archive created at (.+)$", re.MULTILINE)


class DumpFailed(Exception):
    """A dump can't be made, read or restored; the message says why. Nothing was changed."""


def reach(using: str = "default") -> tuple[list[str], dict[str, str]]:
    """Return the arguments and the environment by which a program of PostgreSQL connects as this process does."""
    connection = connections[using]
    connection.ensure_connection()
    info = connection.connection.info
    there = {"HOST": info.host, "PORT": info.port}  # libpqs differ in their defaults
    arguments, more = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict | there, [])
    return [*arguments[1:-1], f"--dbname={arguments[-1]}"], surroundings() | (more or {})


def surroundings() -> dict[str, str]:
    """Return the environment of a program whose words are read here."""
    return os.environ | {"LC_ALL": "C.UTF-8", "TZ": "UTC"}


def write(path: Path, replaces: bool = False) -> None:
    """Dump the database into a file that only its owner reads; raises DumpFailed.

    It is written beside the file, read again to its end, and only then gets its name.
    """
    if path.is_dir():
        raise DumpFailed(_("%(file)s is a folder: name a file in it.") % {"file": path})
    if path.exists() and not replaces:
        raise DumpFailed(_("%(file)s is there already: choose another name, or add --replace.") % {"file": path})
    part = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _fill(part)
        Dump(part).read_whole()
        part.replace(path)
    except OSError as problem:
        why = {"file": path, "why": problem.strerror}
        raise DumpFailed(_("%(file)s can't be written: %(why)s.") % why) from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _fill(part: Path) -> None:
    arguments, environment = reach()
    command = [str(TOOLS / "pg_dump"), *WHAT, SESSIONS, "--no-password", f"--file={part}", *arguments]
    done = subprocess.run(command, capture_output=True, env=environment, text=True)
    if done.returncode:
        raise DumpFailed(_("The back-up was not made: %(why)s") % {"why": in_a_line(done.stderr, done.returncode)})
    with part.open("rb") as file:
        os.fsync(file.fileno())


def in_a_line(words: str, code: int) -> str:
    """Return why a program failed, from what it wrote to standard error; without the rows that it may name."""
    lines = [line for line in words.splitlines() if line.strip()]
    error = next((line for line in lines if re.search("ERROR:|FATAL:|error:", line)), "")
    detail = [line for line in lines if line.startswith(("pg_dump: detail:", "pg_dump: hint:"))]
    return " ".join(" ".join([error or "".join(lines[-1:]), *detail]).split()) or _("ended by signal %s") % -code


class Dump:
    """A file that pg_dump has written in its own format. Raises DumpFailed where it is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise DumpFailed(_("There is no file %(file)s.") % {"file": path})
        contents = self._read("--list")
        self.entries = [line for line in contents.splitlines() if line and not line.startswith(";")]
        self.made_at = "".join(MADE.findall(contents))

    def _read(self, argument: str) -> str:
        """Return what pg_restore writes of it to standard output."""
        command = [str(TOOLS / "pg_restore"), argument, str(self.path)]
        done = subprocess.run(command, capture_output=True, text=True, env=surroundings())
        if done.returncode:
            why = {"file": self.path, "why": in_a_line(done.stderr, done.returncode)}
            raise DumpFailed(_("%(file)s is not a whole back-up: %(why)s") % why)
        return done.stdout

    def read_whole(self) -> None:
        """Read it to its end; raises DumpFailed where it is damaged or cut off."""
        self._read(f"--file={os.devnull}")

    def rows(self, table: str, schema: str = "public") -> Iterator[dict[str, str]]:
        """Yield the rows of a table as texts, none where it has no such table; line breaks in them stay escaped.

        Raises DumpFailed where the file can't be read to the end.
        """
        command = [str(TOOLS / "pg_restore"), "--data-only", f"--schema={schema}", f"--table={table}", "--file=-"]
        with subprocess.Popen(
            [*command, str(self.path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=surroundings()
        ) as program:
            assert program.stdout is not None
            columns: list[str] = []
            for line in program.stdout:
                line = line.rstrip("\n")
                if heading := COPY.fullmatch(line):
                    columns = heading["columns"].replace('"', "").split(", ")
                elif line == END:
                    columns = []
                elif columns:
                    yield dict(zip(columns, line.split("\t"), strict=True))
        if program.returncode:
            raise DumpFailed(_("%(file)s can't be read.") % {"file": self.path})

    def migrations(self) -> set[tuple[str, str]]:
        """Return (app, name) of the migrations that its database had."""
        return {(row["app"], row["name"]) for row in self.rows("django_migrations")}
