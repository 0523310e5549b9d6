"""Bind the queries of a thread to one server."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections


@contextmanager
def bound(alias: str) -> Iterator[None]:
    """Within this block, all queries to the database `default` in this thread go to the server `alias`.

    A database router chooses query by query, and SQL sent by `django.db.connection` bypasses it: the data version
    could then come from one server and the data from an older one, under an ETag that stays.
    """
    primary = connections["default"]
    connections["default"] = connections[alias]
    try:
        yield
    finally:
        connections["default"] = primary


def is_open(alias: str) -> bool:
    """Whether this thread has a connection to the server, which may have broken unnoticed."""
    return connections[alias].connection is not None


def is_lost(alias: str) -> bool:
    """Whether the last query lost its connection, or never got one."""
    connection = connections[alias].connection
    return connection is None or bool(connection.closed)
