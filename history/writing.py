"""Who writes, what sort of change it is and why: the revision of a transaction takes these from its connection."""

from contextlib import contextmanager, suppress
from typing import NamedTuple

from django.db import DatabaseError, InterfaceError, connection

from .models import Kind

SETTINGS = ("author", "kind", "reason")
DESCRIBE = "SELECT " + ", ".join(f"set_config('kb.{name}', %s, false)" for name in SETTINGS)
DESCRIPTION = "SELECT " + ", ".join(f"coalesce(current_setting('kb.{name}', true), '')" for name in SETTINGS)
TURN = "SELECT pg_advisory_xact_lock(20260101)"
"""The lock of kb_history_turn: who locks rows before the first write takes it before them."""
MINE = "SELECT public.kb_history_mine()"
"""The number of this transaction's revision, which gets the time of the commit even if deferred triggers have run."""


class Description(NamedTuple):
    """What a revision says of itself."""

    author: str
    kind: str
    reason: str


def describe(cursor, author="", kind="", reason=""):
    """Let the next revisions of the cursor's connection be of this author, kind and reason."""
    cursor.execute(DESCRIBE, [author, str(Kind(kind)) if kind else "", reason])


def description():
    """What the next revisions of this connection would be of: author, kind and reason."""
    with connection.cursor() as cursor:
        cursor.execute(DESCRIPTION)
        return Description(*cursor.fetchone())


@contextmanager
def revising(kind="", reason="", author=None):
    """Within this block, transactions are revisions of this kind, for this reason; of the author outside where None.

    A transaction that wrote before keeps what its first change said.
    """
    outside = description()
    with connection.cursor() as cursor:
        describe(cursor, outside.author if author is None else author, kind, reason)
    try:
        yield
    finally:
        with suppress(DatabaseError, InterfaceError), connection.cursor() as cursor:
            describe(cursor, *outside)


def take_turn():
    """Wait until no other transaction writes; to be called in a transaction that locks rows before it writes."""
    with connection.cursor() as cursor:
        cursor.execute(TURN)


def check_deferred_constraints():
    """Check deferred constraints now, inside the transaction; its revision keeps the time of the commit."""
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(MINE)
