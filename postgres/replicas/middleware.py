"""Visitors' reads go to a replica; editors, and all writes, go to the primary."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from .pool import pool
from .replica import PAUSE

WROTE = "kb_wrote"
"""The cookie of a browser that has just written while signed in: it reads from the primary after signing out too."""


class ReadFromReplicas:
    """Comes last, so that all other middleware, like sessions, uses the primary."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not pool().replicas:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not only_reads(request) and settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.set_cookie(
                WROTE, "1", max_age=settings.REPLICA_LAG + 2 * PAUSE,
                secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
            )  # fmt: skip
        return response

    def process_view(
        self, request: HttpRequest, view: Callable, arguments: tuple, named_arguments: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Run the view on a replica where the request allows it; where that fails, the whole view is run again."""
        if not may_be_behind(request):
            return None

        def run_view() -> HttpResponseBase:
            response = view(request, *arguments, **named_arguments)
            return response.render() if hasattr(response, "render") else response

        response = pool().read(run_view)
        if response.streaming and not isinstance(response, FileResponse):
            return run_view()  # it reads on later, when nothing can be repeated: from the primary
        return response


def only_reads(request: HttpRequest) -> bool:
    """Whether a request changes nothing: by its method, or because what read its body says so (`only_reads`)."""
    return request.method in ("GET", "HEAD") or bool(getattr(request, "only_reads", False))


def may_be_behind(request: HttpRequest) -> bool:
    """Whether a request may see data that is a few seconds old. Only editors have sessions."""
    return (
        only_reads(request)
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and WROTE not in request.COOKIES
        and not request.path.startswith(admin_path())
    )


@cache
def admin_path() -> str:
    """Return the path that all admin pages begin with."""
    return reverse("admin:index")
