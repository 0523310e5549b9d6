"""Making tokens, and telling whose one is."""

import hashlib
import secrets
from datetime import timedelta
from itertools import product

from django.db.models import Q, QuerySet
from django.utils import timezone

from .models import Token

BEGINNING = "medtechkb_"
"""Of each secret, so that whoever finds one in a file or a log knows what it opens."""
USE_IS_NOTED = timedelta(minutes=1)
"""How long after a use the next one is not written down."""


def new_secret() -> str:
    """Return a secret of 256 random bits."""
    return BEGINNING + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Return what is stored in place of a secret. It can't be guessed, so a plain digest is as good as a slow one."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def token_of(secret: str) -> Token | None:
    """Return the token of a secret, if it is good today and its user may sign in to the admin."""
    return (
        Token.objects.select_related("user")
        .filter(digest=digest(secret), revoked_at=None, expires_on__gte=timezone.now().date())
        .filter(user__is_active=True, user__is_staff=True)
        .first()
    )


def note_use(token: Token) -> None:
    """Write down that a token is used, once a minute at most."""
    now = timezone.now()
    is_due = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_IS_NOTED)
    Token.objects.filter(is_due, pk=token.pk).update(last_used_at=now)


def tokens_naming(texts) -> QuerySet[Token]:
    """Return the tokens whose purpose, or the name of whose user, holds one of the texts; for erasing."""
    columns = ("label", "user__username", "user__first_name", "user__last_name", "user__email")
    found = Q(pk=None)
    for text, column in product(texts, columns):
        found |= Q(**{f"{column}__icontains": text})
    return Token.objects.filter(found)
