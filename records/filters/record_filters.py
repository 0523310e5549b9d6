"""The filters that record types share: those of every record, of dates, and of amounts."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.clean_text import NOT_STATED
from records.problems import parameter_error
from values.amounts import StatedAmount

from .facet_filters import SlugFilter, ValueFilter
from .filtersets import QueryFilters
from .since_filter import SinceFilter
from .value_filters import AmountFilter, DateFilter, ListFilter, NameFilter, YearFilter
from .yes_no_filter import YesNoFilter


class RecordFilters(QueryFilters):
    """The filters of every record with an address."""

    contested = YesNoFilter(
        "contested", label=_("contested"), help_text=_("Whether some place contradicts a value of it.")
    )
    needs_recheck = YesNoFilter(
        "needing_recheck", label=_("needs re-check"), help_text=_("Whether a value changed after it was cited.")
    )
    id__in = ListFilter("id", r"\d{1,18}", label=_("number"), help_text=_("Several records by number."))
    updated_since = SinceFilter(label=_("changed since"), help_text=_("Changed at or after a moment (ISO 8601)."))
    q = NameFilter(label=_("name"), help_text=_("Words of the name, or of a further name in any script."))
    slug__in = ListFilter(
        "slug", r"[-\w]{1,120}", label=_("slug"), help_text=_("Several records by slug, with commas between them.")
    )
    source = SlugFilter("citations__source", label=_("source"), help_text=_("Taken from this source."))


DATED = {"true": _("date stated"), "false": _("date not stated")}


class DatedFilters(RecordFilters):
    """The filters of dated records."""

    year = YearFilter(
        "when",
        label=_("year"),
        help_text=_("Dates possibly in this year; a deadline, like “by 2026”, in the year of its known end alone."),
    )
    dated = YesNoFilter(
        Q(when__isnull=False), DATED, label=_("dated"), help_text=_("Whether some source gives it a date.")
    )
    when_certainly = DateFilter(
        "when", True, label=_("certainly in"),
        help_text=_("Dates certainly within an EDTF span; never one that its source doubts, like 2024?."),
    )  # fmt: skip
    when_possibly = DateFilter(
        "when", False, label=_("possibly in"),
        help_text=_("Dates possibly within an EDTF span; a deadline also long before its end."),
    )  # fmt: skip


CURRENCY_HELP = _("ISO 4217 code; amounts are never converted.")


def _currency_in(text):
    """The currency that a typed amount names, like “US$50 million”; else empty."""
    return "" if text.isdigit() else StatedAmount.read(text[:60]).currency


class AmountFilters(QueryFilters):
    """The filters of records with an amount; amounts are compared within one currency or unit."""

    comparable_within = ("currency",)

    @property
    def required_by_others(self):
        return self.comparable_within

    amount_certainly_min = AmountFilter(
        "contained_by", "min", label=_("certainly at least"), help_text=_("Certainly at least.")
    )
    amount_possibly_min = AmountFilter(
        "overlap", "min", label=_("possibly at least"), help_text=_("Possibly at least.")
    )
    amount_certainly_max = AmountFilter(
        "contained_by", "max", label=_("certainly at most"), help_text=_("Certainly at most.")
    )
    amount_possibly_max = AmountFilter("overlap", "max", label=_("possibly at most"), help_text=_("Possibly at most."))
    currency = ValueFilter("amount_currency", label=_("currency"), help_text=CURRENCY_HELP)

    def _incomplete(self):
        """Amounts in different currencies are not compared, so the query must name one."""
        amounts = self._amounts()
        if not amounts or self._are_comparable(self.data):
            return
        for name in amounts:
            if currency := _currency_in(self.data[name]):
                message = _("“%(text)s” is in %(currency)s: ask within it.")
                values = {"text": self.data[name][:60], "currency": currency}
                yield parameter_error(name, message % values, ["currency"])
                return
        message = _("Say in which %(what)s “%(name)s” counts.")
        names = {"what": " or ".join(self.comparable_within), "name": amounts[0]}
        yield parameter_error(amounts[0], message % names, self.comparable_within)

    def can_choose(self, name, value):
        """Whether amounts asked for can still be compared under this value of a filter; “not stated” compares none."""
        if not self._amounts():
            return True
        changed = self.data.copy()
        changed.setlist(name, [value])
        return self._are_comparable(changed)

    def _amounts(self):
        return [name for name in self.data if name.startswith("amount_") and self.data.get(name)]

    @classmethod
    def _are_comparable(cls, data):
        named = [[value for value in data.getlist(name) if value] for name in cls.comparable_within]
        written = {_currency_in(data[name]) for name in data if name.startswith("amount_")} - {""}
        return any(values and NOT_STATED not in values for values in named) and written <= {*data.getlist("currency")}

    @classmethod
    def without_incomplete(cls, data):
        """Remove amounts that lost their currency or unit, without which they mean nothing."""
        if not cls._are_comparable(data):
            for name in [name for name in data if name.startswith("amount_")]:
                del data[name]
        return data
