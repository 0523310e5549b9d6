"""Tokens for tests, and how a script sends them."""

from datetime import date, timedelta

from django.contrib.auth.models import User
from django.utils import timezone

from accounts.models import Right, Token
from accounts.tokens import digest

SECRET = "medtechkb_of-the-tests"


def today() -> date:
    return timezone.now().date()


def make_token(user=None, secret=SECRET, **values) -> Token:
    """A token of an editor, whose secret is SECRET."""
    user = user or User.objects.get_or_create(username="wen", defaults={"is_staff": True})[0]
    usual = {"label": "a script", "rights": [Right.PROPOSE], "expires_on": today() + timedelta(days=30)}
    return Token.objects.create(user=user, digest=digest(secret), **usual | values)


def bearing(secret=SECRET) -> dict:
    """The header of a request with a token."""
    return {"Authorization": f"Bearer {secret}"}
