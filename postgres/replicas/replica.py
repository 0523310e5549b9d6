"""One replica as a process sees it: whether it is in use, why not, and reads from it."""

import logging
import threading
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import DataError, Error, connections

from .binding import bound, is_lost, is_open
from .status import Status, describe, in_one_line

PAUSE = 5
"""Seconds for which a replica that was left out is not checked."""
SILENCE = 6
"""Seconds after its last answer at which a replica that hangs is left out: a check is due each second."""
CANCELLED = "57014"
"""PostgreSQL's code for a query that took too long (statement_timeout): it would elsewhere too."""

logger = logging.getLogger(__name__)
T = TypeVar("T")


class Unanswered(Exception):
    """This server gave no answer; another one may."""


class ConnectionLost(Unanswered):
    """The server gave no answer because the connection to it broke."""


class Replica:
    """Left out until its first check. Each process logs once when a replica leaves and when it returns."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self.is_used = False
        self.is_known = False
        self.answered_at = self.left_at = float("-inf")
        self.lock = threading.Lock()

    def answers(self) -> bool:
        """Whether to read from it now."""
        if self.is_used and time.monotonic() - self.answered_at > SILENCE:
            self.leave(f"it has not answered for {SILENCE} s")
        return self.is_used

    def read(self, query: Callable[[], T], is_second: bool = False) -> T:
        """Return what `query()` returns here. Raises Unanswered, and errors that are the query's own.

        A lost connection proves nothing: it may be an old one, or have been ended alone. A new one is tried, which a
        dead server refuses. Where that is lost too, another server answers, and the next check decides.
        """
        try:
            return run_on(self.alias, query)
        except ConnectionLost as problem:
            was_refused = not is_open(self.alias)
            connections[self.alias].close()
            if was_refused:
                self.leave(str(problem))
            elif not is_second:
                return self.read(query, is_second=True)
            raise

    def leave(self, reason: str) -> None:
        """Take the replica out of use."""
        with self.lock:
            if self.is_used or not self.is_known:
                logger.warning("Replica %s is left out: %s", describe(self.alias), reason)
            self.is_used, self.is_known, self.left_at = False, True, time.monotonic()

    def checked(self, reason: str, began: float) -> None:
        """Record a check that began at `began`: why the replica can't be used, or "" where it can."""
        self.answered_at = time.monotonic()
        if reason:
            self.leave(reason)
            return
        with self.lock:
            if not self.is_used and began > self.left_at:  # a read that failed since then counts more
                logger.info("Replica %s is read from%s.", describe(self.alias), " again" if self.is_known else "")
                self.is_used = self.is_known = True


def run_on(alias: str, query: Callable[[], T]) -> T:
    """Run `query` once on a server. Raises Unanswered where another server may do better."""
    try:
        with bound(alias):
            answer = query()
    except DataError:
        raise
    except Error as problem:
        if getattr(problem.__cause__, "pgcode", None) == CANCELLED:
            raise
        kind = ConnectionLost if is_lost(alias) else Unanswered
        raise kind(in_one_line(problem)) from problem
    if is_open(alias) and is_lost(alias):  # despite an answer: a template's {% if %} hides errors
        raise ConnectionLost("the connection broke while a page was made")
    return answer


def why_unusable(status: Status, primary: Status | None, lag: float, most_lag: float) -> str:
    """Return why a server with this status can't be read from; empty if it can.

    Where the primary can't be reached, `primary` is its last known status, or None: then a replica is trusted.
    """
    if not status.is_in_recovery:
        return "it is no replica (not in recovery)"
    if primary and status.system != primary.system:
        return "it is a copy of another server than DATABASE_URL's"
    return f"it is {lag:.0f} s behind, more than {most_lag:.0f} s" if lag > most_lag else ""
