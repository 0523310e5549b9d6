"""What a read's ETag is made of: the version of the data, the version of the program, and the address asked for."""

import hashlib
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def data_version():
    """(number, moved_at) of the knowledge base: one row that triggers move at every change."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, moved_at FROM sources_dataversion ORDER BY id LIMIT 1")
        return cursor.fetchone() or (0, EPOCH)


def conditionally(request, build):
    """The response of `build()`, or 304 where the reader has it already; nothing is built then."""
    number, moved_at = data_version()
    seen_by = f"{getattr(request, 'user', None) and request.user.pk or ''}"
    content = f"{settings.VERSION} {number} {moved_at:%s.%f} {request.get_full_path()} {seen_by}"
    etag = quote_etag(hashlib.sha256(content.encode()).hexdigest()[:24])
    last_modified = int(moved_at.timestamp())
    response = None
    if "If-None-Match" in request.headers:
        response = get_conditional_response(request, etag=etag, last_modified=last_modified)
    if response is None:
        response = build()  # a date alone says nothing of the question: it may be of no sense
        if response.status_code == 200:
            response = get_conditional_response(request, etag, last_modified, response)
    if response.status_code in (200, 304):
        response.headers.setdefault("ETag", etag)
        response.headers.setdefault("Last-Modified", http_date(last_modified))
        response.headers.setdefault("Cache-Control", "no-cache")
        if hasattr(request, "user"):
            patch_vary_headers(response, ["Cookie"])
    return response
