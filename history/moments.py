"""The moment that a read is asked about: the present, or the past as of a revision.

Within `as_of(moment)` every query to a curated table in this thread reads its view in the schema `past`.
"""

import re
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.timezone import localdate

LAST_BEFORE = """
SELECT r.number, r.at, (SELECT min(number) FROM history.revision), (SELECT max(number) FROM history.revision)
FROM (SELECT 1) one LEFT JOIN LATERAL (
    SELECT number, at FROM history.revision WHERE {condition} ORDER BY number DESC LIMIT 1) r ON true
"""
IN_THE_PAST = "SELECT set_config('search_path', 'past, public', true), set_config('kb.as_of', %s, true)"
IN_THE_PRESENT = "SELECT set_config('search_path', %s, true), set_config('kb.as_of', '', true)"


BEYOND_ALL = 10**18
"""A number that no revision reaches, for those that have more digits than a column holds."""


class Moment(NamedTuple):
    """A revision that is asked about, and when it was committed."""

    number: int
    at: datetime


class NoMoment(ValueError):
    """The text is no revision, day or time."""


class OutOfRange(LookupError):
    """There is no such revision, or none by then; `first` and `last` are those that there are."""

    def __init__(self, first, last):
        super().__init__(first, last)
        self.first, self.last = first, last


_asked: ContextVar[Moment | None] = ContextVar("asked", default=None)


def latest_revision():
    """The number of the latest revision; None in a database without any."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(number) FROM history.revision")
        return cursor.fetchone()[0]


def asked():
    """The moment that this thread reads as of, or None for the present."""
    return _asked.get()


def asked_revision():
    """The number of the asked revision, or None for the present: what is kept of an answer has it in its key."""
    return _asked.get() and _asked.get().number


def today():
    """The day by which something has expired or is still to come: that of the revision that is read."""
    return _asked.get().at.date() if _asked.get() else localdate()


def moment_of(text):
    """The revision that stands for a number, a day (its end in UTC) or a time. Raises NoMoment, OutOfRange."""
    condition, value = _condition(text)
    with connection.cursor() as cursor:
        cursor.execute(LAST_BEFORE.format(condition=condition), [value])
        number, at, first, last = cursor.fetchone()
    if number is None:
        raise OutOfRange(first, last)
    return Moment(number, at)


def _condition(text):
    if re.fullmatch(r"\d+", text, re.ASCII):
        digits = text.lstrip("0") or "0"
        return "number = %s", int(digits) if len(digits) < 19 else BEYOND_ALL
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            day = date.fromisoformat(text)
            if day == date.max:
                return "at < %s", datetime.max.replace(tzinfo=UTC)
            return "at < %s", datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(days=1)
        if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+ -]\d\d:\d\d)?", text, re.ASCII):
            time = datetime.fromisoformat(text.replace(" ", "+"))  # a plus sign in an address reads as a blank
            return "at <= %s", _in_utc(time)
    except ValueError:
        pass
    raise NoMoment(text)


def _in_utc(time):
    """A time in UTC, or the first or last that can be written where its offset leads beyond."""
    try:
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except OverflowError:
        return (datetime.max if time.year == datetime.max.year else datetime.min).replace(tzinfo=UTC)


@contextmanager
def as_of(moment):
    """Within this block, all queries of this thread's connection read curated tables as of the moment.

    They are of one transaction: a connection that is lost fails the read, and never answers about the present.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        (path,) = cursor.fetchone()
        cursor.execute(IN_THE_PAST, [str(moment.number)])
        token = _asked.set(moment)
        try:
            yield
        finally:
            _asked.reset(token)
            if not connection.needs_rollback and connection.is_usable():
                cursor.execute(IN_THE_PRESENT, [path])


def each_as_of_now(items):
    """The items of an iterator, each made as of the moment that is asked about at this call.

    An answer that is sent while it is read takes up the past for each part anew: whoever stops early leaves the
    connection in the present.
    """
    moment = asked()
    return items if moment is None else _each_as_of(moment, iter(items))


def _each_as_of(moment, items):
    none_left = object()
    while True:
        with nullcontext() if asked() == moment else as_of(moment):
            item = next(items, none_left)
        if item is none_left:
            return
        yield item
