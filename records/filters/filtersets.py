"""Filter sets that read a query string strictly: anything unknown, invalid or repeated is an error."""

from copy import deepcopy
from functools import cache

import django_filters
from django.db.models import IntegerField, Q, Value
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from history.moments import asked_revision
from records.deprecated import FILTERS, with_deprecated_filters
from records.prepared_statements import ParameterSlots, RecentCache, cached_statement
from records.problems import BadParameter, parameter_error, parameter_errors, raise_if_any

from .query_filter import filter_rows, with_ids

CONTROLS = ("page_size", "cursor", "ordering", "fields", "omit", "facets", "format", "as_of")
"""Parameters of a list that do not filter."""
JOINED_CONTROLS = ("fields", "omit", "facets")
MAX_RECORDS = 10_000
"""The most records that a facet without bit sets is counted over."""
_existing = RecentCache(5_000)
"""The version of the data at which a (revision asked about, model, slug) existed: no need to look it up again."""


class QueryFilters(django_filters.FilterSet):
    """Reads a query string strictly into `criteria`, and filters a queryset of `model` by them.

    The filters are bound once per class and hold no state, so that reading a query string costs next to nothing.
    """

    model = None

    def __init__(self, data, queryset):
        """`queryset` is a queryset, or a function that returns one, which is not called where the SQL is cached."""
        self.data, self.filters = data, _bound_filters(type(self))
        self.records = queryset if callable(queryset) else queryset.all
        self._cached_ids = {}

    @classmethod
    def get_fields(cls):
        """No filters but the declared ones: django-filter would make one of each column of the model."""
        return {}

    @classmethod
    def bound_filters(cls):
        """{parameter: filter}, each bound to its parameter and the model, so that it knows what it allows."""
        return _bound_filters(cls)

    @classmethod
    def get_filters(cls):
        return with_deprecated_filters(super().get_filters())

    @classmethod
    def joined_parameters(cls):
        """The parameters whose one text holds several values, with commas between them."""
        return {*JOINED_CONTROLS, *(name for name, item in cls.bound_filters().items() if item.is_joined)}

    def validated_queryset(self):
        """Return the filtered queryset. Raises BadParameter with every error of the query string."""
        self.verify(self.criteria)
        return self.filtered(self.criteria)

    @cached_property
    def criteria(self):
        """[(filter, value)] of the query string. Raises BadParameter with every error of it.

        Whether the records that it refers to exist is looked up only when there are other errors to report; else
        `verify` looks it up, or a non-empty result proves it.
        """
        errors = parameter_errors(self.data, *_known_parameters(type(self)))
        errors += [*self._deprecated_twins(), *self._incomplete()]
        criteria = list(self._read(errors))
        raise_if_any(errors and errors + _missing_record_errors(criteria))
        return criteria

    def _read(self, errors):
        for name in self.data:
            item = self.filters.get(name)
            try:
                value = item and item.read(self.data.getlist(name))
            except BadParameter as error:
                errors += error.errors
                continue
            if value:
                yield item, value

    def filtered(self, criteria):
        """The queryset filtered by [(filter, value)]; criteria of one relation apply to one row of it together."""
        queryset, rows = self.records(), {}
        for item, value in criteria:
            if item.row:
                rows[item.row] = rows.get(item.row, Q()) & item.condition(value)
            else:
                queryset = item.filter(queryset, value)
        for condition in rows.values():
            queryset = filter_rows(queryset, condition, True)
        return queryset

    bits = None
    """The BitFacets that count facets and lists without reading records, where the record type has them."""

    def shortcut(self):
        """The derived list that holds exactly these criteria's records in order, or None; it is part of the shape.

        Derived rows are of the present: in the past there is none.
        """
        return None

    @cached_property
    def bit_criteria(self):
        """{parameter: values} where bit sets can count all the criteria, else None; they know the present only."""
        if self.bits is None or asked_revision() is not None:
            return None
        if not self.bits.covers(item.key for item, _value in self.criteria):
            return None
        return {item.key: value for item, value in self.criteria}

    def verify(self, criteria, version=None):
        """Raise BadParameter for references to missing records; `version` is that of the data, if known."""
        raise_if_any(_missing_record_errors(criteria, version))

    @cached_property
    def shape(self):
        """The criteria without the values that are parameters of the SQL; None where it is not worth caching."""
        if not all(item.is_prepared for item, _value in self.criteria):
            return None
        return self.shortcut(), *((item.key, item.map_parameters(value, type)) for item, value in self.criteria)

    def _incomplete(self):
        """The errors of parameters that need another one; none here."""
        return ()

    def _deprecated_twins(self):
        """An error for each parameter that is given under its old name and its present one."""
        for old, name in FILTERS.items():
            if old in self.data and name in self.data:
                message = _("“%(old)s” is the old name of “%(name)s”: give one of them.") % {"old": old, "name": name}
                yield parameter_error(old, message, [name])

    def counts(self, name):
        """([(value, label, count)], whether complete) of a facet, under the criteria of all other filters.

        Where all chosen values must hold (ConditionFilter), its own apply too: counts are what one more would leave.
        At most MAX_RECORDS records are counted; beyond that, each count is a lower bound.
        """
        item = self.filters[name]
        others = [
            (other, value) for other, value in self.criteria
            if other.present_key != item.present_key or item.kind == "conditions"
        ]  # fmt: skip
        same_row = Q()
        for other, value in others:
            if item.row and other.row == item.row:
                same_row &= other.condition(value)
        ids = self._ids(others)
        among = min(len(ids), MAX_RECORDS)
        rows, is_complete = item.counts(with_ids(self.records(), ids[:among]), same_row, self.chosen(name), among)
        return rows, is_complete and len(ids) <= MAX_RECORDS

    def _ids(self, criteria):
        """The ids of the matching records, one more than are counted; read once for all facets."""
        key = tuple(item.key for item, _value in criteria)
        if key not in self._cached_ids:
            ids = self.filtered(criteria).order_by().values_list("pk", flat=True)
            self._cached_ids[key] = list(ids[: MAX_RECORDS + 1])
        return self._cached_ids[key]

    def chosen(self, name):
        """The values of the parameter, each once."""
        return [value for value in dict.fromkeys(self.data.getlist(name)) if value]

    def parameter_name(self, name):
        """The name by which the query string gives a filter, be it the deprecated one; else `name`."""
        present = self.filters[name].present_key
        names = (name, present, *(old for old, new in FILTERS.items() if new == present))
        return next((spelling for spelling in names if spelling in self.data), name)

    required_by_others = ()
    """Parameters without which others mean nothing; links that remove one call `without_incomplete`."""

    @classmethod
    def without_incomplete(cls, data):
        """Remove parameters that mean nothing without another from a changed query string; none here."""
        return data


@cache
def _bound_filters(filterset_class):
    """{parameter: filter} of a class, each filter a copy bound to its parameter and model."""
    filters = deepcopy(dict(filterset_class.base_filters))
    for name, item in filters.items():
        item.bind(name, filterset_class.model)
    return filters


@cache
def _known_parameters(filterset_class):
    """([every parameter of a list], [those that accept several values])."""
    filters = filterset_class.base_filters
    return sorted([*filters, *CONTROLS]), [name for name, item in filters.items() if item.accepts_several]


def _missing_record_errors(criteria, version=None):
    references = [(item, *reference) for item, value in criteria for reference in item.references(value)]
    missing = missing_records({(model, slug) for _item, model, slug in references}, version)
    return [
        error for item, model, slug in references if (model, slug) in missing
        for error in item.missing_error(model, slug).errors
    ]  # fmt: skip


def missing_records(references, version=None) -> set:
    """Those of the (model, slug) that no published record has, in one statement; `version` is that of the data."""
    slugs = {}
    for model, slug in sorted(references, key=lambda reference: (reference[0]._meta.label, reference[1])):
        if not version or _existing.get((asked_revision(), model, slug)) != version:
            slugs.setdefault(model, []).append(slug)
    if not slugs:
        return set()
    shape = tuple((model._meta.label, len(of_model)) for model, of_model in slugs.items())
    statement = cached_statement(("named", *shape), lambda: _existence_statement(slugs))
    models = list(slugs)
    rows = statement.rows([slug for of_model in slugs.values() for slug in of_model])
    existing = {(models[number], slug) for number, slug in rows}
    for reference in existing if version else ():
        _existing.put((asked_revision(), *reference), version)
    return {(model, slug) for model, of_model in slugs.items() for slug in of_model} - existing


def _existence_statement(slugs):
    slots, parts = ParameterSlots(), []
    for number, (model, of_model) in enumerate(slugs.items()):
        records = model.objects.published().order_by().filter(slug__in=[slots.bind(slug) for slug in of_model])
        numbered = records.values_list(Value(number, IntegerField()), "slug")
        parts.append(slots.render(*numbered.query.sql_with_params()))
    return slots.statement(" UNION ALL ".join(parts))
