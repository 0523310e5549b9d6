"""The status of a server: whether it is a replica, of which primary, and which data version it shows."""

from typing import NamedTuple

from django.db import Error, connections

from .binding import is_open

STATUS = """
    SELECT pg_is_in_recovery(), (SELECT system_identifier FROM pg_control_system()),
        coalesce(number, 0), coalesce(extract(epoch FROM clock_timestamp() - moved_at), 0)::float
    FROM (VALUES (1)) AS one LEFT JOIN sources_dataversion ON true ORDER BY id LIMIT 1
"""


class Status(NamedTuple):
    """`system` is a number that a primary shares only with its copies; `age` is in seconds by the server's clock."""

    is_in_recovery: bool
    system: int
    version: int
    age: float


def status_of(alias: str) -> Status:
    """Query a server on this thread's connection, and again on a new one where that was stale; raises Error."""
    may_be_stale = is_open(alias)
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(STATUS)
            return Status(*cursor.fetchone())
    except Error:
        connections[alias].close()
        if may_be_stale:
            return status_of(alias)
        raise


def describe(alias: str) -> str:
    """Return the server's name and address for a message, without its password."""
    settings = connections[alias].settings_dict
    return f"{alias} ({settings['HOST'] or 'localhost'}:{settings['PORT'] or 5432})"


def in_one_line(problem: Exception) -> str:
    """Return the message of an exception without its line breaks."""
    return " ".join(str(problem).split())
