"""Checks of the PostgreSQL server, run by `migrate`, `serve` and `check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Warning
from django.db import OperationalError, connections
from django.db.backends.utils import CursorWrapper

LOWEST, HIGHEST = 15, 18
"""The supported major versions of PostgreSQL."""
OWNS = """
SELECT r.rolsuper OR EXISTS (
    SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('public', 'history') AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
FROM pg_roles r WHERE r.rolname = coalesce(nullif(%s, ''), current_user)
"""


def check_server(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Return an error for each requirement that a server fails; none where no database is to be checked."""
    return [error for alias in databases or [] for error in check_one(alias)]


def check_one(alias: str) -> list[CheckMessage]:
    try:
        with connections[alias].cursor() as cursor:
            return [
                *check_version(connections[alias].pg_version), *check_encoding(cursor), *check_trigrams(cursor),
                *(check_role(cursor, connections[alias].settings_dict) if alias == "default" else ()),
            ]  # fmt: skip
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


def check_role(cursor: CursorWrapper, settings: dict[str, Any]) -> list[CheckMessage]:
    """Nothing can be kept from a superuser or from the owner of a table, not even the history."""
    cursor.execute(OWNS, [settings.get("APPLICATION", "")])
    if cursor.fetchone() != (True,):
        return []
    message = "DATABASE_URL names the owner of the tables or a superuser: the site could change the history."
    hint = "Give the application a role of its own and set DATABASE_OWNER_URL: docs/running.md, “Two roles”."
    return [Warning(message, hint=hint, id="medtech_kb.W002")]
