"""Limits of how often one address may ask, counted for all workers together and before the store.

A window begins with the first request of an address, and a quota is for one window. Each answer says what is left, in
the headers of draft-ietf-httpapi-ratelimit-headers-10. Static files, and what the site says of its health, are not
counted. What is counted is in memory alone and forgotten when the server starts anew.
"""

import hashlib
import secrets
import struct
import time
from typing import NamedTuple

from django.utils.translation import gettext as _

from accounts.visitors import address_of
from medtech_kb.short_page import short_answer

from .areas import area_of
from .shared_memory import SharedMemory

SLOT = struct.Struct("<QII")
"""Of one address: a number made of it, the second in which its window began, its requests since."""
OF_WRITERS = {("POST", "/api/v1/proposals/"): "proposals", ("POST", "/report/"): "reports"}
"""What strangers and scripts may write, each under a limit of its own."""
WAYS, SETS = 8, 8_192
"""An address has a place in one set of slots. Where all are taken by others, the one whose window began first goes."""


class Rate(NamedTuple):
    quota: int
    seconds: int


class Windows:
    """The windows of some 65,000 addresses, in 1 MB."""

    def __init__(self):
        self.memory = SharedMemory(SLOT.size * WAYS * SETS)
        self.secret = secrets.token_bytes(16)  # so that nobody can choose addresses that meet in one set

    def count(self, name, rate, now):
        """Count a request; return (requests in this window, seconds until its end)."""
        number = int.from_bytes(hashlib.blake2b(name.encode(), digest_size=8, key=self.secret).digest(), "little") or 1
        first = number % SETS * WAYS
        with self.memory as data:
            slots = [SLOT.unpack_from(data, (first + way) * SLOT.size) for way in range(WAYS)]
            way = next((way for way, slot in enumerate(slots) if slot[0] == number), None)
            if way is None:
                way = min(range(WAYS), key=lambda way: slots[way][1])
                began, count = now, 0
            else:
                _number, began, count = slots[way]
            if now >= began + rate.seconds:
                began, count = now, 0
            count = min(count + 1, 2**32 - 1)
            SLOT.pack_into(data, (first + way) * SLOT.size, number, began, count)
        return count, began + rate.seconds - now


class Limited:
    """The application behind the limits in `rates`: {"api": (requests, seconds), "pages": …}; None is no limit."""

    def __init__(self, application, rates):
        self.application = application
        self.rates = {policy: Rate(*rate) for policy, rate in rates.items() if rate}
        self.windows = Windows()

    def __call__(self, environ, start_response):
        area = area_of(environ["PATH_INFO"])
        policy = {"api": "api", "static": ""}.get(area, "pages")
        written = OF_WRITERS.get((environ["REQUEST_METHOD"], environ["PATH_INFO"]))
        policy = written if written in self.rates else policy
        rate = self.rates.get(policy)
        if rate is None:
            return self.application(environ, start_response)
        count, left = self.windows.count(f"{policy} {address_of(environ)}", rate, int(time.time()))
        headers = [
            ("RateLimit-Policy", f'"{policy}";q={rate.quota};w={rate.seconds}'),
            ("RateLimit", f'"{policy}";r={max(0, rate.quota - count)};t={left}'),
        ]
        if count > rate.quota:
            return refuse(start_response, rate, left, area == "api", headers)

        def start(status, answered, *problem):
            return start_response(status, [*answered, *headers], *problem)

        return self.application(environ, start)


def refuse(start_response, rate, left, is_for_api, headers):
    """Answer 429, with the limit and when to come again."""
    detail = _("More than %(quota)s requests in %(seconds)s seconds came from your address: go on in %(left)s seconds.")
    detail %= {"quota": rate.quota, "seconds": rate.seconds, "left": left}
    status, media_type, body = short_answer(429, detail, is_for_api)
    own = [
        ("Content-Type", media_type), ("Content-Length", str(len(body))), ("Retry-After", str(left)),
        ("Cache-Control", "no-store"),
    ]  # fmt: skip
    start_response(status, [*own, *headers])
    return [body]
