"""What a replica must be, asked together with the primary by `serve` and `check --database default`."""

from django.core.checks import Error, Warning
from django.db import Error as DatabaseError
from django.db import connections

from .looking import in_one_line, look_at, named
from .pool import pool
from .replica import against


def check_replicas(databases=None, **_) -> list:
    """A replica that is away is a warning, since the site does without it; one that is none is an error."""
    if "default" not in (databases or []):
        return []
    return [found for replica in pool().replicas for found in check_one(replica.alias)]


def check_one(alias: str) -> list:
    try:
        primary, look = look_at("default"), look_at(alias)
    except DatabaseError as problem:
        return [Warning(f"Replica {named(alias)} can't be compared: {in_one_line(problem)}", id="medtech_kb.W001")]
    found = []
    ours, theirs = (connections[each].pg_version // 10_000 for each in ("default", alias))
    if ours != theirs:
        found.append(f"it is PostgreSQL {theirs}, its primary is PostgreSQL {ours}")
    if reason := against(look, primary, lag=0, most=0):
        found.append(reason)
    return [Error(f"Replica {named(alias)} can't be used: {why}.", id="medtech_kb.E005") for why in found]
