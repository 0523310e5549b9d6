"""QueryFilter filter sets: an unknown parameter, a value of no sense, a single value given twice is an error."""

from copy import deepcopy
from functools import cache

import django_filters
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from records.problems import BadParameter

from .named_records import missing
from .relation_paths import narrowed, numbered

# Parameters of a list that narrow nothing.
CONTROLS = ("page_size", "cursor", "ordering", "fields", "omit", "facets", "format")
AMONG = 10_000
"""Records that a facet without bit sets is counted among."""


class QueryFilters(django_filters.FilterSet):
    """QueryFilter reading of a query string: `checked` is the queryset that it asks for, `asked` what it says.

    The filters are bound once for each class and hold no state, so that reading a query string costs next to nothing.
    """

    def __init__(self, data, queryset):
        """`queryset` is what is narrowed, or a function that makes it: that is spared where the SQL is at hand."""
        self.data, self.filters = data, _bound(type(self))
        self.records = queryset if callable(queryset) else queryset.all
        self._read_numbers = {}

    def checked(self):
        """The narrowed queryset. Raises BadParameter with every error of the query string."""
        self.verify(self.asked)
        return self.narrowed(self.asked)

    @cached_property
    def asked(self):
        """[(filter, value)] of what the query string asks. Raises BadParameter with every error of it.

        That a record is there which it names is only asked of the database where there are other errors to tell; else
        `verify` asks, or an answer that is not empty shows it.
        """
        errors = [*self._unknown(), *self._repeated(), *self._missing()]
        found = list(self._read(errors))
        if errors:
            errors += _missed(found)
            raise BadParameter(*errors)
        return found

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

    def narrowed(self, asked):
        """The queryset narrowed by [(filter, value)]."""
        return _joined(*self._stepped(asked))

    def _stepped(self, asked):
        """(queryset, lookups by relation): what must hold for one row of a relation waits for the others."""
        queryset, rows = self.records(), {}
        for item, value in asked:
            if item.row:
                rows.setdefault(item.row, {}).update(item.lookups(value))
            else:
                queryset = item.filter(queryset, value)
        return queryset, rows

    bits = None
    """What counts facets and lists of the record type without reading its records, where it has that (BitFacets)."""

    def shortcut(self):
        """The Shortcut that keeps just what is asked in the order of names, or None; it is part of the shape."""
        return None

    @cached_property
    def in_bits(self):
        """{parameter: values} where bit sets can count all that is asked, else None."""
        if self.bits is None or not self.bits.covers(item.key for item, _value in self.asked):
            return None
        return {item.key: value for item, value in self.asked}

    def verify(self, asked, version=None):
        """Raise BadParameter for records that are named and not there; `version` is that of the data, if known."""
        if errors := _missed(asked, version):
            raise BadParameter(*errors)

    @cached_property
    def shape(self):
        """What is asked without the values that SQL takes as parameters; None where it is not worth keeping."""
        if not all(item.is_planned for item, _value in self.asked):
            return None
        return self.shortcut(), *((item.key, item.mapped(value, type)) for item, value in self.asked)

    def _unknown(self):
        for name in self.data:
            if name not in self.filters and name not in CONTROLS:
                message = _("The parameter “%(name)s” is not known.") % {"name": name[:60]}
                allowed = sorted([*self.filters, *CONTROLS])
                yield {"parameter": name[:60], "message": str(message), "allowed": allowed}

    def _missing(self):
        """What a query must say beside what it says; nothing here."""
        return ()

    def _repeated(self):
        for name in self.data:
            single = name in CONTROLS or (name in self.filters and not self.filters[name].takes_several)
            if single and len(self.data.getlist(name)) > 1:
                message = _("“%(name)s” takes one value.") % {"name": name}
                yield {"parameter": name, "message": str(message), "allowed": ["one value"]}

    def counts(self, name):
        """([(value, label, count)], whether that is all) of a facet: under the other choices but not under its own.

        Where all chosen values must hold (ConditionFilter), its own count too: what is left when one more is chosen.
        Of more records than AMONG, so many are looked at: then a value has at least as many as it says.
        """
        item = self.filters[name]
        others = [(other, value) for other, value in self.asked if other is not item or item.kind == "conditions"]
        same_row = {key: wanted for other, value in others if item.row and other.row == item.row
                    for key, wanted in other.lookups(value).items()}  # fmt: skip
        numbers = self._numbers(others)
        among = numbered(self.records(), numbers[:AMONG])
        found, is_whole = item.counts(among, same_row, self.chosen(name))
        return found, is_whole and len(numbers) <= AMONG

    def _numbers(self, asked):
        """The numbers of the records that are asked for, one more than are counted: read once for all facets."""
        key = tuple(item.key for item, _value in asked)
        if key not in self._read_numbers:
            found = self.narrowed(asked).order_by().values_list("pk", flat=True)
            self._read_numbers[key] = list(found[: AMONG + 1])
        return self._read_numbers[key]

    def chosen(self, name):
        """The values of the parameter, each once."""
        return [value for value in dict.fromkeys(self.data.getlist(name)) if value]

    needed_by_others = ()
    """Parameters without which others say nothing; a link that takes one back asks `sensible`."""

    @classmethod
    def sensible(cls, data):
        """A changed query string without what has lost its sense; nothing here."""
        return data


@cache
def _bound(filterset_class):
    """{parameter: filter} of a class, each filter a copy that knows its parameter and its model."""
    filters = deepcopy(dict(filterset_class.base_filters))
    for name, item in filters.items():
        item.bound(name, filterset_class._meta.model)
    return filters


def _missed(asked, version=None):
    named = [(item, *each) for item, value in asked for each in item.named(value)]
    gone = missing({(model, slug) for _item, model, slug in named}, version)
    return [error for item, *each in named if tuple(each) in gone for error in item.missed(*each).errors]


def _joined(queryset, rows):
    for lookups in rows.values():
        queryset = narrowed(queryset, lookups)
    return queryset
