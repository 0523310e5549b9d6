"""Where an attempt to sign in comes from: a browser that has signed in to the account before, or an address.

A browser that signed in keeps a signed cookie, and its failures are counted apart. So whatever others do to an account
or from a shared address does not touch it (OWASP calls it a device cookie).
"""

from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.crypto import get_random_string, salted_hmac

from .visitors import address_of

COOKIE = "kb_browser"
KEPT_FOR = 90 * 24 * 3600
SALT = "accounts.origins"


class Origin(NamedTuple):
    """A digest, and whether it is that of a browser that is known."""

    digest: str
    is_known: bool


def origin_of(request: HttpRequest, account: str) -> Origin:
    """Return where this attempt at an account comes from."""
    mark = mark_of(request, account)
    return Origin(digest(f"browser {mark}" if mark else f"address {address_of(request.META)}"), bool(mark))


def digest(text: str) -> str:
    """Return what is stored in place of a name or an address."""
    return salted_hmac(SALT, text, algorithm="sha256").hexdigest()[:32]


def mark_of(request: HttpRequest, account: str) -> str:
    """Return the mark of a browser that has signed in to this account; empty if it has not, or too long ago."""
    try:
        owner, mark = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=KEPT_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return mark if owner == digest(f"account {account}") else ""


def remember_browser(response: HttpResponseBase, account: str) -> None:
    """Mark a browser that has signed in."""
    content = [digest(f"account {account}"), get_random_string(22)]
    response.set_cookie(
        COOKIE, signing.dumps(content, salt=SALT), max_age=KEPT_FOR, path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
