"""How long somebody stays signed in: so long without a request, and so long at most."""

import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

BEGAN, SEEN = "began", "seen"
NOTED_EVERY = 60
"""Seconds between two writes of when a session was last used: not each request writes."""


def note_beginning(request: HttpRequest, **_) -> None:
    """Note when somebody signed in."""
    request.session[BEGAN] = request.session[SEEN] = int(time.time())


def end_or_extend(session: SessionBase) -> None:
    """End a session whose time is over, and note that another one is used."""
    if SESSION_KEY not in session:
        return
    now = time.time()
    if BEGAN not in session:  # from before sessions noted it
        session[BEGAN] = session[SEEN] = int(now)
    began, seen = session[BEGAN], session[SEEN]
    if now - began > settings.SESSION_LONGEST or now - seen > settings.SESSION_COOKIE_AGE:
        session.flush()
    elif now - seen >= NOTED_EVERY:
        session[SEEN] = int(now)
