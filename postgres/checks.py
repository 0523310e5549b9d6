"""Checks of the PostgreSQL server, run by `migrate`, `serve` and `check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import Error
from django.db import OperationalError, connections
from django.db.backends.utils import CursorWrapper

LOWEST, HIGHEST = 15, 18
"""The supported major versions of PostgreSQL."""


def check_server(databases: Sequence[str] | None = None, **_: Any) -> list[Error]:
    """Return an error for each requirement that a server fails; none where no database is to be checked."""
    return [error for alias in databases or [] for error in check_one(alias)]


def check_one(alias: str) -> list[Error]:
    try:
        with connections[alias].cursor() as cursor:
            return [*check_version(connections[alias].pg_version), *check_encoding(cursor), *check_trigrams(cursor)]
    except OperationalError as problem:
        return [Error(f"The database can't be reached: {' '.join(str(problem).split())}", id="medtech_kb.E001")]


def check_version(version: int) -> list[Error]:
    """`version` as libpq writes it: 180006 for 18.6."""
    if LOWEST <= version // 10_000 <= HIGHEST:
        return []
    message = f"The database is PostgreSQL {version // 10_000}; supported are versions {LOWEST} to {HIGHEST}."
    return [Error(message, id="medtech_kb.E002")]


def check_encoding(cursor: CursorWrapper) -> list[Error]:
    cursor.execute("SHOW server_encoding")
    (encoding,) = cursor.fetchone()
    if encoding == "UTF8":
        return []
    return [Error(f"The database's encoding is {encoding}; it must be UTF8.", id="medtech_kb.E003")]


def check_trigrams(cursor: CursorWrapper) -> list[Error]:
    """In a database of locale C, pg_trgm treats Chinese characters as punctuation and matches no Chinese name."""
    cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
    if cursor.fetchone() is None:  # before the first migration
        return []
    cursor.execute("SELECT cardinality(show_trgm('神'))")
    if cursor.fetchone() != (0,):
        return []
    message = "The database sees no Chinese characters (its locale is C)."
    hint = "Make it anew: CREATE DATABASE … ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0."
    return [Error(message, hint=hint, id="medtech_kb.E004")]
