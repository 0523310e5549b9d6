"""Django's database settings from the environment: the primary, and the replicas to read from."""

from contextlib import suppress
from typing import Any

import dj_database_url

import environment
from environment import Misconfigured
from postgres import embedded

POSTGRESQL = "django.db.backends.postgresql"
EXAMPLE = "postgresql://user:password@host:5432/name"
SHORT_TIMEOUTS = {
    "connect_timeout": 3,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 8000,  # milliseconds
}
"""How long libpq waits for a replica whose machine is gone: others can answer. The URL may override these."""


def databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES: `default` is the primary, `replica1` and so on are its copies."""
    primary = with_roles()
    urls = environment.words("DATABASE_REPLICA_URLS")
    if urls and not environment.text("DATABASE_URL"):
        raise Misconfigured(
            "DATABASE_REPLICA_URLS is set and DATABASE_URL is not; allowed: both, since replicas need a primary."
        )
    replicas = [replica(f"DATABASE_REPLICA_URLS (address {number})", url) for number, url in enumerate(urls, start=1)]
    locations = [location(server) for server in (primary, *replicas)]
    if len(set(locations)) < len(locations):
        raise Misconfigured(
            "DATABASE_REPLICA_URLS names one server twice, or that of DATABASE_URL; allowed: other servers, each once."
        )
    return {"default": primary} | {f"replica{number}": server for number, server in enumerate(replicas, start=1)}


def with_roles() -> dict[str, Any]:
    """Return the settings of the primary: as the application, with what differs for the owner of the tables.

    Where DATABASE_URL alone is set, it does for both, and a check warns.
    """
    primary = read_url("DATABASE_URL", embedded.url())
    owner = environment.text("DATABASE_OWNER_URL")
    if owner and not environment.text("DATABASE_URL"):
        raise Misconfigured(
            "DATABASE_OWNER_URL is set and DATABASE_URL is not; allowed: both, or none for the embedded database."
        )
    owning = read_url("DATABASE_OWNER_URL", owner) if owner else primary
    if owning["NAME"] != primary["NAME"]:
        raise Misconfigured("DATABASE_OWNER_URL names another database than DATABASE_URL; allowed: the same one.")
    as_owner = {name: owning.get(name, {}) for name in ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    if not environment.text("DATABASE_URL"):
        primary["USER"] = embedded.APPLICATION
    is_apart = primary["USER"] != as_owner["USER"]
    return {"OPTIONS": {}} | primary | {"OWNER": as_owner, "APPLICATION": primary["USER"] if is_apart else ""}


def read_url(name: str, url: str) -> dict[str, Any]:
    """Return the settings of a database URL; connections persist, since opening one costs more than most queries.

    Raises Misconfigured, naming the variable, where the URL can't be read.
    """
    parsed: dict[str, Any] = {}
    with suppress(ValueError):
        parsed = dict(dj_database_url.parse(url, engine=POSTGRESQL, conn_max_age=600, conn_health_checks=True))
    if not url.startswith(("postgres://", "postgresql://")) or not parsed.get("NAME"):
        raise Misconfigured(f"{name} can't be read; allowed: {EXAMPLE}.")
    options = parsed.get("OPTIONS", {})
    for option in ("host", "port"):  # how libpq names a socket's folder; Django's own tools look in HOST
        parsed[option.upper()] = options.pop(option, "") or parsed[option.upper()]
    return parsed


def replica(name: str, url: str) -> dict[str, Any]:
    """Return the settings of a replica, without health checks: a read that fails there is retried elsewhere."""
    parsed = read_url(name, url)
    parsed["OPTIONS"] = SHORT_TIMEOUTS | parsed.get("OPTIONS", {})
    return parsed | {"CONN_HEALTH_CHECKS": False, "TEST": {"MIRROR": "default"}}


def location(parsed: dict[str, Any]) -> tuple[str, str, str]:
    """Return (host, port, name), which identify a database."""
    return parsed["HOST"] or "localhost", str(parsed["PORT"] or 5432), parsed["NAME"]
