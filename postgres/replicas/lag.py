"""A replica's lag in seconds, measured by the data version that every change advances.

Neither the clocks of two servers are compared nor positions in their logs: when nothing is written for days, a replica
that has everything does not lag (`pg_last_xact_replay_timestamp` would say days). The times here are those of one
process, `time.monotonic()`.
"""

MAX_VERSIONS = 4000
"""With a check a second, more than an hour, which is the largest lag that settings allow."""


class VersionLog:
    """The data versions that the primary has shown, each with the earliest moment at which readers may have seen it."""

    def __init__(self) -> None:
        self.seen: tuple[tuple[int, float], ...] = ()  # replaced as a whole: other threads read it
        self.checked_at = float("-inf")

    def record(self, number: int, age: float, now: float) -> None:
        """Record that the primary shows version `number`, whose transaction began `age` seconds ago.

        A long load is old when it becomes visible: it was not there at our last check, so it counts from then.
        """
        if not self.seen or number != self.seen[-1][0]:
            # a smaller number: the primary was restored from a back-up
            earlier = self.seen if not self.seen or number > self.seen[-1][0] else ()
            self.seen = (*earlier, (number, max(self.checked_at, now - age)))[-MAX_VERSIONS:]
        self.checked_at = now

    def lag_of(self, number: int, now: float) -> float:
        """Return for how many seconds a server that shows `number` has lacked a later one; 0 if it lacks none."""
        return next((now - since for known, since in self.seen if known > number), 0.0)
