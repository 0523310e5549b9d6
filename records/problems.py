"""Errors of the API in one shape everywhere: RFC 9457 problem details.

Nothing here imports DRF's views: the settings name this module, and DRF loads it while it loads itself.
"""

from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response

MEDIA_TYPE = "application/problem+json"


class BadParameter(Exception):
    """A query that can't be answered: `errors` is a list of {parameter, message, allowed}."""

    def __init__(self, *errors):
        super().__init__("; ".join(error["message"] for error in errors))
        self.errors = list(errors)


class TooLarge(exceptions.APIException):
    """The body of a request has more bytes than are read."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    default_code = "too_large"


class OtherType(exceptions.APIException):
    """The body of a request is of a type that is not read."""

    status_code = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    default_code = "other_type"
    headers = {"Accept-Post": "application/json"}


class Gone(exceptions.APIException):
    """Nothing is at the address any more, for the reason given."""

    status_code = HTTPStatus.GONE
    default_code = "gone"


def parameter_error(name, message, allowed=()) -> dict:
    """One error of a BadParameter."""
    return {"parameter": name[:60], "message": str(message), "allowed": [str(word) for word in allowed]}


def raise_if_any(errors) -> None:
    """Raise BadParameter with the errors, unless there are none."""
    if errors:
        raise BadParameter(*errors)


def parameter_errors(data, known, several=()) -> list:
    """The errors of a query string for BadParameter: unknown parameters, and repeated ones that take one value."""
    unknown = [
        parameter_error(name, _("The parameter “%(name)s” is not known.") % {"name": name[:60]}, known)
        for name in data if name not in known
    ]  # fmt: skip
    return unknown + [
        parameter_error(name, _("“%(name)s” takes one value.") % {"name": name}, ["one value"])
        for name in data if name in known and name not in several and len(data.getlist(name)) > 1
    ]  # fmt: skip


def format_errors(data, allowed) -> list:
    """The error of a `format` that is not allowed; the first of `allowed` is the default."""
    if data.get("format", allowed[0]) in allowed:
        return []
    message = _("“%(format)s” is no format of this address.") % {"format": data["format"][:20]}
    return [parameter_error("format", message, allowed)]


def problem(status: int, detail: str, **more) -> dict:
    """The members of a problem: type, title, status, detail, and what else is known."""
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail} | more


def handle(error, context):
    """DRF's exception handler: every error of a view becomes a problem."""
    if isinstance(error, BadParameter):
        body = problem(400, str(error), errors=error.errors)
    elif isinstance(error, Http404 | exceptions.NotFound):
        body = problem(404, _("There is nothing at this address."))
    elif isinstance(error, PermissionDenied):
        body = problem(403, _("This may not be read."))
    elif isinstance(error, exceptions.APIException):
        body = problem(error.status_code, str(error if isinstance(error.detail, dict | list) else error.detail))
    else:
        return None
    response = Response(body, status=body["status"], headers=_headers(error))
    response.content_type = MEDIA_TYPE
    return response


def _headers(error):
    """What an error says in headers: how to sign in, what to send instead."""
    asked = getattr(error, "auth_header", "")
    return getattr(error, "headers", {}) | ({"WWW-Authenticate": asked} if asked else {})


def response(status: int, detail: str, **more) -> JsonResponse:
    """A problem outside of any view, for addresses that nothing answers."""
    return JsonResponse(problem(status, detail, **more), status=status, content_type=MEDIA_TYPE)
