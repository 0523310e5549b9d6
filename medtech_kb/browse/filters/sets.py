"""Strict filter sets: an unknown parameter, a value of no sense, a single value given twice is an error."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from medtech_kb.browse.problems import BadParameter

from .facetted import Slugs, Values, YesNo
from .joining import narrowed
from .single import Amounts, Dates, Listed, Since, Words
from .years import Years

# Parameters of a list that narrow nothing.
CONTROLS = ("page_size", "cursor", "ordering", "fields", "omit", "facets", "format")


class StrictFilters(django_filters.FilterSet):
    """Strict reading of a query string."""

    def checked(self):
        """The narrowed queryset. Raises BadParameter with every error of the query string."""
        errors = [*self._unknown(), *self._repeated(), *self._missing(), *self._form_errors()]
        if errors:
            raise BadParameter(*errors)
        return self.qs

    def filter_queryset(self, queryset):
        errors, rows = [], {}
        for name, value in self.form.cleaned_data.items():
            try:
                queryset = self._step(queryset, rows, name, value)
            except BadParameter as error:
                errors += error.errors
        if errors:
            raise BadParameter(*errors)
        return _joined(queryset, rows)

    def _step(self, queryset, rows, name, value):
        """The queryset narrowed by one filter; what must hold for one row of a relation waits in `rows`."""
        item = self.filters[name]
        if not (item.row and value):
            return item.filter(queryset, value)
        item.check(value)
        rows.setdefault(item.row, {}).update(item.lookups(value))
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

    def counts(self, name):
        """[(value, label, count)] of a facet: under the other choices but not under its own.

        Where all chosen values must hold (Conditions), its own count too: what is left when one more is chosen.
        """
        item, queryset, rows = self.filters[name], self.queryset.all(), {}
        for other, value in self.form.cleaned_data.items():
            if other != name or item.kind == "conditions":
                queryset = self._step(queryset, rows, other, value)
        same_row = rows.pop(item.row, {})
        return item.counts(_joined(queryset, rows), same_row, self.chosen(name))

    def chosen(self, name):
        """The values of the parameter, each once."""
        return [value for value in dict.fromkeys(self.data.getlist(name)) if value]

    @classmethod
    def sensible(cls, data):
        """A changed query string without what has lost its sense; nothing here."""
        return data


def _joined(queryset, rows):
    for lookups in rows.values():
        queryset = narrowed(queryset, lookups)
    return queryset


class RecordFilters(StrictFilters):
    """What all records with an address can be narrowed by."""

    contested = YesNo("contested", label=_("contested"), help_text=_("Whether some place contradicts a value of it."))
    tainted = YesNo(
        "tainted", label=_("to be checked again"), help_text=_("Whether a value changed after it was cited.")
    )
    id__in = Listed("id", r"\d{1,18}", label=_("number"), help_text=_("Several records by number."))
    updated_since = Since(label=_("changed since"), help_text=_("Changed at or after a moment (ISO 8601)."))
    q = Words(label=_("name"), help_text=_("Words of the name, or of a further name in any script."))
    slug__in = Listed(
        "slug", r"[-\w]{1,120}", label=_("slug"), help_text=_("Several records by slug, with commas between them.")
    )
    source = Slugs("citations__source", label=_("source"), help_text=_("Taken from this source."))


DATED = {"true": _("dated"), "false": _("not dated")}


class DatedFilters(RecordFilters):
    """What dated records can be narrowed by."""

    year = Years("when", label=_("year"), help_text=_("Dates possibly in this year."))
    dated = YesNo(Q(when__isnull=False), DATED, label=_("dated"), help_text=_("Whether some source gives it a date."))
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
        asked = [name for name in self.data if name.startswith("amount_") and self.data.get(name)]
        if asked and not any(self.data.get(name) for name in self.comparable_within):
            message = _("Say in which %(what)s “%(name)s” counts.")
            said = {"what": " or ".join(self.comparable_within), "name": asked[0]}
            yield {"parameter": asked[0], "message": str(message % said), "allowed": list(self.comparable_within)}

    @classmethod
    def sensible(cls, data):
        """Without its currency (or unit) an amount says nothing: it goes with it."""
        if not any(data.get(name) for name in cls.comparable_within):
            for name in [name for name in data if name.startswith("amount_")]:
                del data[name]
        return data
