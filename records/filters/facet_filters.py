"""Filters that are also facets: they count records by value and label each value.

Filters with the same `row` apply to the same row of that relation: the investor and the role of one investment, never
the investor of one and the role of another.
"""

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from .query_filter import QueryFilter, column_of, filter_once, nonempty, published_along, relation_steps

MAX_VALUES = 200
MAX_ROWS = 50_000
"""The most rows that a facet is counted from, where its values are reached over relations."""
NOT_A_CHOICE = _("“%(value)s” is not one of its words.")


def grouped(queryset, value, label, most):
    """([(value, label, number of records)], whether it is complete), most frequent first, from MAX_ROWS rows at most.

    A record may have any number of rows on the path to its values.
    """
    labelled = queryset.order_by().annotate(_label=F(label)).values_list("pk", value, "_label")[: MAX_ROWS + 1]
    sql, params = labelled.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value, label, count(DISTINCT number), sum(count(*)) OVER ()"
            f" FROM ({sql}) AS labelled (number, value, label)"
            " GROUP BY value, label ORDER BY count(DISTINCT number) DESC, label, value LIMIT %s",
            [*params, most],
        )
        rows = cursor.fetchall()
    return [row[:3] for row in rows], not rows or rows[0][3] <= MAX_ROWS


class FacetFilter(QueryFilter):
    """Any of the values of a column, of the record or at the end of a path of relations; a facet."""

    is_facet = True
    accepts_several = True
    kind = "list"
    column = ""  # at the end of the path

    def __init__(self, path, row="", **kwargs):
        self.path, self.row = path, row
        super().__init__(field_name=path, **kwargs)

    @property
    def value_path(self):
        return f"{self.path}__{self.column}" if self.column else self.path

    def lookups(self, value):
        """The lookups that one row must match for the value."""
        return {f"{self.value_path}__in": value} | self.published()

    def published(self):
        return published_along(self.model, self.path)

    def filter(self, queryset, value):
        return filter_once(queryset, self.lookups(value))


class ChoiceFilter(FacetFilter):
    """Any of the words of a vocabulary; a facet."""

    def __init__(self, path, vocabulary, row="", **kwargs):
        super().__init__(path, row, **kwargs)
        self.allowed = vocabulary.values
        self.labels = dict(vocabulary.choices)

    def read(self, texts):
        for unknown in [text for text in texts if text not in self.labels]:
            raise self.bad_parameter(NOT_A_CHOICE % {"value": unknown[:60]})
        return tuple(dict.fromkeys(texts))

    def counts(self, queryset, same_row=None, chosen=()):
        """([(value, label, count)], whether complete) of the values that the queryset holds, in the vocabulary's order.

        `same_row` are lookups that must hold for the row that is counted.
        """
        rows = queryset.filter(**(same_row or {}) | self.published())
        counted, is_complete = grouped(rows, self.path, self.path, len(self.allowed))
        return self.labelled(counted), is_complete

    def labelled(self, rows):
        """[(value, display label, count)] of counted values."""
        counts = {value: count for value, _label, count in rows}
        return [(value, self.labels[value], counts[value]) for value in self.allowed if counts.get(value)]


class ColumnFilter(FacetFilter):
    """A facet whose values are parameters of the SQL, counted from the most frequent on."""

    def read(self, texts):
        return tuple(dict.fromkeys(nonempty(self, texts)))

    def map_parameters(self, value, function):
        return tuple(function(item) for item in value)

    def counts(self, queryset, same_row=None, chosen=()):
        """([(value, label, count)], whether complete), the most frequent first: at most 200, and what is chosen."""
        rows, is_complete = self._counted(queryset, same_row or {})
        missing = set(chosen) - {row[0] for row in rows} if len(rows) == MAX_VALUES else ()
        if missing:
            rows += self._counted(queryset, (same_row or {}) | {f"{self.value_path}__in": missing})[0]
        return self.labelled(rows), is_complete

    def _counted(self, queryset, lookups):
        """Count with all lookups in one filter, so that they hold for the row that is counted."""
        rows = queryset.filter(**lookups | self.published() | {f"{self.value_path}__gt": ""})
        return grouped(rows, self.value_path, self.label_path, MAX_VALUES)

    def labelled(self, rows):
        """[(value, display label, count)] of counted values."""
        return list(rows)

    @property
    def label_path(self):
        return self.value_path


class ValueFilter(ColumnFilter):
    """Any of the values of a plain column; a facet. Where the column has a vocabulary, only its words."""

    def read(self, texts):
        value = super().read(texts)
        for unknown in [word for word in value if self.labels and word not in self.labels]:
            raise self.bad_parameter(NOT_A_CHOICE % {"value": unknown[:60]}, self.labels)
        return value

    def labelled(self, rows):
        return [(value, self.labels.get(value, label), count) for value, label, count in rows]

    @cached_property
    def labels(self):
        return dict(column_of(self.model, self.path).flatchoices)


class SlugFilter(ColumnFilter):
    """Any of the records that a relation leads to, by slug; a facet."""

    column = "slug"

    def references(self, value):
        return [(self._related, slug) for slug in value]

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
        return {value: value for value in values} | dict(titles)


class YesNoFilter(QueryFilter):
    """True or false; a facet. `condition` is the name of a queryset method or a Q."""

    is_facet = True
    kind = "yesno"
    allowed = ("true", "false")

    def __init__(self, condition, words=None, **kwargs):
        self.condition = condition
        self.labels = words or {"true": _("yes"), "false": _("no")}
        super().__init__(**kwargs)

    def read(self, texts):
        if texts[-1] not in ("", *self.allowed):
            raise self.bad_parameter(_("It is true or false, not “%(value)s”.") % {"value": texts[-1][:60]})
        return texts[-1]

    def as_q(self, model):
        """The condition as a Q over the model's rows."""
        if isinstance(self.condition, Q):
            return self.condition
        return Q(Exists(getattr(model.objects, self.condition)().filter(pk=OuterRef("pk"))))

    def filter(self, queryset, value):
        condition = self.as_q(queryset.model)
        return queryset.filter(condition) if value == "true" else queryset.exclude(condition)

    def counts(self, queryset, same_row=None, chosen=()):
        counts = queryset.order_by().aggregate(true=Count("pk", filter=self.as_q(queryset.model)), all=Count("pk"))
        counts["false"] = counts["all"] - counts["true"]
        return [(value, label, counts[value]) for value, label in self.labels.items() if counts[value]], True
