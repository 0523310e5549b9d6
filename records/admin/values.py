"""Inputs for dates and amounts as people write them, and columns that show how they are read."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget, AdminURLFieldWidget
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.clean_text import clean_text
from values.dates import PartialDate
from values.fields import PartialDateField


class PartialDateInput(forms.CharField):
    """A partial date in EDTF or in words; text that can't be read stays in the input, with the error next to it."""

    def prepare_value(self, value):
        """The date with its own words: without them, saving another field would lose them."""
        return value.text if isinstance(value, PartialDate) else value

    def to_python(self, value):
        if isinstance(value, PartialDate):
            return value
        value = super().to_python(value)
        if value in self.empty_values:
            return None
        try:
            return PartialDate.read(value)
        except ValueError as error:
            raise ValidationError(str(error), code="partial_date") from error


class CleanText(forms.CharField):
    """A text of one line as it is kept; a character that can't be seen is an error that names it."""

    has_lines = False

    def to_python(self, value):
        value = super().to_python(value)
        return value if value in self.empty_values or "\0" in value else clean_text(value, self.has_lines)


class CleanLines(CleanText):
    """A text of several lines."""

    has_lines = True


class CleanAddress(forms.URLField):
    """A web address without what can't be seen."""

    def to_python(self, value):
        if value in self.empty_values or "\0" in value:
            return super().to_python(value)
        return super().to_python(clean_text(value))


FORM_FIELDS = {
    models.CharField: {"form_class": CleanText, "widget": AdminTextInputWidget},
    models.TextField: {"form_class": CleanLines, "widget": AdminTextareaWidget},
    models.SlugField: {"widget": AdminTextInputWidget},
    PartialDateField: {"form_class": PartialDateInput, "widget": AdminTextInputWidget(attrs={"class": "kb-short"})},
    models.URLField: {"form_class": CleanAddress, "assume_scheme": "https", "widget": AdminURLFieldWidget},
}


def future_dates(record, names) -> list[str]:
    """The dates of a record, by field name, that lie wholly in the future, in words: likely mistakes unless planned."""
    dates = [
        getattr(record, field.name)
        for field in record._meta.fields
        if isinstance(field, PartialDateField) and field.name in names
    ]
    return [when.in_words for when in dates if when and when.earliest and when.earliest > timezone.localdate()]


@admin.display(description=gettext_lazy("when, in words"), ordering=Func(F("when"), function="kb_edtf_key"))
def when_in_words(record):
    """Like "March 2025"; empty where no date is known."""
    return record.when.in_words if record.when else ""


@admin.display(description=gettext_lazy("published, in words"), ordering=Func(F("published"), function="kb_edtf_key"))
def published_in_words(record):
    """Like when_in_words, for the date of a document."""
    return record.published.in_words if record.published else ""


@admin.display(description=gettext_lazy("amount, in words"), ordering="amount_low")
def amount_in_words(record):
    """The amount as readers will see it, with the range read off its words or a note that there is none."""
    amount = record.amount
    if amount is None:
        return ""
    if not amount.is_disclosed:
        return amount.in_words
    if not amount.bounds:
        return _("%(words)s: kept as words, no range can be read off them") % {"words": amount.in_words}
    inferred = _(", currency inferred") if amount.currency_inferred else ""
    return f"{amount.in_words}{inferred}: {_range_in_words(amount)}"


def _range_in_words(amount):
    low, high = _formatted(amount.low), _formatted(amount.high)
    if amount.low == amount.high:
        return _("exactly %(low)s") % {"low": low}
    from_low = (_("more than %(low)s") if amount.min_excluded else _("at least %(low)s")) % {"low": low}
    to_high = (_("less than %(high)s") if amount.max_excluded else _("at most %(high)s")) % {"high": high}
    return _(" and ").join([from_low] * (amount.low is not None) + [to_high] * (amount.high is not None))


def _formatted(number):
    text = "" if number is None else f"{number:,.4f}"
    return text.rstrip("0").rstrip(".")


IN_WORDS = {"when": when_in_words, "published": published_in_words, "amount_stated": amount_in_words}
