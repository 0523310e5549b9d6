"""Model fields for partial dates and stated amounts: what was stated, and a generated range to query by."""

from typing import Any

from django.contrib.postgres.fields import DateRangeField, DecimalRangeField
from django.contrib.postgres.indexes import GistIndex
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import DateField, F, Func, Q, TextField, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .amounts import StatedAmount
from .dates import MAX_LENGTH, PartialDate
from .lookups import CertainlyWithin, CountedIn
from .vocabulary import NO_AMOUNT


class PartialDateField(models.CharField):
    """A PartialDate, stored as its EDTF text with its own words, if any; NULL where no date is known.

    Let the model's constraints hold `is_a_date`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(max_length=MAX_LENGTH, null=True, blank=True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "null", "blank"):
            kwargs.pop(fixed, None)
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> PartialDate | None:
        return PartialDate.of_text(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if value is None or isinstance(value, PartialDate):
            return value
        if not str(value).strip():
            return None
        try:
            return PartialDate.read(value)
        except ValueError as error:
            raise ValidationError(str(error), code="partial_date") from error

    def get_prep_value(self, value: Any) -> str | None:
        when = self.to_python(value)
        return when.text if when else None

    def value_to_string(self, obj: models.Model) -> str:
        when = self.value_from_object(obj)
        return when.text if when else ""


PartialDateField.register_lookup(CertainlyWithin)
PartialDateField.register_lookup(CountedIn)


def span_of(field: str) -> models.GeneratedField:
    """A daterange of the possible days of the date in `field`; an approximate year is widened by a year each way."""
    return models.GeneratedField(
        verbose_name=_("possible days"),
        help_text=_("Every day that the date can be; made by the database from the date."),
        expression=Func(F(field), function="kb_edtf_span"),
        output_field=DateRangeField(),
        db_persist=True,
    )


def end_of(field: str, function: str, verbose_name: str | Promise) -> models.GeneratedField:
    """One end of the date in `field` as a day, stored, since reading it off the text in every query is slow."""
    return models.GeneratedField(
        verbose_name=verbose_name,
        help_text=_("Made by the database from the date; empty where the span is open."),
        expression=Func(F(field), function=function),
        output_field=DateField(null=True),
        db_persist=True,
    )


def key_of(field: str) -> models.GeneratedField:
    """The text by which rows are ordered by the date in `field`, stored for the lists within a profile."""
    return models.GeneratedField(
        verbose_name=_("place in order"),
        help_text=_("Orders rows by date: by the start, then the narrower first, a deadline by its end."),
        expression=Func(F(field), function="kb_edtf_key"),
        output_field=TextField(null=True),
        db_persist=True,
    )


def is_a_date(name: str, field: str = "when") -> models.CheckConstraint:
    """The constraint of a column of dates."""
    return models.CheckConstraint(
        condition=Q(Func(F(field), function="kb_edtf_is_date", output_field=models.BooleanField())),
        name=name,
        violation_error_message=_("Write a date like 2025, 2025-03 or [..2026]."),
    )


def first_day_of(field: str) -> models.GeneratedField:
    return end_of(field, "kb_edtf_earliest", _("first day"))


def last_day_of(field: str) -> models.GeneratedField:
    return end_of(field, "kb_edtf_latest", _("last day"))


class Dated(models.Model):
    """Something that happened or holds at a date, as precise as the source states it."""

    when = PartialDateField(
        _("when"),
        help_text=_(
            "As precise as the source, never more: 2025, 2025-03, 2025-03-14, 2013/2019 or 2020-03/.. for what lasted,"
            " [..2026] for one moment by 2026, 2013~ for about, 2024? for uncertain; or in words, like early 2018."
        ),
    )
    when_span = span_of("when")
    when_key = key_of("when")
    when_earliest = first_day_of("when")
    when_latest = last_day_of("when")

    class Meta:
        abstract = True


def date_keys(field: str = "when", sequence: str = "") -> list[Func]:
    """Return the sort keys of a list by date, ascending and descending: undated records come last in both.

    Equal dates stand by the number in the field `sequence`, if one is named; those without one come last in both too.
    The keys are made of digits, with a blank at one and the same place, so they sort alike in any collation.
    """
    key = Func(F(field), function="kb_edtf_key", output_field=TextField())
    if not sequence:
        return [Coalesce(key, Value(when_null), output_field=TextField()) for when_null in ("9" * 30, "")]
    number = Func(Cast(F(sequence), TextField()), Value(5), Value("0"), function="lpad", output_field=TextField())
    return [
        Func(
            Coalesce(key, Value(when_null), output_field=TextField()),
            Coalesce(number, Value(without), output_field=TextField()),
            arg_joiner=" || ",  # in the order of the alphabet, as a migration writes them, or it would be made anew
            template="(%(expressions)s)",
            output_field=TextField(),
        )
        for when_null, without in (("9" * 30, "99999"), ("00000000 00000000", ""))
    ]


def indexes_by_date(name: str, sequence: str = "") -> list[models.Index]:
    """Return the indexes of a dated record type: its list by date in both directions, and dates within a span."""
    ascending, descending = date_keys(sequence=sequence)
    published = Q(is_published=True)
    return [
        models.Index(ascending, "id", name=f"{name}_by_date", condition=published),
        models.Index(descending, "id", name=f"{name}_by_date_down", condition=published),
        GistIndex(fields=["when_span"], name=f"{name}_in_span"),
    ]


class Amounted(models.Model):
    """Something with an amount: money, or a number with a unit, in the source's own words."""

    amount_stated = models.CharField(
        _("amount, as stated"), max_length=120, blank=True,
        help_text=_("The source's own words, like “tens of millions of dollars”, or “undisclosed”."),
    )  # fmt: skip
    amount_currency = models.CharField(
        _("currency"), max_length=3, blank=True, editable=False,
        help_text=_("ISO 4217 code, read from the words; empty where the amount is no money."),
    )  # fmt: skip
    amount_low = models.DecimalField(
        _("at least"), max_digits=24, decimal_places=4, null=True, editable=False,
        help_text=_("The lowest number that the words allow, in whole units; empty where they set none."),
    )  # fmt: skip
    amount_high = models.DecimalField(
        _("at most"), max_digits=24, decimal_places=4, null=True, editable=False,
        help_text=_("The highest number that the words allow, in whole units; empty where they set none."),
    )  # fmt: skip
    amount_bounds = models.CharField(
        _("ends"), max_length=2, blank=True, editable=False,
        help_text=_("Whether the range holds its own ends: [] both, [) not the highest; empty without a range."),
    )  # fmt: skip
    amount_is_approximate = models.BooleanField(
        _("approximate"), default=False, editable=False,
        help_text=_("Whether the words say “about” or “nearly”; how wide these are is a convention of ours."),
    )  # fmt: skip
    amount_currency_is_inferred = models.BooleanField(
        _("currency inferred"), default=False, editable=False,
        help_text=_("Whether the currency is inferred from a word that several share, like “dollars”."),
    )  # fmt: skip
    amount_is_disclosed = models.BooleanField(
        _("disclosed"), default=True, editable=False,
        help_text=_("No, where the source itself says that the amount was not disclosed."),
    )  # fmt: skip
    amount_span = models.GeneratedField(
        verbose_name=_("possible amounts"),
        help_text=_("Every number that the words allow; made by the database."),
        expression=models.Case(
            models.When(
                ~Q(amount_bounds=""),
                then=Func(
                    "amount_low", "amount_high", "amount_bounds", function="numrange", output_field=DecimalRangeField()
                ),
            ),
            default=None,
            output_field=DecimalRangeField(),
        ),
        output_field=DecimalRangeField(null=True),
        db_persist=True,
    )

    class Meta:
        abstract = True

    @property
    def amount(self) -> StatedAmount | None:
        """The amount as stated with its range, or None where the sources state none."""
        if not self.amount_stated:
            return None
        return StatedAmount(
            self.amount_stated, self.amount_currency, self.amount_low, self.amount_high, self.amount_bounds,
            self.amount_is_disclosed, self.amount_is_approximate, self.amount_currency_is_inferred,
        )  # fmt: skip

    @amount.setter
    def amount(self, stated: str | None) -> None:
        """Read the words `stated` and store them with the range that they allow; the unit, if any, is set before."""
        amount = StatedAmount.read(stated or "", getattr(self, "unit", ""))
        self.amount_stated, self.amount_currency = amount.stated, amount.currency
        self.amount_low, self.amount_high, self.amount_bounds = amount.low, amount.high, amount.bounds
        self.amount_is_disclosed, self.amount_is_approximate = amount.is_disclosed, amount.approximate
        self.amount_currency_is_inferred = amount.currency_inferred

    def clean(self) -> None:
        super().clean()
        self.amount = self.amount_stated
        if self.amount_stated.lower() in NO_AMOUNT:
            message = _("“%(stated)s” is no amount. Leave it empty; “Known gaps” is for what no source states.")
            raise ValidationError({"amount_stated": message % {"stated": self.amount_stated}})
