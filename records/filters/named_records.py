"""Which of the records that a query string names are there: one statement for all of its filters."""

from django.db.models import IntegerField, Value

from records.prepared_statements import ParameterSlots, RecentCache, cached_statement

_there = RecentCache(5_000)
"""The version of the data under which a (model, slug) was there: it needs no looking up until the data move."""


def missing(named, version=None) -> set:
    """Those of the (model, slug) in `named` that no published record has; `version` is that of the data, if known."""
    wanted = {}
    for model, slug in sorted(named, key=lambda each: (each[0]._meta.label, each[1])):
        if version and _there.get((model, slug)) == version:
            continue
        wanted.setdefault(model, []).append(slug)
    if not wanted:
        return set()
    shape = tuple((model._meta.label, len(slugs)) for model, slugs in wanted.items())
    statement = cached_statement(("named", *shape), lambda: _statement(wanted))
    models = list(wanted)
    there = {
        (models[number], slug) for number, slug in statement.rows([each for some in wanted.values() for each in some])
    }
    for each in there if version else ():
        _there.put(each, version)
    return {(model, slug) for model, slugs in wanted.items() for slug in slugs} - there


def _statement(wanted):
    slots, parts = ParameterSlots(), []
    for number, (model, slugs) in enumerate(wanted.items()):
        found = model.objects.published().order_by().filter(slug__in=[slots.bind(slug) for slug in slugs])
        numbered = found.values_list(Value(number, IntegerField()), "slug")
        parts.append(slots.render(*numbered.query.sql_with_params()))
    return slots.statement(" UNION ALL ".join(parts))
