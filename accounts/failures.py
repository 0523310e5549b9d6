"""Failures to sign in, counted in the database: all workers see them, and a restart forgets nothing.

An attempt is counted before anything is checked and taken back when it was right. So of guesses that are made side by
side, no more are checked than of guesses that are made one after the other.
"""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from postgres.functions import is_migrated

from .models import FailureCount
from .origins import Origin, digest
from .waits import (
    AT_ACCOUNT_FROM_ORIGIN,
    AT_ACCOUNT_UNDER_ATTACK,
    ATTACK,
    FROM_ADDRESS,
    KEPT,
    Rule,
    Waiting,
    decayed,
)

ANY = ""
Key = tuple[str, str]
Rows = dict[Key, FailureCount]


class Attempt(NamedTuple):
    """An attempt that was counted, with what each count was before it."""

    at: datetime
    before: dict[Key, tuple[float, datetime]]

    def take_back(self) -> None:
        """Uncount it: it was right."""
        with transaction.atomic():
            for key, row in locked(list(self.before)).items():
                if row.counted_at == self.at:
                    row.level, row.counted_at = self.before[key]
                else:  # others were counted since
                    row.level = max(0, row.level - 1)
                row.save(update_fields=["level", "counted_at"])


def begin(account: str, origin: Origin) -> Attempt:
    """Count an attempt at an account, whether or not there is such an account; raises Waiting where it is too early."""
    prune()
    keys = keys_of(digest(f"account {account}"), origin)
    with transaction.atomic():
        rows, now = locked(keys), timezone.now()
        waits = {key: rule_of(key, rows, origin, now).wait(row.level) for key, row in rows.items()}
        until = max((rows[key].counted_at + wait for key, wait in waits.items() if wait), default=now)
        if until > now:
            raise Waiting((until - now).total_seconds())
        before = {key: (row.level, row.counted_at) for key, row in rows.items()}
        for row in rows.values():
            row.level, row.counted_at = decayed(row.level, row.counted_at, now) + 1, now
        FailureCount.objects.bulk_update(rows.values(), ["level", "counted_at"])
    return Attempt(now, before)


def forget(account: str, origin: Origin) -> None:
    """Forget the failures at an account from where somebody has now signed in to it."""
    FailureCount.objects.filter(account=digest(f"account {account}"), origin=origin.digest).delete()


def unlock(account: str) -> int:
    """Forget all failures at an account; return how many counts there were."""
    return FailureCount.objects.filter(account=digest(f"account {account}")).delete()[0]


def prune() -> None:
    """Delete the counts that nothing was added to for a day. What another process holds, that process deletes."""
    old = FailureCount.objects.filter(counted_at__lt=timezone.now() - KEPT)
    with transaction.atomic():
        FailureCount.objects.filter(
            pk__in=list(old.select_for_update(skip_locked=True).values_list("pk", flat=True))
        ).delete()


def prune_after_migrate(using, plan=None, **_) -> None:
    """At each start of the site, so that nothing stays where nobody tries to sign in."""
    if using == "default" and is_migrated(using, plan):
        prune()


def keys_of(account: str, origin: Origin) -> list[Key]:
    """Which counts an attempt belongs to, in the order in which they are locked."""
    if origin.is_known:
        return [(account, origin.digest)]
    return sorted([(ANY, origin.digest), (account, ANY), (account, origin.digest)])


def locked(keys: list[Key]) -> Rows:
    """Return the counts, made where they are missing, locked until the transaction ends."""
    wanted = Q()
    for account, origin in keys:
        wanted |= Q(account=account, origin=origin)
    rows: Rows = {}
    while len(rows) < len(keys):  # a count may be pruned between the two statements
        new = [FailureCount(account=account, origin=origin) for account, origin in keys]
        FailureCount.objects.bulk_create(new, ignore_conflicts=True)
        found = FailureCount.objects.filter(wanted).order_by("account", "origin").select_for_update()
        rows = {(row.account, row.origin): row for row in found}
    return rows


def rule_of(key: Key, rows: Rows, origin: Origin, now: datetime) -> Rule:
    """Return the rule for one of the counts; that of the account alone makes nobody wait, it makes others stricter."""
    account, from_where = key
    if account == ANY:
        return FROM_ADDRESS
    if from_where == ANY:
        return Rule(free=10**9, first=0, longest=0)
    heat = rows.get((account, ANY))
    is_attacked = heat is not None and decayed(heat.level, heat.counted_at, now) >= ATTACK
    return AT_ACCOUNT_UNDER_ATTACK if is_attacked else AT_ACCOUNT_FROM_ORIGIN
