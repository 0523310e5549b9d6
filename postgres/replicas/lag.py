"""How far a replica is behind, in seconds, told by the version of the data that every change moves.

Neither the clocks of two servers are compared nor positions in their logs: nothing is written for days, and a replica
that has it all is not behind (`pg_last_xact_replay_timestamp` would say days). The times here are those of one
process, `time.monotonic()`.
"""

KEPT = 4000
"""Versions remembered; with a look a second, more than an hour's, which is the largest bound that settings take."""


class Versions:
    """The versions that the primary has shown, each with the earliest moment at which readers may have seen it."""

    def __init__(self):
        self.seen: tuple[tuple[int, float], ...] = ()  # replaced as a whole: other threads read it
        self.looked_at = float("-inf")

    def saw(self, number: int, age: float, now: float) -> None:
        """The primary shows `number`, whose transaction began `age` seconds ago.

        A long load is old when it becomes visible: it was not there at our last look, so it is no older than that.
        """
        if not self.seen or number != self.seen[-1][0]:
            kept = self.seen if not self.seen or number > self.seen[-1][0] else ()  # smaller: put back from a back-up
            self.seen = (*kept, (number, max(self.looked_at, now - age)))[-KEPT:]
        self.looked_at = now

    def behind(self, number: int, now: float) -> float:
        """For how long a server that shows `number` has lacked something; 0 if it has all that we know of."""
        return next((now - since for known, since in self.seen if known > number), 0.0)
