"""What a load balancer and a monitor ask: by plain HTTP, for any Host, never stored, not counted against a limit."""

import hmac
import json

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from postgres.replicas.pool import pool


class Health:
    """/healthz: this process answers. /readyz: it can serve. /metrics: for whoever has the token, else not there."""

    def __init__(self, application, metrics, token=""):
        self.application, self.metrics, self.token = application, metrics, token
        self.is_migrated = False

    def __call__(self, environ, start_response):
        view = {"/healthz": self.healthz, "/readyz": self.readyz, "/metrics": self.measured}.get(environ["PATH_INFO"])
        answer = view(environ) if view and environ["REQUEST_METHOD"] in ("GET", "HEAD") else None
        if answer is None:
            return self.application(environ, start_response)
        status, media_type, text = answer
        body = text.encode()
        headers = [("Content-Type", media_type), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
        start_response(status, headers)
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]

    def healthz(self, _environ):
        return as_json({"status": "ok"})

    def readyz(self, _environ):
        """The database answers and has all migrations. A replica that is away is named, and is no failure."""
        try:
            found = {"database": "ok", "migrations": "ok" if self.has_migrations() else "missing"}
        except Error:
            found = {"database": "away"}
        finally:
            connection.close_if_unusable_or_obsolete()
        used = pool().usable()
        found["replicas"] = {replica.alias: "ok" if replica in used else "away" for replica in pool().replicas}
        is_ready = found["database"] == found.get("migrations") == "ok"
        return as_json({"status": "ready" if is_ready else "not ready", **found}, is_ready)

    def has_migrations(self):
        """Whether all migrations of this code were applied; once they were, only whether the database answers."""
        if not self.is_migrated:
            executor = MigrationExecutor(connection)
            self.is_migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return self.is_migrated

    def measured(self, environ):
        """The metrics, or None for visitors, who get what any address without a page gives."""
        given = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
        if not self.token or not hmac.compare_digest(given.encode(), self.token.encode()):
            return None
        return "200 OK", "text/plain; version=0.0.4; charset=utf-8", self.metrics.in_text()


def as_json(content, is_well=True):
    return "200 OK" if is_well else "503 Service Unavailable", "application/json", json.dumps(content)
