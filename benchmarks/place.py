"""The benchmark's own databases, `medtech_bench_<N>`, beside the user's on the same server; never the user's."""

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
"""Options of a connection that makes large indexes."""


class Refused(Exception):
    """The benchmark will not touch what it was pointed at; the message says why."""


def name_of(label) -> str:
    """The database of a size (1000) or of another purpose (loading)."""
    return f"{PREFIX}{label}"


def url_of(label) -> str:
    """Where the database of a label is. Raises Refused where that is the user's own."""
    return _url_named(name_of(label))


def _url_named(name: str) -> str:
    parts = urlsplit(embedded.url())
    if parts.path.lstrip("/").startswith(PREFIX):
        raise Refused(f"DATABASE_URL names {parts.path[1:]}: let it name your own, the benchmark finds its own.")
    return urlunsplit(parts._replace(path=f"/{name}"))


def connect(label, options=""):
    """A connection to the database of a label, every statement its own transaction."""
    return _connected(url_of(label), options=options)


def _connected(url, **options):
    """Not by `with connection`: psycopg2 would begin a transaction there, and keep its locks to the end."""
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
    """A cursor beside any database of ours."""
    embedded.start()
    with closing(_connected(_url_named("postgres"))) as connection, connection.cursor() as cursor:
        yield cursor


def remake(label) -> None:
    """An empty database of this label, migrated; what was there before is gone."""
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
    """What a command of the project prints when it is run on the database of a label."""
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, cwd=BASE, env=environment(label), stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def environment(label) -> dict:
    """The environment of a program that works on the database of a label."""
    return os.environ | {"DATABASE_URL": url_of(label)}


def note(label) -> dict:
    """What `write_note` wrote of the database; empty where it is not there or was not finished."""
    with _server() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name_of(label)]
        )
        found = cursor.fetchone()
    return json.loads(found[0]) if found and found[0] else {}


def write_note(label, content: dict) -> None:
    """Keep beside the database what it holds, so that the next run can use it again."""
    with _server() as cursor:
        statement = sql.SQL("COMMENT ON DATABASE {} IS {}")
        cursor.execute(statement.format(sql.Identifier(name_of(label)), sql.Literal(json.dumps(content))))
