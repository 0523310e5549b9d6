"""Filters that are facets too: they say by which values they count."""

import django_filters
from django import forms
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from medtech_kb.browse.problems import BadParameter


class Several(forms.Field):
    """A form field that takes every value of a parameter given more than once."""

    widget = forms.SelectMultiple

    def to_python(self, value):
        if any("\0" in str(item) for item in value or []):
            raise forms.ValidationError(_("No value holds a NUL character."))
        return [str(item) for item in value or [] if str(item) != ""]


class Choices(django_filters.MultipleChoiceFilter):
    """Any of the words of a vocabulary; a facet."""

    is_facet = True
    takes_several = True

    def __init__(self, field_name, vocabulary, **kwargs):
        self.path = field_name
        wrong = {"invalid_choice": _("“%(value)s” is not one of its words.")}
        super().__init__(
            field_name=field_name, choices=vocabulary.choices, distinct=False, error_messages=wrong, **kwargs
        )
        self.allowed = vocabulary.values
        self.labels = dict(vocabulary.choices)

    def filter(self, queryset, value):
        return narrowed(queryset, f"{self.path}__in", value) if value else queryset

    def counts(self, queryset):
        """[(value, label, count)] of the values that the queryset holds, in the vocabulary's order."""
        found = dict(queryset.order_by().values_list(self.path).annotate(Count("pk", distinct=True)))
        return [(value, self.labels[value], found[value]) for value in self.allowed if found.get(value)]


class Slugs(django_filters.Filter):
    """Any of the records that a relation leads to, by slug; a facet."""

    is_facet = True
    takes_several = True
    allowed = ()
    field_class = Several

    def __init__(self, path, **kwargs):
        self.path = path
        super().__init__(field_name=path, **kwargs)

    def filter(self, queryset, value):
        if not value:
            return queryset
        self._check(value)
        return narrowed(queryset, f"{self.path}__slug__in", value)

    def _check(self, slugs):
        known = set(self._related.objects.published().filter(slug__in=slugs).values_list("slug", flat=True))
        for slug in slugs:
            if slug not in known:
                said = {"type": self._related._meta.verbose_name, "slug": slug[:120]}
                raise BadParameter({
                    "parameter": self.key, "message": str(_("There is no %(type)s “%(slug)s”.") % said),
                    "allowed": [f"a slug of /api/v1/{self._related.record_type}/"],
                })  # fmt: skip

    @property
    def key(self):
        return next(name for name, item in self.parent.filters.items() if item is self)

    @property
    def _related(self):
        model = self.model
        for step in self.path.split("__"):
            model = model._meta.get_field(step).related_model
        return model

    def counts(self, queryset):
        title = "name" if hasattr(self._related, "names") else "title"
        found = (
            queryset.order_by()
            .filter(**{f"{self.path}__is_published": True})
            .values_list(f"{self.path}__slug", f"{self.path}__{title}")
            .annotate(count=Count("pk", distinct=True))
            .order_by("-count", f"{self.path}__{title}")
        )
        return list(found[:200])


class Values(django_filters.Filter):
    """Any of the values of a plain column; a facet."""

    is_facet = True
    takes_several = True
    allowed = ()
    field_class = Several

    def __init__(self, path, **kwargs):
        self.path = path
        super().__init__(field_name=path, **kwargs)

    def filter(self, queryset, value):
        return narrowed(queryset, f"{self.path}__in", value) if value else queryset

    def counts(self, queryset):
        found = queryset.order_by().exclude(**{self.path: ""}).values_list(self.path).annotate(count=Count("pk"))
        return [(value, value, count) for value, count in found.order_by("-count", self.path)[:200]]


class YesNo(django_filters.ChoiceFilter):
    """true or false; a facet. `condition` is a queryset method's name or a dictionary of lookups."""

    is_facet = True
    takes_several = False
    allowed = ("true", "false")

    def __init__(self, condition, **kwargs):
        self.condition = condition
        wrong = {"invalid_choice": _("It is true or false, not “%(value)s”.")}
        super().__init__(choices=[("true", _("yes")), ("false", _("no"))], error_messages=wrong, **kwargs)

    def filter(self, queryset, value):
        if not value:
            return queryset
        held = getattr(queryset.model.objects, self.condition)().values("pk")
        return queryset.filter(pk__in=held) if value == "true" else queryset.exclude(pk__in=held)

    def counts(self, queryset):
        found = [(value, self.filter(queryset, value).count()) for value in ("true",)]
        return [(value, _("yes"), count) for value, count in found if count]


def narrowed(queryset, lookup, value):
    """The rows with at least one related row that fits; each row once, whatever the relation."""
    if "__" not in lookup.removesuffix("__in").removesuffix("__slug") and not _is_many(queryset.model, lookup):
        return queryset.filter(**{lookup: value})
    return queryset.filter(pk__in=queryset.model.objects.filter(**{lookup: value}).values("pk"))


def _is_many(model, lookup):
    field = model._meta.get_field(lookup.split("__")[0])
    return field.many_to_many or field.one_to_many
