"""The replicas of a process: which of them are read from just now, and reading from them."""

import contextlib
import itertools
import logging
import os
import threading
import time
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import Error

from .freshness import Versions
from .looking import in_one_line, look_at
from .replica import PAUSE, SILENCE, Replica, Unanswered, against

EVERY = 1
"""Seconds between two looks at a server."""

logger = logging.getLogger(__name__)


class Pool:
    """The replicas, in turn. Threads of this process look at each server, so that no read waits for a look.

    One thread for each server: one that hangs delays nobody. They are started by the first read of a process, since
    the web server forks after it has loaded the application, and threads do not live through that.
    """

    def __init__(self, aliases: list[str], most_lag: float):
        self.replicas = [Replica(alias) for alias in aliases]
        self.most_lag = most_lag
        self.versions = Versions()
        self.primary = None
        self.primary_was_asked = threading.Event()
        self.turns = itertools.count()
        self.watched_by = 0
        self.lock = threading.Lock()

    def read(self, ask: Callable):
        """What `ask()` returns, asked of a replica; of the others and at last of the primary where one fails.

        `ask` may run several times, each time from its start, and so must change nothing but its answer.
        """
        for replica in self.usable():
            with contextlib.suppress(Unanswered):
                return replica.read(ask)
        return ask()

    def usable(self) -> list[Replica]:
        """Those to ask, in this order: each read begins with another one."""
        if self.watched_by != os.getpid():
            self.watch()
        found = [replica for replica in self.replicas if replica.answers()]
        first = next(self.turns) % len(found) if found else 0
        return found[first:] + found[:first]

    def watch(self) -> None:
        with self.lock:
            if self.watched_by == os.getpid():
                return
            self.watched_by = os.getpid()
            for look in (self.look_at_primary, *(self.looking_at(replica) for replica in self.replicas)):
                threading.Thread(target=again_and_again, args=(look,), daemon=True, name="replicas").start()

    def look_at_primary(self) -> None:
        try:
            self.primary = look_at("default")
            self.versions.saw(self.primary.version, self.primary.age, time.monotonic())
        except Error:  # whoever reads or writes there will say so
            logger.debug("The primary can't be looked at.", exc_info=True)
        self.primary_was_asked.set()

    def looking_at(self, replica: Replica) -> Callable:
        return lambda: self.look_at_replica(replica)

    def look_at_replica(self, replica: Replica) -> None:
        self.primary_was_asked.wait(timeout=SILENCE)  # what it says is what a replica is held against
        began = time.monotonic()
        if not replica.is_used and began < replica.left_at + PAUSE:
            return
        try:
            look = look_at(replica.alias)
        except Error as problem:
            replica.answer_came(f"it can't be read: {in_one_line(problem)}", began)
            return
        lag = self.versions.behind(look.version, time.monotonic())
        replica.answer_came(against(look, self.primary, lag, self.most_lag), began)


def again_and_again(look: Callable) -> None:
    while True:
        try:
            look()
        except Exception:  # a thread that ended would leave its server unwatched
            logger.exception("A look at a database server failed.")
        time.sleep(EVERY)


@cache
def pool() -> Pool:
    """The replicas of the settings; an empty pool reads from the primary."""
    return Pool([alias for alias in settings.DATABASES if alias != "default"], settings.REPLICA_LAG)
