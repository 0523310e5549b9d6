"""Where to go after signing in: the page that was asked for, if there is one."""

import copy
from urllib.parse import unquote, urlsplit

from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

STEPS = {"login", "logout", "second_factor", "enrol", "autocomplete"}
"""Addresses of the admin that answer, or refuse, with pages and yet are none to come to."""


def destination(request: HttpRequest, wanted: str) -> str:
    """Return `wanted` if it is a page of this site for whoever is signed in, else the start of the admin."""
    start = reverse("admin:index")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    if not is_ours or not (path := unquote(urlsplit(wanted).path)).startswith("/"):
        return start
    try:
        return wanted if is_page(request, path, resolve(path)) else start
    except Resolver404:
        return start


def is_page(request: HttpRequest, path: str, match: ResolverMatch) -> bool:
    """Whether a path answers with a page, or leads to one. That a right is missing is said by a page, too.

    The view itself is asked: only it knows whether there is such a record. Only the path counts; what is wrong with a
    query string, a page says.
    """
    if match.app_name == "admin" and match.url_name in STEPS:
        return False
    asked = copy.copy(request)
    asked.method, asked.path, asked.path_info, asked.resolver_match = "GET", path, path, match
    asked.META = {name: value for name, value in request.META.items() if not name.startswith("HTTP_IF_")}
    asked.META |= {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": ""}
    asked.GET, asked.POST = QueryDict(), QueryDict()
    asked._messages = FallbackStorage(asked)  # of its own: nobody is to see what is said to this question
    answer = convert_exception_to_response(lambda each: match.func(each, *match.args, **match.kwargs))(asked)
    if answer.status_code == 403:
        return True
    is_html = answer.headers.get("Content-Type", "").startswith("text/html")
    return is_html and answer.status_code < 400
