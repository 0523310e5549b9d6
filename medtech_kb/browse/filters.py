"""What a record type can be narrowed by: one FilterSet for its page, its API list and every other face.

Filters here are strict: an unknown parameter, a value of no sense, or a single value given twice is an error that says
what is allowed. A filter that can be a facet says by which values it counts.
"""

import re
from decimal import Decimal

import django_filters
from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange, NumericRange
from django.db.models import Count, Q
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from medtech_kb.values.dates import ALLOWED as DATES_ALLOWED
from medtech_kb.values.dates import PartialDate

from .problems import BadParameter

# Parameters of a list that narrow nothing.
CONTROLS = ("page_size", "cursor", "ordering", "fields", "omit", "facets", "format")
WORDS_AT_MOST = 200


class Several(forms.Field):
    """A form field that takes every value of a parameter given more than once."""

    widget = forms.SelectMultiple

    def to_python(self, value):
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
        known = set(self._related.objects.filter(slug__in=slugs).values_list("slug", flat=True))
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
            .filter(**{f"{self.path}__isnull": False})
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


class Single(django_filters.Filter):
    """A filter of one value, read by `read` and applied as a condition by `narrow`."""

    is_facet = False
    takes_several = False
    allowed = ()

    def read(self, text):
        return text

    def narrow(self, queryset, value):
        raise NotImplementedError

    def filter(self, queryset, value):
        if value in (None, ""):
            return queryset
        try:
            read = self.read(str(value).strip())
        except ValueError as error:
            said = {"parameter": self.key, "message": str(error), "allowed": list(self.allowed)}
            raise BadParameter(said) from None
        return self.narrow(queryset, read)

    key = Slugs.key


class Words(Single):
    """Every word stands in the name or in a further name."""

    def read(self, text):
        if len(text) > WORDS_AT_MOST or "\0" in text:
            raise ValueError(_("At most %(most)s characters of text.") % {"most": WORDS_AT_MOST})
        return text.split()

    def narrow(self, queryset, words):
        title = "name" if hasattr(queryset.model, "names") else "title"
        for word in words:
            found = Q(**{f"{title}__icontains": word})
            if title == "name":
                found |= Q(pk__in=queryset.model.objects.filter(names__text__icontains=word).values("pk"))
            queryset = queryset.filter(found)
        return queryset


class Dates(Single):
    """A date that lies certainly (`contained_by`) or possibly (`overlap`) within a span in EDTF."""

    allowed = (DATES_ALLOWED,)

    def __init__(self, field, lookup, **kwargs):
        self.lookup = f"{field}_span__{lookup}"
        super().__init__(**kwargs)

    def read(self, text):
        return PartialDate.read(text)

    def narrow(self, queryset, date):
        return queryset.filter(**{self.lookup: DateRange(date.earliest, date.latest, "[]")})


class Amounts(Single):
    """An amount that is certainly (`contained_by`) or possibly (`overlap`) at least or at most a number."""

    allowed = ("a number in whole units, like 50000000",)

    def __init__(self, lookup, end, **kwargs):
        self.lookup, self.end = f"amount_span__{lookup}", end
        super().__init__(**kwargs)

    def read(self, text):
        if not re.fullmatch(r"\d{1,20}(\.\d{1,4})?", text):
            raise ValueError(_("“%(text)s” is no amount.") % {"text": text[:60]})
        return Decimal(text)

    def narrow(self, queryset, number):
        low, high = (number, None) if self.end == "min" else (None, number)
        return queryset.filter(**{self.lookup: NumericRange(low, high, "[]")})


class Since(Single):
    """Changed at or after a moment."""

    allowed = ("2026-11-23", "2026-11-23T12:00:00Z")

    def read(self, text):
        try:
            moment = parse_datetime(text) or parse_datetime(f"{parse_date(text)}T00:00:00Z")
        except ValueError:
            moment = None
        if moment is None:
            raise ValueError(_("“%(text)s” is no moment in time.") % {"text": text[:60]})
        return moment if moment.tzinfo else make_aware(moment)

    def narrow(self, queryset, moment):
        return queryset.filter(updated_at__gte=moment)


class Listed(Single):
    """One of several values with commas between them."""

    def __init__(self, column, pattern, **kwargs):
        self.column, self.pattern = column, pattern
        super().__init__(**kwargs)

    @property
    def allowed(self):
        return ("1,2,3",) if self.column == "id" else ("first-slug,second-slug",)

    def read(self, text):
        items = [item.strip() for item in text.split(",")]
        if len(items) > 500 or not all(re.fullmatch(self.pattern, item) for item in items):
            raise ValueError(_("Up to 500 values with commas between them."))
        return items

    def narrow(self, queryset, items):
        return queryset.filter(**{f"{self.column}__in": items})


def narrowed(queryset, lookup, value):
    """The rows with at least one related row that fits; each row once, whatever the relation."""
    if "__" not in lookup.removesuffix("__in").removesuffix("__slug") and not _is_many(queryset.model, lookup):
        return queryset.filter(**{lookup: value})
    return queryset.filter(pk__in=queryset.model.objects.filter(**{lookup: value}).values("pk"))


def _is_many(model, lookup):
    field = model._meta.get_field(lookup.split("__")[0])
    return field.many_to_many or field.one_to_many


class StrictFilters(django_filters.FilterSet):
    """Strict reading of a query string."""

    def checked(self):
        """The narrowed queryset. Raises BadParameter with every error of the query string."""
        errors = [*self._unknown(), *self._repeated(), *self._missing(), *self._form_errors()]
        if errors:
            raise BadParameter(*errors)
        return self.qs

    def filter_queryset(self, queryset):
        errors = []
        for name, value in self.form.cleaned_data.items():
            try:
                queryset = self.filters[name].filter(queryset, value)
            except BadParameter as error:
                errors += error.errors
        if errors:
            raise BadParameter(*errors)
        return queryset

    def _unknown(self):
        allowed = sorted([*self.filters, *CONTROLS])
        for name in self.data:
            if name not in allowed:
                message = _("The parameter “%(name)s” is not known.") % {"name": name[:60]}
                yield {"parameter": name[:60], "message": str(message), "allowed": allowed}

    def _missing(self):
        """What a query must say beside what it says; nothing here."""
        return ()

    def _repeated(self):
        for name in self.data:
            single = name in CONTROLS or (name in self.filters and not self.filters[name].takes_several)
            if single and hasattr(self.data, "getlist") and len(self.data.getlist(name)) > 1:
                message = _("“%(name)s” takes one value.") % {"name": name}
                yield {"parameter": name, "message": str(message), "allowed": ["one value"]}

    def _form_errors(self):
        for name, messages in self.form.errors.items():
            allowed = [str(value) for value in self.filters[name].allowed]
            yield {"parameter": name, "message": " ".join(messages), "allowed": allowed}

    def without(self, name):
        """The queryset narrowed by everything but one filter: what its facet counts."""
        queryset = self.queryset.all()
        for other, value in self.form.cleaned_data.items():
            if other != name:
                queryset = self.filters[other].filter(queryset, value)
        return queryset


class RecordFilters(StrictFilters):
    """What all records with an address can be narrowed by."""

    contested = YesNo("contested", label=_("contested"), help_text=_("Whether some place contradicts a value of it."))
    tainted = YesNo(
        "tainted", label=_("to be checked again"), help_text=_("Whether a value changed after it was cited.")
    )
    id__in = Listed("id", r"\d{1,18}", help_text=_("Several records by number."))
    updated_since = Since(help_text=_("Changed at or after a moment (ISO 8601)."))
    q = Words(label=_("name"), help_text=_("Words of the name, or of a further name in any script."))
    slug__in = Listed("slug", r"[-\w]{1,120}", help_text=_("Several records by slug, with commas between them."))
    source = Slugs("citations__source", label=_("source"), help_text=_("Taken from this source."))


class DatedFilters(RecordFilters):
    """What dated records can be narrowed by."""

    when_certainly = Dates(
        "when", "contained_by", label=_("certainly in"), help_text=_("Dates certainly within an EDTF span.")
    )
    when_possibly = Dates("when", "overlap", label=_("possibly in"), help_text=_("Dates possibly within an EDTF span."))


CURRENCY_HELP = _("ISO 4217 code; amounts are never converted.")


class AmountFilters(StrictFilters):
    """What records with an amount can be narrowed by; an amount is compared within one currency or unit."""

    comparable_within = ("currency",)

    amount_certainly_min = Amounts(
        "contained_by", "min", label=_("certainly at least"), help_text=_("Certainly at least.")
    )
    amount_possibly_min = Amounts("overlap", "min", label=_("possibly at least"), help_text=_("Possibly at least."))
    amount_certainly_max = Amounts(
        "contained_by", "max", label=_("certainly at most"), help_text=_("Certainly at most.")
    )
    amount_possibly_max = Amounts("overlap", "max", label=_("possibly at most"), help_text=_("Possibly at most."))
    currency = Values("amount_currency", label=_("currency"), help_text=CURRENCY_HELP)

    def _missing(self):
        """Amounts of different money are not compared: the query says which."""
        asked = [name for name in self.data if name.startswith("amount_")]
        if asked and not any(self.data.get(name) for name in self.comparable_within):
            message = _("Say in which %(what)s “%(name)s” counts.")
            said = {"what": " or ".join(self.comparable_within), "name": asked[0]}
            yield {"parameter": asked[0], "message": str(message % said), "allowed": list(self.comparable_within)}
