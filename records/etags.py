"""What an ETag is made of: the version of the data, the code that shapes the answer, and the address asked for."""

import hashlib
from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag

from code_version import fingerprint
from environment import BASE

from .prepared_statements import Statement

CURRENT = "SELECT number, moved_at FROM sources_dataversion ORDER BY id LIMIT 1"
WITH_VERSION = f"FROM (SELECT 1) one LEFT JOIN ({CURRENT}) v ON true"
"""The FROM of a statement that tells v.number and v.moved_at beside what it finds."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CODE = f"{settings.VERSION} {fingerprint(BASE)}"
"""The code that this process runs. It is read at the start: files that change later are not what answers."""


class Version(NamedTuple):
    """The version of the knowledge base: one row that triggers move at every change."""

    number: int
    moved_at: datetime

    @classmethod
    def of(cls, row):
        """From the first columns of a row that a statement found; the row may be missing in an empty database."""
        return cls(row[0] or 0, row[1] or EPOCH)


def data_version() -> Version:
    rows = Statement(CURRENT).rows()
    return Version.of(rows[0] if rows else (None, None))


def conditionally(request, build, tells_version=False):
    """The response of `build()`, or 304 where the reader has it already; nothing is built then.

    With `tells_version` the response says in `data_version` which version it is of, so that one statement answers the
    whole read; else the version is asked for before anything is built.
    """
    request = getattr(request, "_request", request)  # the one within DRF's: each look through that costs a detour
    version, response = None, None
    if "If-None-Match" in request.headers or not tells_version:
        version = data_version()
    if "If-None-Match" in request.headers:
        marks = _marks(request, version)
        response = get_conditional_response(request, *marks)
    if response is None:
        response = build()  # a date alone says nothing of the question: it may be of no sense
        marks = _marks(request, getattr(response, "data_version", None) or version or data_version())
        if response.status_code == 200 and "If-Modified-Since" in request.headers:
            response = get_conditional_response(request, *marks, response)
    if response.status_code in (200, 304):
        _mark(request, response, *marks)
    return response


def _marks(request, version):
    """(ETag, Last-Modified as seconds) of what is read at an address."""
    seen_by = f"{getattr(request, 'user', None) and request.user.pk or ''}"
    content = f"{CODE} {version.number} {version.moved_at:%s.%f} {request.get_full_path()} {seen_by}"
    return quote_etag(hashlib.sha256(content.encode()).hexdigest()[:24]), int(version.moved_at.timestamp())


def _mark(request, response, etag, last_modified):
    response.headers.setdefault("ETag", etag)
    response.headers.setdefault("Last-Modified", http_date(last_modified))
    response.headers.setdefault("Cache-Control", "no-cache")
    if hasattr(request, "user"):
        patch_vary_headers(response, ["Cookie"])
