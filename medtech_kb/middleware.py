"""What only pages need: the API reads no session, no cookie and no form, so it is spared what looks for them.

Each is the middleware of Django or its library; for an address of the API it hands the request on.
"""

from csp.middleware import CSPMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.middleware.csrf import CsrfViewMiddleware

API = "/api/"
BROWSABLE = "/api/v1/docs/"
"""The one page among the addresses of the API."""


def is_api(request):
    """Whether a script asks, and not a reader's browser."""
    return request.path_info.startswith(API) and not request.path_info.startswith(BROWSABLE)


class ForPages:
    """Stands before a middleware and lets what asks the API pass it by."""

    def __call__(self, request):
        return self.get_response(request) if is_api(request) else super().__call__(request)


class ContentSecurityPolicy(ForPages, CSPMiddleware):
    """The strict Content-Security-Policy."""


class Sessions(ForPages, SessionMiddleware):
    """Who is signed in, for editors."""


class Authentication(ForPages, AuthenticationMiddleware):
    """`request.user`; an answer of the API is the same for everybody."""


class Messages(ForPages, MessageMiddleware):
    """What the admin tells an editor."""


class CrossSiteForgery(ForPages, CsrfViewMiddleware):
    """Guards forms. The API takes none: what is posted to it changes nothing and is read without a cookie."""

    def process_view(self, request, *view):
        return None if is_api(request) else super().process_view(request, *view)
