"""Which requests read from a replica: visitors' reads. Editors and whoever writes see the primary, always."""

from functools import cache

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import FileResponse
from django.urls import reverse

from .pool import pool
from .replica import PAUSE

WROTE = "kb_wrote"
"""The cookie of a browser that has just written while signed in: it reads from the primary after signing out, too."""


class ReadFromReplicas:
    """Stands last, so that all other middleware (sessions, say) keeps to the primary."""

    def __init__(self, get_response):
        if not pool().replicas:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD") and settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.set_cookie(
                WROTE, "1", max_age=settings.REPLICA_LAG + 2 * PAUSE,
                secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
            )  # fmt: skip
        return response

    def process_view(self, request, view, arguments, named_arguments):
        """Answers in place of the view where a replica may: the view is then repeated as a whole if one fails."""
        if not may_be_behind(request):
            return None

        def ask():
            response = view(request, *arguments, **named_arguments)
            return response.render() if hasattr(response, "render") else response

        response = pool().read(ask)
        if response.streaming and not isinstance(response, FileResponse):
            return ask()  # it reads on after this, when nothing could be done again: from the primary
        return response


def may_be_behind(request) -> bool:
    """Whether a request may see data that are a few seconds old. A session is an editor's: visitors have none."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and WROTE not in request.COOKIES
        and not request.path.startswith(admin())
    )


@cache
def admin() -> str:
    """Where the admin begins."""
    return reverse("admin:index")
