"""Filters that are facets too: they say by which values they count, and what each value is called.

Filters with the same `row` hold for the same row of that relation: the investor and the role of one investment, never
the investor of one and the role of another.
"""

import django_filters
from django import forms
from django.db.models import Count, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from medtech_kb.browse.problems import BadParameter

from .joining import column_of, narrowed, published_along, steps

VALUES_AT_MOST = 200


class Several(forms.Field):
    """A form field that takes every value of a parameter given more than once."""

    widget = forms.SelectMultiple

    def to_python(self, value):
        if any("\0" in str(item) for item in value or []):
            raise forms.ValidationError(_("No value holds a NUL character."))
        return [str(item) for item in value or [] if str(item) != ""]


def key_of(item):
    """The parameter's name of a filter of a filter set."""
    return next(name for name, other in item.parent.filters.items() if other is item)


class Choices(django_filters.MultipleChoiceFilter):
    """Any of the words of a vocabulary; a facet."""

    is_facet = True
    takes_several = True
    kind = "list"

    def __init__(self, field_name, vocabulary, row="", **kwargs):
        self.path, self.row = field_name, row
        wrong = {"invalid_choice": _("“%(value)s” is not one of its words.")}
        super().__init__(
            field_name=field_name, choices=vocabulary.choices, distinct=False, error_messages=wrong, **kwargs
        )
        self.allowed = vocabulary.values
        self.labels = dict(vocabulary.choices)

    def check(self, value):
        """The form has checked the words."""

    def lookups(self, value):
        return {f"{self.path}__in": value} | published_along(self.model, self.path)

    def filter(self, queryset, value):
        return narrowed(queryset, self.lookups(value)) if value else queryset

    def counts(self, queryset, same_row=None, chosen=()):
        """[(value, label, count)] of the values that the queryset holds, in the vocabulary's order.

        `same_row` are lookups that must hold for the row that is counted.
        """
        rows = queryset.filter(**(same_row or {}) | published_along(self.model, self.path))
        found = dict(rows.order_by().values_list(self.path).annotate(Count("pk", distinct=True)))
        return [(value, self.labels[value], found[value]) for value in self.allowed if found.get(value)]

    def in_words(self, values, data):
        return {value: self.labels.get(value, value) for value in values}


class Columns(django_filters.Filter):
    """Any of the values of a column, of the record or at the end of a path of relations; a facet."""

    is_facet = True
    takes_several = True
    kind = "list"
    allowed = ()
    field_class = Several
    column = ""  # behind the path

    def __init__(self, path, row="", **kwargs):
        self.path, self.row = path, row
        super().__init__(field_name=path, **kwargs)

    @property
    def value_path(self):
        return f"{self.path}__{self.column}" if self.column else self.path

    def check(self, value):
        """Any value may be asked for."""

    def lookups(self, value):
        return {f"{self.value_path}__in": value} | self.published()

    def published(self):
        return published_along(self.model, self.path)

    def filter(self, queryset, value):
        if not value:
            return queryset
        self.check(value)
        return narrowed(queryset, self.lookups(value))

    def counts(self, queryset, same_row=None, chosen=()):
        """[(value, label, count)], the most frequent first; at most 200, and those that are chosen."""
        label = self.label_path
        found = (
            queryset.filter(**(same_row or {}) | self.published() | {f"{self.value_path}__gt": ""})
            .order_by()
            .values_list(*dict.fromkeys((self.value_path, label)))
            .annotate(count=Count("pk", distinct=True))
            .order_by("-count", label)
        )
        rows = list(found[:VALUES_AT_MOST])
        if len(rows) == VALUES_AT_MOST:
            missing = set(chosen) - {row[0] for row in rows}
            rows += list(found.filter(**{f"{self.value_path}__in": missing})) if missing else []
        return [(row[0], row[-2], row[-1]) for row in rows]

    @property
    def label_path(self):
        return self.value_path


class Values(Columns):
    """Any of the values of a plain column; a facet. Where the column has a vocabulary, only its words."""

    key = property(key_of)

    def check(self, value):
        words = self._labels
        for wrong in [each for each in value if words and each not in words]:
            message = str(_("“%(value)s” is not one of its words.") % {"value": wrong[:60]})
            raise BadParameter({"parameter": self.key, "message": message, "allowed": list(words)})

    def counts(self, queryset, same_row=None, chosen=()):
        found = super().counts(queryset, same_row, chosen)
        return [(value, self._labels.get(value, label), count) for value, label, count in found]

    def in_words(self, values, data):
        return {value: self._labels.get(value, value) for value in values}

    @cached_property
    def _labels(self):
        return dict(column_of(self.model, self.path).flatchoices)


class Slugs(Columns):
    """Any of the records that a relation leads to, by slug; a facet."""

    column = "slug"
    _checked = None

    def check(self, value):
        if value == self._checked:
            return
        known = set(self._related.objects.published().filter(slug__in=value).values_list("slug", flat=True))
        for slug in value:
            if slug not in known:
                said = {"type": self._related._meta.verbose_name, "slug": slug[:120]}
                raise BadParameter({
                    "parameter": self.key, "message": str(_("There is no %(type)s “%(slug)s”.") % said),
                    "allowed": [f"a slug of /api/v1/{self._related.record_type}/"],
                })  # fmt: skip
        self._checked = value

    key = property(key_of)

    @property
    def _related(self):
        return steps(self.model, self.path)[-1][1].related_model

    def published(self):
        return published_along(self.model, self.path) | {f"{self.path}__is_published": True}

    @property
    def label_path(self):
        return f"{self.path}__{self._title}"

    @property
    def _title(self):
        return "name" if hasattr(self._related, "names") else "title"

    def in_words(self, values, data):
        found = self._related.objects.published().filter(slug__in=values).values_list("slug", self._title)
        return {value: value for value in values} | dict(found)


class YesNo(django_filters.ChoiceFilter):
    """true or false; a facet. `condition` is a queryset method's name or a Q."""

    is_facet = True
    takes_several = False
    kind = "yesno"
    row = ""
    allowed = ("true", "false")

    def __init__(self, condition, words=None, **kwargs):
        self.condition = condition
        self.labels = words or {"true": _("yes"), "false": _("no")}
        wrong = {"invalid_choice": _("It is true or false, not “%(value)s”.")}
        super().__init__(choices=list(self.labels.items()), error_messages=wrong, **kwargs)

    def holds(self, model):
        """The condition as a Q over the model's rows."""
        if isinstance(self.condition, Q):
            return self.condition
        return Q(pk__in=getattr(model.objects, self.condition)().values("pk"))

    def filter(self, queryset, value):
        if not value:
            return queryset
        held = self.holds(queryset.model)
        return queryset.filter(held) if value == "true" else queryset.exclude(held)

    def counts(self, queryset, same_row=None, chosen=()):
        found = queryset.order_by().aggregate(true=Count("pk", filter=self.holds(queryset.model)), of=Count("pk"))
        counted = {"true": found["true"], "false": found["of"] - found["true"]}
        return [(value, label, counted[value]) for value, label in self.labels.items() if counted[value]]

    def in_words(self, values, data):
        return {value: self.labels.get(value, value) for value in values}
