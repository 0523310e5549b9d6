"""Filters that are also facets: they count records by value and label each value.

Filters with the same `row` apply to the same row of that relation: the investor and the role of one investment, never
the investor of one and the role of another.
"""

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from records.clean_text import NOT_STATED

from .counted_values import MAX_VALUES, grouped
from .query_filter import (
    QueryFilter,
    column_of,
    filter_rows,
    leads_to_many,
    nonempty,
    published_along,
    relation_steps,
)

NOT_A_CHOICE = _("“%(value)s” is not one of its words.")
NEVER_MISSING = _("No record is without a value of it.")


class FacetFilter(QueryFilter):
    """Any of the values of a column, of the record or at the end of a path of relations; a facet.

    Where a record can have none, `(none)` takes those records, and the facet counts them behind its values.
    """

    is_facet = True
    accepts_several = True
    kind = "list"
    column = ""  # at the end of the path
    not_stated_label = _("not stated")

    def __init__(self, path, row="", **kwargs):
        self.path, self.row = path, row
        super().__init__(field_name=path, **kwargs)

    @property
    def value_path(self):
        return f"{self.path}__{self.column}" if self.column else self.path

    def bind(self, key, model):
        super().bind(key, model)
        optional = [field.null for _prefix, field in relation_steps(model, self.path)]
        optional += [not self.column and column_of(model, self.path).blank]
        self.can_be_missing = self.has_many or any(optional)

    @cached_property
    def has_many(self):
        """Whether a record can have several rows on the path."""
        return leads_to_many(self.model, self.path)

    def condition(self, value):
        """The condition that one row must meet: any of the values, or for `(none)` no row of its record has one."""
        stated = tuple(item for item in value if item != NOT_STATED)
        condition = Q(**{f"{self.value_path}__in": stated}, **self.published())
        if len(stated) == len(value):
            return condition
        return condition | self.is_missing() if stated else self.is_missing()

    def is_missing(self):
        """The condition that no published row of a record has a value; it is one of the record, whatever the row."""
        if not relation_steps(self.model, self.path):
            return Q(**{self.path: ""})
        with_value = self.model.objects.filter(pk=OuterRef("pk"), **self.published(), **self.has_value())
        return Q(~Exists(with_value))

    def has_value(self):
        return {f"{self.value_path}__gt": ""}

    def published(self):
        return published_along(self.model, self.path)

    def filter(self, queryset, value):
        return filter_rows(queryset, self.condition(value), self.has_many)

    def missing_count(self, queryset, same_row, counted, among):
        """[(`(none)`, label, count)] where some of the `among` records have no value."""
        if not self.can_be_missing:
            return []
        if same_row or not counted.is_complete:  # what was counted is not all that they have
            count = queryset.filter(self.is_missing()).count()
        else:
            count = among - counted.with_value
        return [(NOT_STATED, self.not_stated_label, count)] if count else []

    def in_words(self, values, data):
        return super().in_words(values, data) | ({NOT_STATED: self.not_stated_label} if NOT_STATED in values else {})


class ChoiceFilter(FacetFilter):
    """Any of the words of a vocabulary; a facet."""

    def __init__(self, path, vocabulary, row="", **kwargs):
        super().__init__(path, row, **kwargs)
        self.allowed = vocabulary.values
        self.labels = dict(vocabulary.choices)

    def bind(self, key, model):
        super().bind(key, model)
        if self.can_be_missing:
            self.allowed = [*self.allowed, NOT_STATED]
            self.labels = self.labels | {NOT_STATED: self.not_stated_label}

    def read(self, texts):
        for unknown in [text for text in texts if text not in self.labels]:
            raise self.bad_parameter(NOT_A_CHOICE % {"value": unknown[:60]})
        return tuple(dict.fromkeys(texts))

    def counts(self, queryset, same_row=None, chosen=(), among=0):
        """([(value, label, count)], whether complete) of the values that the queryset holds, in the vocabulary's order.

        `same_row` is a condition that must hold for the row that is counted, `among` the number of records.
        """
        has_value = self.has_value() if self.can_be_missing else {}
        rows = queryset.filter(same_row or Q(), **self.published() | has_value)
        counted = grouped(rows, self.path, self.path, len(self.allowed))
        missing = self.missing_count(queryset, same_row, counted, among)
        return [*self.labelled(counted.rows), *missing], counted.is_complete

    def labelled(self, rows):
        """[(value, display label, count)] of counted values."""
        counts = {value: count for value, _label, count in rows}
        return [(value, self.labels[value], counts[value]) for value in self.allowed if counts.get(value)]


class ColumnFilter(FacetFilter):
    """A facet whose values are parameters of the SQL, counted from the most frequent on."""

    def read(self, texts):
        value = dict.fromkeys(nonempty(self, texts))
        if NOT_STATED in value and not self.can_be_missing:
            raise self.bad_parameter(NEVER_MISSING)
        return tuple(sorted(value, key=lambda item: item == NOT_STATED))

    def map_parameters(self, value, function):
        return tuple(item if item == NOT_STATED else function(item) for item in value)

    def counts(self, queryset, same_row=None, chosen=(), among=0):
        """([(value, label, count)], whether complete), the most frequent first: at most 200, and what is chosen."""
        counted = self._counted(queryset, same_row or Q())
        unlisted = set(chosen) - {row[0] for row in counted.rows} if len(counted.rows) == MAX_VALUES else ()
        if unlisted:
            counted.rows += self._counted(queryset, (same_row or Q()) & Q(**{f"{self.value_path}__in": unlisted})).rows
        missing = self.missing_count(queryset, same_row, counted, among)
        return self.labelled([*counted.rows, *missing]), counted.is_complete

    def _counted(self, queryset, condition):
        """Count with all conditions in one filter, so that they hold for the row that is counted."""
        rows = queryset.filter(condition, **self.published() | self.has_value())
        return grouped(rows, self.value_path, self.label_path, MAX_VALUES)

    def labelled(self, rows):
        """[(value, display label, count)] of counted values, `(none)` among them."""
        return [(value, self.not_stated_label if value == NOT_STATED else label, count) for value, label, count in rows]

    @property
    def label_path(self):
        return self.value_path


class ValueFilter(ColumnFilter):
    """Any of the values of a plain column; a facet. Where the column has a vocabulary, only its words."""

    def read(self, texts):
        value = super().read(texts)
        for unknown in [word for word in value if self.labels and word not in self.labels and word != NOT_STATED]:
            allowed = [*self.labels, *([NOT_STATED] if self.can_be_missing else [])]
            raise self.bad_parameter(NOT_A_CHOICE % {"value": unknown[:60]}, allowed)
        return value

    def labelled(self, rows):
        return [(value, self.labels.get(value, label), count) for value, label, count in super().labelled(rows)]

    @cached_property
    def labels(self):
        return dict(column_of(self.model, self.path).flatchoices)


class SlugFilter(ColumnFilter):
    """Any of the records that a relation leads to, by slug; a facet."""

    column = "slug"

    def references(self, value):
        return [(self._related, slug) for slug in value if slug != NOT_STATED]

    def missing_error(self, model, slug):
        message = _("There is no %(type)s “%(slug)s”.") % {"type": model._meta.verbose_name, "slug": slug[:120]}
        return self.bad_parameter(message, [f"a slug of /api/v1/{model.record_type}/"])

    def is_proved_by_results(self, value):
        return len(value) == 1

    @cached_property
    def _related(self):
        return relation_steps(self.model, self.path)[-1][1].related_model

    def published(self):
        return super().published() | {f"{self.path}__is_published": True}

    @property
    def label_path(self):
        return f"{self.path}__{self._title}"

    @property
    def _title(self):
        return "name" if hasattr(self._related, "names") else "title"

    def in_words(self, values, data):
        titles = self._related.objects.published().filter(slug__in=values).values_list("slug", self._title)
        return super().in_words(values, data) | dict(titles)
