"""Each answer is counted, and written to the access log as one line of JSON.

The log holds no address of a visitor, no account, no cookie and nothing that was asked for: of an address its pattern.
"""

import json
import os
import time
from datetime import UTC, datetime

from medtech_kb.middleware import ROUTE

from .areas import area_of

STORED = "medtech_kb.stored"
"""In the environ of a request: whether its answer came from the store."""
REVISION = "medtech_kb.revision"
"""In the environ of a request: the number of the latest revision when the store looked last."""
STDOUT = 1


def write_to_stdout(line):
    os.write(STDOUT, line)  # at once, so that the lines of two workers don't mix


class Observed:
    """The application, whose answers are recorded in `metrics`, and in the log where `writes_log`."""

    def __init__(self, application, metrics, writes_log, write=write_to_stdout):
        self.application, self.metrics = application, metrics
        self.write = write if writes_log else None

    def __call__(self, environ, start_response):
        answer = Recorded(self, environ)

        def start(status, headers, *problem):
            answer.status, answer.headers = int(status[:3]), headers
            return start_response(status, headers, *problem)

        answer.body = self.application(environ, start)
        return answer


class Recorded:
    """The body of an answer, which is recorded once it was handed on."""

    def __init__(self, observed, environ):
        self.observed, self.environ = observed, environ
        self.began, self.size = time.perf_counter(), 0
        self.status, self.headers, self.body = 500, [], []

    def __iter__(self):
        for part in self.body:
            self.size += len(part)
            yield part

    def close(self):
        if hasattr(self.body, "close"):
            self.body.close()
        seconds = time.perf_counter() - self.began
        is_stored = bool(self.environ.get(STORED))
        area = area_of(self.environ["PATH_INFO"])
        self.observed.metrics.record(area, self.status, is_stored, self.size, seconds)
        if self.observed.write:
            self.observed.write(self.line(seconds, is_stored, area))

    def line(self, seconds, is_stored, area):
        asked = next((value for name, value in self.headers if name.lower() == "revision"), None)
        entry = {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"), "method": self.method(),
            "route": self.environ.get(ROUTE, area if area == "static" else None), "status": self.status,
            "bytes": self.size, "ms": round(seconds * 1000, 2), "stored": is_stored,
            "revision": int(asked) if asked else self.environ.get(REVISION),
        }  # fmt: skip
        return json.dumps(entry).encode() + b"\n"

    def method(self):
        method = self.environ["REQUEST_METHOD"]
        return method if method in ("GET", "HEAD", "POST", "OPTIONS") else "other"
