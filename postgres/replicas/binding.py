"""Which server the queries of a thread go to."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections


@contextmanager
def bound(alias: str) -> Iterator[None]:
    """Within this block, whatever asks for the database `default` in this thread gets the server `alias`.

    A database router would choose query by query, and SQL that is sent by `django.db.connection` would pass it by:
    then the version of the data could come from one server and the data from an older one, under an ETag that stays.
    """
    primary = connections["default"]
    connections["default"] = connections[alias]
    try:
        yield
    finally:
        connections["default"] = primary


def is_open(alias: str) -> bool:
    """Whether this thread has a connection to the server, which may be broken without its knowing."""
    return connections[alias].connection is not None


def is_lost(alias: str) -> bool:
    """Whether the last question ended the connection, or did not even get one."""
    connection = connections[alias].connection
    return connection is None or bool(connection.closed)
