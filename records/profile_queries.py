"""The statement behind a profile: built by the ORM once for each set of non-empty lists, then reused."""

from history.moments import asked_revision

from .documents import compiled, content_type_id, has_rows, sections
from .etags import WITH_VERSION, Version
from .prepared_statements import ParameterSlots, RawParameter, RecentCache, cached_statement

_empty_lists = RecentCache(5_000)
"""The empty lists of the profiles read lately, and of the last profile of each kind."""


def read(record_type, address, only=None, drafts=False):
    """Return (Version, the profile of one record as JSON text or None); with `drafts` of unpublished records too.

    Most lists of most records are empty, and PostgreSQL takes longer to set up a list than to see that it has no rows.
    So the profile is read without the lists that were empty last time, or in the last profile of its kind, and returns
    which lists have rows; where a list that was left out has some, it is read once more.
    """
    only = only and tuple(only)
    kind = ("profile", record_type.name, only, drafts, content_type_id(record_type.model))
    lists, hints = sections(record_type.profile, only), (*kind, asked_revision() is not None)
    known = (_empty_lists.get((*hints, address)), _empty_lists.get(hints), lists)
    empty = next(names for names in known if names is not None)
    while True:
        statement = cached_statement((*kind, empty), lambda: _profile(record_type, address, only, drafts, empty))  # noqa: B023
        ((number, moved_at, document, *any_row),) = statement.rows((address,))
        empty_now = tuple(name for name, is_filled in zip(lists, any_row, strict=True) if not is_filled)
        if set(empty) <= set(empty_now):
            break
        empty = empty_now
    if document is not None:
        _empty_lists.put(hints, empty_now)
        _empty_lists.put((*hints, address), empty_now)
    return Version.of((number, moved_at)), document


def _profile(record_type, address, only, drafts, empty):
    """The statement of a profile without the lists in `empty`, which also returns which lists have rows."""
    slots = ParameterSlots()
    records = record_type.model.objects.all() if drafts else record_type.visible()
    record = records.order_by().filter(**{record_type.address: RawParameter(slots.bind(address))})
    lists = sections(record_type.profile, only)
    named = {f"_any_{name}": has_rows(record_type.profile, name) for name in lists}
    document = compiled(record_type.profile, only, empty)
    query = record.annotate(_document=document, **named).values_list("_document", *named).query
    sql = slots.render(*query.sql_with_params())
    return slots.statement(f"SELECT v.number, v.moved_at, record.* {WITH_VERSION} LEFT JOIN ({sql}) record ON true")
