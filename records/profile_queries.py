"""The statement behind a profile: made by the ORM once for each choice of its lists, then only filled in."""

from .documents import compiled, content_type_id, has_rows, sections
from .etags import WITH_VERSION, Version
from .prepared_statements import ParameterSlots, RawParameter, RecentCache, cached_statement

_empty = RecentCache(5_000)
"""The lists without rows of profiles that were read, and of the last profile of each kind."""


def read(record_type, address, only=None, drafts=False):
    """(Version, the profile of one record as JSON text or None); with `drafts` what is not published is seen too.

    Most lists of most records are empty, and PostgreSQL takes longer to get ready for one than to see that there is
    nothing in it. So the profile is read with the lists that it had last time, or that the last one of its kind had,
    and says which lists have rows; where that is another choice it is read once more.
    """
    only = only and tuple(only)
    kind = ("profile", record_type.name, only, drafts, content_type_id(record_type.model))
    lists = sections(record_type.profile, only)
    known = (_empty.get((*kind, address)), _empty.get(kind), lists)
    empty = next(names for names in known if names is not None)
    while True:
        statement = cached_statement((*kind, empty), lambda: _profile(record_type, address, only, drafts, empty))  # noqa: B023
        ((number, moved_at, document, *any_row),) = statement.rows((address,))
        found = tuple(name for name, is_filled in zip(lists, any_row, strict=True) if not is_filled)
        if set(empty) <= set(found):
            break
        empty = found
    if document is not None:
        _empty.put(kind, found)
        _empty.put((*kind, address), found)
    return Version.of((number, moved_at)), document


def _profile(record_type, address, only, drafts, empty):
    """The statement for the profile of a record without the lists in `empty`, and for which of its lists have rows."""
    slots = ParameterSlots()
    records = record_type.model.objects.all() if drafts else record_type.visible()
    found = records.order_by().filter(**{record_type.address: RawParameter(slots.bind(address))})
    lists = sections(record_type.profile, only)
    named = {f"_any_{name}": has_rows(record_type.profile, name) for name in lists}
    document = compiled(record_type.profile, only, empty)
    query = found.annotate(_document=document, **named).values_list("_document", *named).query
    sql = slots.render(*query.sql_with_params())
    return slots.statement(f"SELECT v.number, v.moved_at, found.* {WITH_VERSION} LEFT JOIN ({sql}) found ON true")
