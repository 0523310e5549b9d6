"""What a look at a server tells: whether it is a replica, of which primary, and which version of the data it shows."""

from typing import NamedTuple

from django.db import Error, connections

from .binding import is_open

LOOK = """
    SELECT pg_is_in_recovery(), (SELECT system_identifier FROM pg_control_system()),
        coalesce(number, 0), coalesce(extract(epoch FROM clock_timestamp() - moved_at), 0)::float
    FROM (VALUES (1)) AS one LEFT JOIN sources_dataversion ON true ORDER BY id LIMIT 1
"""


class Look(NamedTuple):
    """`system` is the number that a primary shares with its copies only; `age` is in seconds by the server's clock."""

    is_in_recovery: bool
    system: int
    version: int
    age: float


def look_at(alias: str) -> Look:
    """One row, on this thread's own connection; a kept one may be stale, so once more on a new one. Raises Error."""
    may_be_stale = is_open(alias)
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(LOOK)
            return Look(*cursor.fetchone())
    except Error:
        connections[alias].close()
        if may_be_stale:
            return look_at(alias)
        raise


def named(alias: str) -> str:
    """The server for a message, without its password."""
    known = connections[alias].settings_dict
    return f"{alias} ({known['HOST'] or 'localhost'}:{known['PORT'] or 5432})"


def in_one_line(problem: Exception) -> str:
    return " ".join(str(problem).split())
