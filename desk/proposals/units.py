"""A proposal as a reviewer decides on it: by records, and value by value with the places that are cited for it."""

import json
from dataclasses import dataclass, field
from types import NoneType

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from history.table_columns import quoted

from ..models.proposal import Exact
from .row_owners import Owners, is_record, model_of
from .row_words import RowWords, columns_of, holds_facts, is_citation, label_of

TIMES = {"created_at", "updated_at"}
NOW = "SELECT '{table}', t.id, to_jsonb(t)::text FROM public.{name} t WHERE t.id = ANY (%s)"


@dataclass
class Unit:
    """What is accepted or refused as one: a value of a record or part, or a whole row (`key` is empty).

    `places` are the citations that come with the value, and stand or fall with it; `columns` what is written.
    """

    row: object
    key: str
    label: str
    before: str | None
    after: str | None
    now: str | None
    columns: list
    part: str = ""
    has_moved: bool = False
    is_there: bool = False
    places: list = field(default_factory=list)

    @property
    def name(self):
        """How the form names it."""
        return f"v{self.row.pk}-{self.key}"

    @property
    def is_head(self):
        """Whether it is a new record or part as such, whose values are decided below it."""
        return not self.key and self.row.before is None and holds_facts(model_of(self.row.table))


@dataclass
class ProposedRecord:
    """The units of one record; `number` is also that of a record that is not there yet."""

    model: type
    number: int
    name: str
    is_new: bool
    units: list

    @property
    def type_label(self):
        return self.model._meta.verbose_name


def records_of(proposal) -> list[ProposedRecord]:
    """The records that a proposal changes, each with its units, in the order in which it was written."""
    rows = list(proposal.rows.all())
    owners = Owners(rows)
    words, now = RowWords(owners), rows_now(rows)
    found = {}
    for row in rows:
        found.setdefault(owners.owner_of(row), []).extend(_units_of(row, words, now.get((row.table, row.number))))
    new = {(row.table, row.number) for row in rows if row.before is None}
    return [
        ProposedRecord(
            model, number, owners.name_of(model, number), (model._meta.db_table, number) in new, _arranged(units)
        )
        for (model, number), units in found.items() if model
    ]  # fmt: skip


def rows_now(rows) -> dict:
    """{(table, number): columns} of the rows as they are."""
    by_table = {}
    for row in rows:
        by_table.setdefault(row.table, []).append(row.number)
    if not by_table:
        return {}
    statement = " UNION ALL ".join(NOW.format(table=table, name=quoted(table)) for table in by_table)
    with connection.cursor() as cursor:
        cursor.execute(statement, list(by_table.values()))
        return {(table, number): json.loads(text, cls=Exact) for table, number, text in cursor.fetchall()}


def _units_of(row, words, now):
    model = model_of(row.table)
    if not holds_facts(model) or row.after is None:
        yield _whole(row, model, words, now)
        return
    part = words.in_a_line(model, row.after)[:60] if not is_record(model) else ""
    if row.before is None:
        yield _whole(row, model, words, now)
    before, after, at_present = (words.values(model, columns) for columns in (row.before, row.after, now))
    for key, columns in columns_of(model).items():
        if key == "slug" and row.before is None or not _is_changed(row, columns, after.get(key)):
            continue
        yield Unit(
            row, key, label_of(model, key), before.get(key), after.get(key), at_present.get(key), columns, part,
            **_state(row, columns, now),
        )  # fmt: skip


def _whole(row, model, words, now):
    """A row that comes, goes or changes as one."""
    before, after = (words.in_a_line(model, columns) for columns in (row.before, row.after))
    columns = sorted(row.after or row.before)
    return Unit(
        row, "", words.title(model), before, after, words.in_a_line(model, now), columns, **_state(row, columns, now)
    )


def _state(row, columns, now):
    """Whether what is proposed is so already, and whether it is not as it was when it was proposed."""

    def is_as(then):
        return now is then is None or None not in (now, then) and _is_same(columns, now, then)

    return {"is_there": is_as(row.after), "has_moved": not is_as(row.before)}


def _is_changed(row, columns, words):
    if row.before is None:
        return words is not None
    return not _is_same(columns, row.before, row.after)


def _is_same(columns, one, other):
    return all(_plain(one.get(name)) == _plain(other.get(name)) for name in columns if name not in TIMES)


def _plain(value):
    """A value as it compares whether it was kept as a number or as a text."""
    return str(value) if not isinstance(value, bool | dict | list | NoneType) else value


def _arranged(units):
    """The units, each with the new citations of its value beside it."""
    values = {(unit.row.table, unit.row.number, unit.key): unit for unit in units if not is_citation(unit.row)}
    left = []
    for unit in units:
        beside = _cited_unit(unit, values)
        if beside is None:
            left.append(unit)
        else:
            beside.places.append(unit)
    return left


def _cited_unit(unit, values):
    """The unit that a new citation belongs to: its value, else the new row that it cites as a whole."""
    if not is_citation(unit.row) or unit.row.before is not None:
        return None
    columns = unit.row.after
    fact = ContentType.objects.get_for_id(columns["content_type_id"]).model_class()
    key = (fact._meta.db_table, columns["object_id"])
    return values.get((*key, columns["field"])) or values.get((*key, ""))
