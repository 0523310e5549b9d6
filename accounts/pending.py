"""Between password and second factor: nobody is signed in yet, and the session says who is about to be."""

import time

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

PENDING = "pending"
KEPT_FOR = 10 * 60
"""Seconds from the password to the code, an enrolment included."""


def begin(request: HttpRequest, user: AbstractBaseUser, next_page: str) -> None:
    """Note, in a session of its own, who gave the right password, and where they want to go."""
    request.session.flush()
    request.session[PENDING] = {
        "user": user.pk, "hash": user.get_session_auth_hash(), "backend": user.backend,
        "until": time.time() + KEPT_FOR, "next": next_page,
    }  # fmt: skip


def user_of(request: HttpRequest) -> AbstractBaseUser | None:
    """Return who is about to sign in; None if nobody, too late, or if the account was changed meanwhile."""
    noted = request.session.get(PENDING)
    if not noted or noted["until"] < time.time():
        return None
    user = get_user_model().objects.filter(pk=noted["user"], is_active=True, is_staff=True).first()
    if user is None or not constant_time_compare(noted["hash"], user.get_session_auth_hash()):
        return None
    user.backend = noted["backend"]
    return user


def take_next(request: HttpRequest) -> str:
    """End it, and return where they want to go."""
    return request.session.pop(PENDING, {}).get("next", "")
