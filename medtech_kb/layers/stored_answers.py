"""Answers that were given are given again while the data stay as they are: without Django, without PostgreSQL.

A layer around the WSGI application, in each process for itself. What may be stored says so where it is made
(records/etags.py): it names the version of the data that it shows, and the day where it depends on that. Editors, and
whoever has just written, never meet it. A visitor is at most LOOK_AGAIN seconds further behind than without it.
"""

import threading
import time
from collections import OrderedDict
from datetime import UTC, datetime

from django.conf import settings
from django.db import Error
from django.http.cookie import parse_cookie
from django.utils.http import parse_http_date_safe

from history.moments import latest_revision
from medtech_kb.middleware import ROUTE
from postgres.replicas.middleware import WROTE
from records.etags import SHOWN, data_version

from .content_coding import acceptable_coding, compressed, is_compressible, tag_of, without_coding
from .observing import REVISION, STORED

LOOK_AGAIN = 0.25
"""Seconds for which the version of the data is taken to be what it was."""
AFTER_FAILURE = 1
"""Seconds without the store after the version could not be read: a database that hangs must not hold every request."""
LARGEST = 2 * 2**20
"""Bytes of the largest answer that is stored."""
OVERHEAD = 2_000
"""Bytes that an answer takes besides its body, about: key, headers, objects."""
REWRITTEN = ("content-length", "vary", "etag")
NOT_IN_304 = ("content-type", "content-length", "content-disposition")
IN_KEY = {"", "accept", "accept-encoding", "accept-language", "cookie"}
"""What answers may vary by: it is in the key, or variants are made here; requests with cookies of editors pass by."""
CACHE = "medtech-kb"
"""The name of the store in `Cache-Status` (RFC 9211)."""


class Answer:
    """An answer with its body in each coding asked for, and what it shows: (version of the data, day or "")."""

    def __init__(self, headers, body, environ):
        self.shown, self.route = environ[SHOWN], environ.get(ROUTE)
        named = {name.lower(): value for name, value in headers}
        self.headers = [(name, value) for name, value in headers if name.lower() not in REWRITTEN]
        self.etag, self.vary = named.get("etag", ""), named.get("vary", "")
        self.modified = parse_http_date_safe(named.get("last-modified", ""))
        self.can_be_coded = is_compressible(named.get("content-type", ""), body)
        self.bodies = {"": body}
        self.stored_size = 0

    @property
    def size(self):
        return OVERHEAD + sum(map(len, self.bodies.values()))

    def coding_for(self, environ):
        """The coding in which a client gets it, made at the first request for it; "" is none."""
        coding = acceptable_coding(environ.get("HTTP_ACCEPT_ENCODING", "")) if self.can_be_coded else ""
        if coding not in self.bodies:
            self.bodies[coding] = compressed(self.bodies[""], coding)
        return coding

    def is_known_to(self, environ):
        """Whether the client has it already, in whatever coding."""
        if condition := environ.get("HTTP_IF_NONE_MATCH"):
            return condition.strip() == "*" or self.etag in without_coding(condition)
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        since = parse_http_date_safe(since) if since else None
        return None not in (since, self.modified) and self.modified <= since

    def send(self, environ, start_response, status):
        """Answer a request with it; `status` says how it was come by, in the words of RFC 9211."""
        coding = self.coding_for(environ)
        body = self.bodies[coding]
        vary = ", ".join(filter(None, [self.vary, "Accept-Encoding" if self.can_be_coded else ""]))
        own = [("ETag", tag_of(self.etag, coding)), ("Cache-Status", f"{CACHE}; {status}")]
        own += [("Vary", vary)] if vary else []
        if self.is_known_to(environ):
            kept = [(name, value) for name, value in self.headers if name.lower() not in NOT_IN_304]
            start_response("304 Not Modified", kept + own)
            return [b""]
        coded = [("Content-Encoding", coding)] if coding else []
        start_response("200 OK", [*self.headers, *own, *coded, ("Content-Length", str(len(body)))])
        return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]


class StoredAnswers:
    """The application behind a store of at most `capacity` bytes; the least recently used go first, 0 stores none."""

    def __init__(self, application, capacity):
        self.application, self.capacity = application, capacity
        self.answers, self.size = OrderedDict(), 0
        self.version, self.revision, self.looked_at, self.not_before = None, None, 0.0, 0.0
        self.lock = threading.Lock()

    def __call__(self, environ, start_response):
        if not self.may_share(environ):
            environ[REVISION] = self.revision
            return self.application(environ, start_response)
        key, version = key_of(environ), self.current_version()
        environ[REVISION] = self.revision
        answer = self.stored(key, version)
        if answer is not None:
            environ[STORED], environ[ROUTE] = True, answer.route
            sent = answer.send(environ, start_response, "hit")
            if answer.size != answer.stored_size:  # it has grown by a coding
                self.put(key, answer)
            return sent
        return self.answer_anew(environ, start_response, key, version)

    def may_share(self, environ):
        """Whether a request gets what every other visitor gets."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in environ:
            return False
        cookies = environ.get("HTTP_COOKIE")
        return not cookies or not parse_cookie(cookies).keys() & {settings.SESSION_COOKIE_NAME, WROTE}

    def current_version(self):
        """The version of the data, at most LOOK_AGAIN seconds old; None where it can't be read."""
        now = time.monotonic()
        if now - self.looked_at > LOOK_AGAIN and now >= self.not_before:
            try:
                version = data_version()
                if version != self.version:
                    self.revision = latest_revision()
            except Error:
                version, self.not_before = None, now + AFTER_FAILURE
            with self.lock:
                if version != self.version:
                    self.answers.clear()
                    self.size = 0
                self.version, self.looked_at = version, now
        return self.version

    def stored(self, key, version):
        """The answer to a request, if there is one of this version, and of today where that matters."""
        with self.lock:
            answer = self.answers.get(key)
            if answer is None or version is None or answer.shown[0] != version:
                return None
            if answer.shown[1] and answer.shown[1] != today():
                return None
            self.answers.move_to_end(key)
            return answer

    def answer_anew(self, environ, start_response, key, version):
        """Have the application answer, and store that where it may be."""
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked:
            environ["HTTP_IF_NONE_MATCH"] = ", ".join(without_coding(asked))
        started = []
        result = self.application(environ, lambda *arguments: started.append(arguments))
        if asked:
            environ["HTTP_IF_NONE_MATCH"] = asked
        if not started:  # a generator: it starts when it is read
            raise RuntimeError("The application answered without a status.")
        status, headers, *problem = started[0]
        if not is_for_all(environ, status, headers) or environ["REQUEST_METHOD"] == "HEAD":
            start_response(status, as_asked(status, headers, asked), *problem)
            return result
        try:
            answer = Answer(headers, b"".join(result), environ)
        finally:
            getattr(result, "close", bool)()
        may_keep = self.may_keep(answer, version)
        sent = answer.send(environ, start_response, "fwd=miss; stored" if may_keep else "fwd=miss")
        if may_keep:
            self.put(key, answer)
        return sent

    def may_keep(self, answer, version):
        """Whether an answer shows the version that was current before it was asked for.

        So all of it is of that version, or some of it newer. A replica that is behind shows another one.
        """
        if answer.shown[0] != version:
            self.looked_at = 0.0  # it has moved, or a replica is behind: look again
        return answer.shown[0] == version and len(answer.bodies[""]) <= LARGEST and self.capacity > 0

    def put(self, key, answer):
        """Store an answer, or anew what has grown, and let the least recently used go where there is no room."""
        with self.lock:
            if answer.shown[0] != self.version:
                return
            before = self.answers.pop(key, None)
            self.size -= before.stored_size if before else 0
            answer.stored_size = answer.size
            self.answers[key] = answer
            self.size += answer.stored_size
            while self.size > self.capacity:
                _key, oldest = self.answers.popitem(last=False)
                self.size -= oldest.stored_size


def key_of(environ):
    """All of a request that an answer may depend on, but for its coding."""
    names = ("PATH_INFO", "QUERY_STRING", "HTTP_HOST", "wsgi.url_scheme", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE")
    proxied = settings.SECURE_PROXY_SSL_HEADER
    return tuple(environ.get(name) for name in (*names, *(proxied[:1] if proxied else ())))


def is_for_all(environ, status, headers):
    """Whether the application says that every visitor gets this answer, to a request with this key."""
    named = {name.lower(): value for name, value in headers}
    varied = {name.strip().lower() for name in named.get("vary", "").split(",")}
    return SHOWN in environ and status.startswith("200") and "set-cookie" not in named and varied <= IN_KEY


def as_asked(status, headers, asked):
    """The headers of an answer; one that says “unchanged” names the tag in the words that the client sent."""
    if not (asked and status.startswith("304")):
        return headers
    by_tag = {plain: sent for sent, plain in zip(asked.split(","), without_coding(asked), strict=True)}
    headers = [(name, value) for name, value in headers if name.lower() not in NOT_IN_304]
    return [(name, by_tag.get(value, value).strip() if name.lower() == "etag" else value) for name, value in headers]


def today():
    return str(datetime.now(UTC).date())
