"""Statements that are built once per process and prepared once per connection.

Building the SQL of a document takes the ORM milliseconds, and planning it takes PostgreSQL as long; running it takes
less than one. So the SQL of a query is built with placeholders for its values, cached by its shape, and prepared.
"""

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from weakref import WeakKeyDictionary

from django.db import InterfaceError, OperationalError, connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Value

from history.moments import asked_revision

MAX_PREPARED = 300
"""Prepared statements per connection; the oldest is dropped first. A profile's plan takes the server a megabyte."""


def with_placeholders(sql, values):
    """(SQL, parameters) with %s for each %(name)s; a list or tuple becomes an array."""
    params = []

    def placeholder(match):
        value = values[match[1]]
        params.extend(value if isinstance(value, list | tuple) else [value])
        return f"ARRAY[{', '.join(['%s'] * len(value))}]" if isinstance(value, list | tuple) else "%s"

    return re.sub(r"%\((\w+)\)s", placeholder, sql), params


class TextParameter(str):
    cast = "text"


class NumberParameter(int):
    cast = "bigint"


class DaysParameter(DateRange):
    cast = "daterange"


class RawParameter(Value):
    """A value passed to the SQL as the same object, so that a bound parameter is recognized there."""

    def as_sql(self, compiler, connection):
        return "%s", [self.value]


PARAMETER_TYPES = {str: TextParameter, int: NumberParameter}


@dataclass
class ParameterSlots:
    """Binds the values of a query while its SQL is built, and numbers the placeholders afterwards."""

    bound: list = field(default_factory=list)

    def bind(self, value):
        """The value as an object that is recognized among the parameters of the SQL."""
        if isinstance(value, DateRange):
            slot = DaysParameter(value.lower, value.upper, value._bounds)
        else:
            slot = PARAMETER_TYPES[type(value)](value)
        self.bound.append(slot)
        return slot

    def add(self, cast):
        """The placeholder of a further parameter, to be written into the SQL by hand."""
        slot = TextParameter()
        slot.cast = cast
        self.bound.append(slot)
        return f"${len(self.bound)}::{cast}"

    def render(self, sql, params):
        """The SQL with $1, $2 … for the bound values and literals for all others."""
        remaining = iter(params)
        return re.sub("%%|%s", lambda match: "%" if match[0] == "%%" else self._placeholder(next(remaining)), sql)

    def statement(self, sql):
        """The statement of the SQL. Raises ValueError unless it holds the placeholder of every bound value."""
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


class Literals(ParameterSlots):
    """Leaves all values in the SQL, for queries of too many shapes to be worth preparing."""

    def bind(self, value):
        return value

    def statement(self, sql):
        return Statement(sql, is_prepared=False)


@dataclass(frozen=True)
class Statement:
    """SQL with $1, $2 …; `is_prepared` where preparing it pays, `settings` (SET LOCAL …) for it alone."""

    sql: str
    is_prepared: bool = True
    settings: str = ""

    def rows(self, params=()):
        """The rows for these values, given in the order of the placeholders.

        Django would check before each request whether the connection is alive, which costs as much as a small answer.
        Here the statement itself shows it: it only reads, so on a lost connection it is sent once more on a new one.
        """
        if connection.in_atomic_block:
            return self._execute(params)
        connection.health_check_done = True
        was_connected = connection.connection is not None
        try:
            return self._execute(params)
        except (OperationalError, InterfaceError):
            if not was_connected or connection.is_usable():
                raise
            connection.close()
            return self._execute(params)

    def _execute(self, params):
        with connection.cursor() as cursor:
            if not self.is_prepared:
                cursor.execute(self.sql)
                return cursor.fetchall()
            name = _prepared(cursor, self.sql)
            values = f"({', '.join(['%s'] * len(params))})" if params else ""
            cursor.execute(f"{self.settings}EXECUTE {name}{values}", params or None)
            return cursor.fetchall()


class RecentCache:
    """A thread-safe cache of the `size` most recently used items."""

    def __init__(self, size):
        self.size, self.items, self.lock = size, OrderedDict(), Lock()

    def get(self, key):
        with self.lock:
            if key in self.items:
                self.items.move_to_end(key)
            return self.items.get(key)

    def put(self, key, value):
        with self.lock:
            self.items[key] = value
            if len(self.items) > self.size:
                self.items.popitem(last=False)


_statements = RecentCache(500)


def cached_statement(key, build):
    """The statement for a key; built by `build()` where it is not cached."""
    statement = _statements.get(key)
    if statement is None:
        _statements.put(key, statement := build())
    return statement


SESSION = "SET plan_cache_mode = force_generic_plan; SET max_parallel_workers_per_gather = 0"
"""Otherwise each statement would be planned five times for its values before a generic plan is used. And many reads run
at a time, so that one core is enough for each: starting parallel workers takes milliseconds, even where none is needed.
"""
_names = WeakKeyDictionary()


def set_up_session():
    """Prepare this thread's connection for our statements: before a transaction, which would take settings back."""
    with connection.cursor() as cursor:
        _names_on_connection(cursor)


def _names_on_connection(cursor):
    names = _names.get(connection.connection)
    if names is None:
        cursor.execute(SESSION)
        names = _names[connection.connection] = {}
    return names


def _prepared(cursor, sql):
    """The name of the prepared statement on this connection; prepared where it is not there yet.

    The same SQL has another name in the past, where tables are found elsewhere: PostgreSQL plans a statement anew
    whenever the schemas change.
    """
    names, key = _names_on_connection(cursor), (asked_revision() is not None, sql)
    if key in names:
        return names[key]
    if len(names) >= MAX_PREPARED:
        cursor.execute(f"DEALLOCATE {names.pop(next(iter(names)))}")
    name = f"kb_{max((int(other[3:]) for other in names.values()), default=0) + 1}"
    cursor.execute(f"PREPARE {name} AS {sql}")
    names[key] = name
    return name
