"""Middleware for pages only: the API reads no session, cookie or form, so its requests skip it.

Each class is the middleware of Django or a library, passed over for the URLs of the API.
"""

from csp.middleware import CSPMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.middleware.csrf import CsrfViewMiddleware

from accounts import middleware as accounts

ROUTE = "medtech_kb.route"
"""In the environ of a request: the pattern of its address, like `companies/<slug:slug>/`."""
API = "/api/"
BROWSABLE = "/api/v1/docs/"
"""The one page among the URLs of the API."""


def is_api(request):
    """Whether the request is for the API, and not for a page."""
    return request.path_info.startswith(API) and not request.path_info.startswith(BROWSABLE)


class ForPages:
    """Makes the middleware that it is mixed into skip requests for the API."""

    def __call__(self, request):
        return self.get_response(request) if is_api(request) else super().__call__(request)


class ContentSecurityPolicy(ForPages, CSPMiddleware):
    """The strict Content-Security-Policy."""


class Sessions(ForPages, SessionMiddleware):
    """The sessions of editors."""


class Authentication(ForPages, AuthenticationMiddleware):
    """`request.user`; responses of the API do not depend on it."""


class SignedIn(ForPages, accounts.SignedIn):
    """Whether `request.user` gave all that is asked for, and lately."""


class Messages(ForPages, MessageMiddleware):
    """Messages of the admin to an editor."""


class CrossSiteForgery(ForPages, CsrfViewMiddleware):
    """Protects forms. The API has none: a POST to it changes nothing and reads no cookie."""

    def process_view(self, request, *view):
        return None if is_api(request) else super().process_view(request, *view)


class Headers:
    """What every answer says to browsers, static files included; and to the log which pattern its address has."""

    PERMISSIONS = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_for_others = is_api(request) or request.path_info.endswith(".svg") and "Content-Disposition" in response
        response["Cross-Origin-Resource-Policy"] = "cross-origin" if is_for_others else "same-origin"
        response["Permissions-Policy"] = self.PERMISSIONS
        return response

    def process_view(self, request, _view, _arguments, _named_arguments):
        request.META[ROUTE] = request.resolver_match.route
