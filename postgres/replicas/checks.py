"""Checks of the replicas, run with those of the primary by `serve` and `check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Warning
from django.db import Error as DatabaseError
from django.db import connections

from .pool import pool
from .replica import why_unusable
from .status import describe, in_one_line, status_of


def check_replicas(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Warn of a replica that can't be reached, since the site works without it; a server that is none is an error."""
    if "default" not in (databases or []):
        return []
    return [message for replica in pool().replicas for message in check_one(replica.alias)]


def check_one(alias: str) -> list[CheckMessage]:
    try:
        primary, status = status_of("default"), status_of(alias)
    except DatabaseError as problem:
        return [Warning(f"Replica {describe(alias)} can't be compared: {in_one_line(problem)}", id="medtech_kb.W001")]
    problems = []
    ours, theirs = (connections[name].pg_version // 10_000 for name in ("default", alias))
    if ours != theirs:
        problems.append(f"it is PostgreSQL {theirs}, its primary is PostgreSQL {ours}")
    if reason := why_unusable(status, primary, lag=0, most_lag=0):
        problems.append(reason)
    return [Error(f"Replica {describe(alias)} can't be used: {why}.", id="medtech_kb.E005") for why in problems]
