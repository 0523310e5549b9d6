"""The benchmark's own databases, `medtech_bench_<N>`, on the same server as the user's; never the user's."""

import json
import os
import subprocess
import sys
from contextlib import closing, contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

from environment import BASE
from postgres import embedded

PREFIX = "medtech_bench_"
WITH_MEMORY = "-c maintenance_work_mem=512MB"
"""Options of a connection that creates large indexes."""


class Refused(Exception):
    """The benchmark refuses to run; the message says why."""


def name_of(label) -> str:
    """The database of a size (1000) or of another purpose (loading)."""
    return f"{PREFIX}{label}"


def url_of(label) -> str:
    """The URL of the database of a label. Raises Refused if DATABASE_URL already names a benchmark's."""
    return _url_named(name_of(label))


def _url_named(name: str) -> str:
    parts = urlsplit(embedded.url())
    if parts.path.lstrip("/").startswith(PREFIX):
        raise Refused(f"DATABASE_URL names {parts.path[1:]}: it must name your own database.")
    return urlunsplit(parts._replace(path=f"/{name}"))


def connect(label, options=""):
    """A connection to the database of a label, every statement its own transaction."""
    return _connected(url_of(label), options=options)


def _connected(url, **options):
    """Not by `with connection`: psycopg2 would begin a transaction there and hold its locks to the end."""
    connection = psycopg2.connect(url, **options)
    connection.autocommit = True
    return connection


@contextmanager
def cursor_of(label, options=""):
    """A cursor on the database of a label, every statement its own transaction."""
    with closing(connect(label, options)) as connection, connection.cursor() as cursor:
        yield cursor


@contextmanager
def _server():
    """A cursor outside our databases."""
    embedded.start()
    with closing(_connected(_url_named("postgres"))) as connection, connection.cursor() as cursor:
        yield cursor


def remake(label) -> None:
    """Create the database of a label anew, empty and migrated."""
    drop(label)
    with _server() as cursor:
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name_of(label))))
    migrate(label)


def drop(label) -> None:
    with _server() as cursor:
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name_of(label))))


def migrate(label) -> None:
    manage(label, "migrate", "--verbosity", "0")


def manage(label, *arguments) -> str:
    """The output of a management command on the database of a label."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=BASE, env=environment(label), stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def environment(label) -> dict:
    """The environment of a program that works on the database of a label."""
    return os.environ | {"DATABASE_URL": url_of(label)}


def read_note(label) -> dict:
    """The note on a database; empty if there is none, or if the database was not finished."""
    with _server() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name_of(label)]
        )
        row = cursor.fetchone()
    return json.loads(row[0]) if row and row[0] else {}


def write_note(label, content: dict) -> None:
    """Note on the database what it contains, so that the next run can reuse it."""
    with _server() as cursor:
        statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
        cursor.execute(statement.format(sql.Identifier(name_of(label)), sql.Literal(json.dumps(content))))
