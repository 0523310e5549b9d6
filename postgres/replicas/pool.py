"""The replicas of a process: which of them are in use, and reads from them."""

import contextlib
import itertools
import logging
import os
import threading
import time
from collections.abc import Callable
from functools import cache, partial
from typing import TypeVar

from django.conf import settings
from django.db import Error

from .lag import VersionLog
from .replica import PAUSE, SILENCE, Replica, Unanswered, why_unusable
from .status import Status, in_one_line, status_of

CHECK_EVERY = 1
"""Seconds between two checks of a server."""

logger = logging.getLogger(__name__)
T = TypeVar("T")


class Pool:
    """The replicas, read from in turn. A thread for each server checks it, so that no read waits for a check.

    A server that hangs delays only its own thread. The first read of a process starts the threads, since the web
    server forks after it has loaded the application, and threads do not survive a fork.
    """

    def __init__(self, aliases: list[str], most_lag: float) -> None:
        self.replicas = [Replica(alias) for alias in aliases]
        self.most_lag = most_lag
        self.versions = VersionLog()
        self.primary: Status | None = None
        self.primary_was_checked = threading.Event()
        self.turns = itertools.count()
        self.checked_by = 0
        self.lock = threading.Lock()

    def read(self, query: Callable[[], T]) -> T:
        """Return what `query()` returns, run on a replica; where one fails on the others, and at last on the primary.

        `query` may run several times, each time from its start, and so must have no side effect.
        """
        for replica in self.usable():
            with contextlib.suppress(Unanswered):
                return replica.read(query)
        return query()

    def usable(self) -> list[Replica]:
        """Return the replicas to try, in order: each read begins with the next one."""
        if self.replicas and self.checked_by != os.getpid():
            self.start_checks()
        usable = [replica for replica in self.replicas if replica.answers()]
        first = next(self.turns) % len(usable) if usable else 0
        return usable[first:] + usable[:first]

    def start_checks(self) -> None:
        """Start the threads of this process, once."""
        with self.lock:
            if self.checked_by == os.getpid():
                return
            self.checked_by = os.getpid()
            for check in (self.check_primary, *(partial(self.check_replica, replica) for replica in self.replicas)):
                threading.Thread(target=repeat, args=(check,), daemon=True, name="replicas").start()

    def check_primary(self) -> None:
        """Record the primary's status; a failure is only logged."""
        try:
            self.primary = primary = status_of("default")
            self.versions.record(primary.version, primary.age, time.monotonic())
        except Error:  # reads and writes there will report it
            logger.debug("The primary can't be checked.", exc_info=True)
        self.primary_was_checked.set()

    def check_replica(self, replica: Replica) -> None:
        """Take a replica into use or out of it, by its status and lag."""
        self.primary_was_checked.wait(timeout=SILENCE)  # replicas are compared with it
        began = time.monotonic()
        if not replica.is_used and began < replica.left_at + PAUSE:
            return
        try:
            status = status_of(replica.alias)
        except Error as problem:
            replica.checked(f"it can't be read: {in_one_line(problem)}", began)
            return
        lag = self.versions.lag_of(status.version, time.monotonic())
        replica.checked(why_unusable(status, self.primary, lag, self.most_lag), began)


def repeat(check: Callable[[], None]) -> None:
    """Run a check for as long as the process lives."""
    while True:
        try:
            check()
        except Exception:  # without its thread a server would stay unchecked
            logger.exception("A check of a database server failed.")
        time.sleep(CHECK_EVERY)


@cache
def pool() -> Pool:
    """Return the pool of the replicas in the settings; an empty one reads from the primary."""
    return Pool([alias for alias in settings.DATABASES if alias != "default"], settings.REPLICA_LAG)
