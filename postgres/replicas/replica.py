"""One replica as a process knows it: whether it is read from, why not, and reading from it."""

import logging
import threading
import time
from collections.abc import Callable

from django.db import DataError, Error, connections

from .binding import bound, is_lost, is_open
from .looking import Look, in_one_line, named

PAUSE = 5
"""Seconds for which a replica that was left out is not looked at."""
SILENCE = 6
"""Seconds after its last answer at which a replica that hangs is left out: a look is due each second."""
CANCELLED = "57014"
"""PostgreSQL's code for a query that took too long (statement_timeout): elsewhere it would, too."""

logger = logging.getLogger(__name__)


class Unanswered(Exception):
    """This server gave no answer, where another one may."""


class ConnectionLost(Unanswered):
    """And the connection to it is gone."""


class Replica:
    """Left out until its first look. Each process says for itself, once, when one leaves and when it returns."""

    def __init__(self, alias: str):
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

    def read(self, ask: Callable):
        """What `ask()` returns when its queries go here. Raises Unanswered, and the errors that are its own fault."""
        may_be_stale = is_open(self.alias)
        while True:
            try:
                return asked(self.alias, ask)
            except ConnectionLost as problem:
                connections[self.alias].close()
                if not may_be_stale:
                    self.leave(str(problem))
                    raise
                may_be_stale = False  # a kept connection says nothing of the server: once more, on a new one

    def leave(self, reason: str) -> None:
        with self.lock:
            if self.is_used or not self.is_known:
                logger.warning("Replica %s is left out: %s", named(self.alias), reason)
            self.is_used, self.is_known, self.left_at = False, True, time.monotonic()

    def answer_came(self, reason: str, asked_at: float) -> None:
        """A look that began at `asked_at` found this against reading here; empty if nothing."""
        self.answered_at = time.monotonic()
        if reason:
            self.leave(reason)
            return
        with self.lock:
            if not self.is_used and asked_at > self.left_at:  # what a read found out since then counts more
                logger.info("Replica %s is read from%s.", named(self.alias), " again" if self.is_known else "")
                self.is_used = self.is_known = True


def asked(alias: str, ask: Callable):
    """One attempt."""
    try:
        with bound(alias):
            answer = ask()
    except DataError:
        raise
    except Error as problem:
        if getattr(problem.__cause__, "pgcode", None) == CANCELLED:
            raise
        kind = ConnectionLost if is_lost(alias) else Unanswered
        raise kind(in_one_line(problem)) from problem
    if is_open(alias) and is_lost(alias):  # and yet there is an answer: a template's {% if %} hides errors
        raise ConnectionLost("the connection broke while a page was made")
    return answer


def against(look: Look, primary: Look | None, lag: float, most: float) -> str:
    """Why not to read from the server that this look is of; empty if nothing speaks against it.

    Where the primary can't be reached, `primary` is its last look, or None: then a replica is taken at its word.
    """
    if not look.is_in_recovery:
        return "it is no replica (not in recovery)"
    if primary and look.system != primary.system:
        return "it is a copy of another server than DATABASE_URL's"
    return f"it is {lag:.0f} s behind, more than {most:.0f} s" if lag > most else ""
