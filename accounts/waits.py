"""How long to wait after so many failures (docs/decisions/0021-waits-after-failed-sign-ins.md says why so)."""

import math
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HALF_LIFE = timedelta(hours=6)
"""After this time half of the failures are forgotten. Much shorter, and the longest waits would never be reached."""
KEPT = timedelta(days=1)
"""After this time without a failure a count is deleted: next to nothing is left of it."""


class Waiting(Exception):
    """An attempt came too early; nothing was checked and nothing counted."""

    def __init__(self, seconds: float) -> None:
        self.seconds = max(1, math.ceil(seconds))
        super().__init__(in_words(self.seconds))


class Rule(NamedTuple):
    """So many failures are free; then the wait doubles with each, up to the longest (in seconds)."""

    free: int
    first: int
    longest: int

    def wait(self, level: float) -> timedelta:
        """Return the wait after the last of `level` failures."""
        over = round(level) - self.free
        return timedelta(seconds=min(self.longest, self.first * 2 ** min(over - 1, 20)) if over > 0 else 0)


AT_ACCOUNT_FROM_ORIGIN = Rule(free=4, first=2, longest=15 * 60)
AT_ACCOUNT_UNDER_ATTACK = Rule(free=0, first=60, longest=60 * 60)
"""From an origin that is not known, where the account has had many failures from anywhere."""
FROM_ADDRESS = Rule(free=20, first=1, longest=5 * 60)
ATTACK = 20
"""Failures at an account, from anywhere, that make it one under attack."""


def decayed(level: float, since: datetime, now: datetime) -> float:
    """Return what is left of a level."""
    return level * 0.5 ** (max(now - since, timedelta(0)) / HALF_LIFE)


def in_words(seconds: int) -> str:
    """Like “Too many attempts. Try again in 40 seconds.”"""
    if seconds < 120:
        number, unit = seconds, ngettext("%(number)d second", "%(number)d seconds", seconds)
    else:
        number = math.ceil(seconds / 60)
        unit = ngettext("%(number)d minute", "%(number)d minutes", number)
    return _("Too many attempts failed. Try again in %(time)s.") % {"time": unit % {"number": number}}
