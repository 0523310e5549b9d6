"""Conditional requests: an ETag is made of the data version, the code that shapes the answer and the address."""

import hashlib
from datetime import UTC, datetime
from typing import NamedTuple

from django.conf import settings
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag
from django.utils.timezone import localdate

from code_version import fingerprint
from environment import BASE
from history.moments import asked_revision

from .as_of import answer_as_of
from .prepared_statements import Statement

CURRENT_VERSION = "SELECT number, moved_at FROM sources_dataversion ORDER BY id LIMIT 1"
WITH_VERSION = f"FROM (SELECT 1) one LEFT JOIN ({CURRENT_VERSION}) v ON true"
"""The FROM clause of a statement that returns v.number and v.moved_at with its rows."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SHOWN = "medtech_kb.shown"
"""In the environ of a request whose answer is everybody's: the (version of the data, day or "") that it shows."""
CODE = f"{settings.VERSION} {fingerprint(BASE)}"
"""The code that this process runs. It is read at the start: files that change later are not what answers."""


class Version(NamedTuple):
    """The version of the data: one row that triggers update at every change."""

    number: int
    moved_at: datetime

    @classmethod
    def of(cls, row):
        """Read from the first two columns of a row; they are NULL where the database is empty."""
        return cls(row[0] or 0, row[1] or EPOCH)


def data_version() -> Version:
    rows = Statement(CURRENT_VERSION).rows()
    return Version.of(rows[0] if rows else (None, None))


def conditional_response(request, build, reports_version=False, by_day=False):
    """Return the response of `build()`, or 304 without building it where the client has it already.

    With `reports_version` the response carries its version in `data_version`, so that one statement answers the whole
    read; otherwise the version is read before anything is built. An answer that depends on today's date, `by_day`, has
    another ETag each day. With `as_of` all is read as of that moment, and “today” is its day.
    """
    request = getattr(request, "_request", request)  # Django's own: attribute access through DRF's is slow
    if getattr(request, "as_of", None):
        return answer_as_of(request, lambda: _conditional(request, build, reports_version))
    return _conditional(request, build, reports_version, str(localdate()) if by_day else "")


def unstored_response(request, build):
    """Return the response of `build()` where the address does not say what is asked: no cache may keep it."""
    request = getattr(request, "_request", request)
    response = answer_as_of(request, build) if getattr(request, "as_of", None) else build()
    response["Cache-Control"] = "no-store"
    return response


def _conditional(request, build, reports_version, day=""):
    version, response, shown = None, None, None
    if "If-None-Match" in request.headers or not reports_version:
        version = data_version()
    if "If-None-Match" in request.headers:
        validators = _validators(request, version, day)
        response = get_conditional_response(request, *validators)
    if response is None:
        response = build()  # a date alone does not show that the query string is valid
        shown = getattr(response, "data_version", None) or version or data_version()
        validators = _validators(request, shown, day)
        if response.status_code == 200 and "If-Modified-Since" in request.headers:
            response = get_conditional_response(request, *validators, response)
    if response.status_code in (200, 304):
        _set_headers(request, response, *validators)
    if response.status_code == 200 and not response.streaming:
        request.META[SHOWN] = (shown, day)
    return response


def _validators(request, version, day=""):
    """(ETag, Last-Modified in seconds since 1970) of the requested address."""
    user = f"{getattr(request, 'user', None) and request.user.pk or ''}"
    content = f"{CODE} {version.number} {version.moved_at:%s.%f} {request.get_full_path()} {user}{day}"
    if asked_revision() is not None:
        content = f"as of {content}"
    changed = max(version.moved_at, datetime.fromisoformat(f"{day}T00:00:00+00:00")) if day else version.moved_at
    return quote_etag(hashlib.sha256(content.encode()).hexdigest()[:24]), int(changed.timestamp())


def _set_headers(request, response, etag, last_modified):
    response.headers.setdefault("ETag", etag)
    response.headers.setdefault("Last-Modified", http_date(last_modified))
    response.headers.setdefault("Cache-Control", "no-cache")
    if hasattr(request, "user"):
        patch_vary_headers(response, ["Cookie"])
