"""Statements that are built once per process and prepared once per connection.

Building the SQL of a document takes the ORM milliseconds, and planning it takes PostgreSQL as long; running it takes
less than one. So a question's SQL is made with slots in the place of its values, cached by its shape, and prepared.
"""

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakKeyDictionary

from django.db import InterfaceError, OperationalError, connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Value

PREPARED_AT_MOST = 300
"""Statements that one connection keeps; the oldest goes first. A plan of a profile takes a megabyte of the server."""


def with_placeholders(sql, given):
    """(SQL, parameters) with %s in the place of each %(name)s; a list or tuple becomes an array."""
    params = []

    def put(found):
        value = given[found[1]]
        params.extend(value if isinstance(value, list | tuple) else [value])
        return f"ARRAY[{', '.join(['%s'] * len(value))}]" if isinstance(value, list | tuple) else "%s"

    return re.sub(r"%\((\w+)\)s", put, sql), params


class TextSlot(str):
    cast = "text"


class NumberSlot(int):
    cast = "bigint"


class DaysSlot(DateRange):
    cast = "daterange"


class RawParameter(Value):
    """A value that reaches the SQL as it is, so that a slot is still known there."""

    def as_sql(self, compiler, connection):
        return "%s", [self.value]


SLOTS = {str: TextSlot, int: NumberSlot}


@dataclass
class ParameterSlots:
    """Takes the values of a question while its SQL is made, and says afterwards which parameter is which."""

    bound: list = field(default_factory=list)

    def bind(self, value):
        """The value as one that is found again among the parameters of the SQL."""
        if isinstance(value, DateRange):
            slot = DaysSlot(value.lower, value.upper, value._bounds)
        else:
            slot = SLOTS[type(value)](value)
        self.bound.append(slot)
        return slot

    def add(self, cast):
        """The text of a parameter of its own that is written into the SQL by hand."""
        slot = TextSlot()
        slot.cast = cast
        self.bound.append(slot)
        return f"${len(self.bound)}::{cast}"

    def render(self, sql, params):
        """The SQL with $1, $2 … for the values that were taken and literals for all others."""
        left = iter(params)
        return re.sub("%%|%s", lambda found: "%" if found[0] == "%%" else self._placeholder(next(left)), sql)

    def statement(self, sql):
        """The statement of a SQL with all the slots in it. Raises ValueError where one was lost on the way."""
        lost = [slot for number, slot in enumerate(self.bound, 1) if f"${number}::{slot.cast}" not in sql]
        if lost:
            raise ValueError(f"The SQL does not hold its parameters {lost}.")
        return Statement(sql)

    def _placeholder(self, param):
        for number, slot in enumerate(self.bound, 1):
            if param is slot:
                return f"${number}::{slot.cast}"
        with connection.cursor() as cursor:
            return cursor.mogrify("%s", [param]).decode()


@dataclass(frozen=True)
class Statement:
    """SQL with $1, $2 …; `is_prepared` where preparing it pays, `settings` (SET LOCAL …) for it alone."""

    sql: str
    is_prepared: bool = True
    settings: str = ""

    def rows(self, params=()):
        """The rows for these values, in the order of the slots.

        Django would ask whether the connection still lives before each request, which costs as much as a small answer.
        Here the statement itself finds out: it only reads, so on a lost connection it is sent once more on a new one.
        """
        if connection.in_atomic_block:
            return self._sent(params)
        connection.health_check_done = True
        had_one = connection.connection is not None
        try:
            return self._sent(params)
        except (OperationalError, InterfaceError):
            if not had_one or connection.is_usable():
                raise
            connection.close()
            return self._sent(params)

    def _sent(self, params):
        with connection.cursor() as cursor:
            if not self.is_prepared:
                cursor.execute(self.sql)
                return cursor.fetchall()
            name = _prepared(cursor, self.sql)
            given = f"({', '.join(['%s'] * len(params))})" if params else ""
            cursor.execute(f"{self.settings}EXECUTE {name}{given}", params or None)
            return cursor.fetchall()


class RecentCache:
    """The things that were asked for last, at most so many of them."""

    def __init__(self, most):
        self.most, self.items, self.lock = most, OrderedDict(), Lock()

    def get(self, key):
        with self.lock:
            if key in self.items:
                self.items.move_to_end(key)
            return self.items.get(key)

    def put(self, key, value):
        with self.lock:
            self.items[key] = value
            if len(self.items) > self.most:
                self.items.popitem(last=False)


_statements = RecentCache(500)


def cached_statement(key, make):
    """The statement of a shape of question; made where it was not asked for lately."""
    statement = _statements.get(key)
    if statement is None:
        _statements.put(key, statement := make())
    return statement


SESSION = "SET plan_cache_mode = force_generic_plan; SET max_parallel_workers_per_gather = 0"
"""Else each statement would be planned five times for its values before it is planned once for all; and a read is one
of many at a time, so that its core is enough: starting others takes milliseconds, also for a part that is not needed.
"""
_names = WeakKeyDictionary()


def _prepared(cursor, sql):
    """The name of the prepared statement on this connection; made where it is not there yet."""
    names = _names.get(connection.connection)
    if names is None:
        cursor.execute(SESSION)
        names = _names[connection.connection] = {}
    if sql in names:
        return names[sql]
    if len(names) >= PREPARED_AT_MOST:
        cursor.execute(f"DEALLOCATE {names.pop(next(iter(names)))}")
    name = f"kb_{max((int(other[3:]) for other in names.values()), default=0) + 1}"
    cursor.execute(f"PREPARE {name} AS {sql}")
    names[sql] = name
    return name
