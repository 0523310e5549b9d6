"""The answer to a read that took longer than it may (medtech_kb/time_limits.py): come again later, or ask for less."""

import logging

from django.conf import settings
from django.db import Error
from django.http import HttpResponse
from django.utils.translation import gettext as _

from postgres.replicas import middleware as replicas
from postgres.replicas.replica import CANCELLED

from .middleware import ROUTE, is_api
from .short_page import short_answer

COME_AGAIN = 30
"""Seconds after which the server may have less to do."""

logger = logging.getLogger(__name__)


def took_too_long(error):
    """Whether an exception is of a statement that PostgreSQL ended."""
    return isinstance(error, Error) and getattr(error.__cause__, "pgcode", None) == CANCELLED


def come_again(request):
    """503, and why: it is no error of ours, nothing is wrong with the connection, and no cache may keep it."""
    logger.warning("A read took longer than %s s and was ended: %s", settings.READ_SECONDS, request.META.get(ROUTE))
    detail = _("This took longer than %(seconds)s seconds. Ask for less at a time, or come again later.")
    _status, media_type, body = short_answer(503, detail % {"seconds": settings.READ_SECONDS}, is_api(request))
    headers = {"Retry-After": str(COME_AGAIN), "Cache-Control": "no-store"}
    return HttpResponse(body, status=503, content_type=media_type, headers=headers)


class SlowReads:
    """Answers for views whose statement was ended."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, error):
        return come_again(request) if took_too_long(error) else None


class ReadFromReplicas(replicas.ReadFromReplicas):
    """The views that it runs by itself: Django shows other middleware no exception of these."""

    def process_view(self, request, *view):
        try:
            return super().process_view(request, *view)
        except Error as error:
            if took_too_long(error):
                return come_again(request)
            raise
