"""Hold values against the words that are cited for them: a date, an amount or an outcome that these read as another.

Only what the words themselves say counts: words that name no date, like “three years later”, are no doubt. An editor
who has looked settles a doubt by a note on the citation.
"""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from django.db import models
from django.utils.translation import gettext as _

from values.amounts import StatedAmount
from values.dates import PartialDate
from values.fields import PartialDateField

from .models import Citation
from .models.citation import cited_models

MAX_WORDS = 8
"""The words of a phrase that is tried as a date or an amount."""


def doubts(citations: Iterable[Citation]) -> Iterator[tuple[Citation, str]]:
    """Yield (citation, message) for each that states another value than its record holds, and has no note."""
    for citation in citations:
        if citation.stance == "supports" and citation.basis == "stated" and citation.stated and not citation.note:
            record = citation.record
            if record and (message := doubt(record, citation.field, citation.stated)):
                yield citation, message


def checked(queryset: models.QuerySet) -> models.QuerySet:
    """The citations of a QuerySet that can be held against their values, with their records."""
    fields = {"amount", "outcome"} | {
        column.name for model in cited_models() for column in model._meta.concrete_fields
        if isinstance(column, PartialDateField)
    }  # fmt: skip
    return queryset.filter(field__in=fields).exclude(stated="").select_related("source").prefetch_related("record")


def doubt(record, field: str, stated: str) -> str:
    """Why these words can't be cited for the value of a field, or ""."""
    if field == "amount" and hasattr(record, "amount_stated"):
        return _of_amount(record.amount, stated, getattr(record, "unit", "")) if record.amount_stated else ""
    column = _column(record, field)
    if isinstance(column, PartialDateField):
        value = column.value_from_object(record)
        return _of_date(value, stated) if value else ""
    return _of_choice(record, field, stated)


def more_precise(record, field: str, stated: str) -> str:
    """Why the value of a date field says more than these words do, like a day of which they state the month, or ""."""
    column = _column(record, field)
    value = column.value_from_object(record) if isinstance(column, PartialDateField) else None
    dates = _readings(stated, _read_date) if value else []
    if not dates or any(_holds(value, date) for date in dates):
        return ""
    return _says(stated, dates[0].in_words, value.in_words)


def _holds(value, date):
    """Whether a value is at least as wide as a date that was read, on both ends."""
    begins = value.earliest is None or date.earliest is not None and value.earliest <= date.earliest
    return begins and (value.latest is None or date.latest is not None and value.latest >= date.latest)


def states(record, field: str, stated: str) -> bool:
    """Whether the words state exactly the value that a field of the record has: a date, or a text in the same words."""
    column = _column(record, "amount_stated" if field == "amount" else field)
    value = column and column.value_from_object(record)
    if not value or not isinstance(column, models.CharField | models.TextField) or column.choices:
        return False
    if isinstance(column, PartialDateField):
        return value in _readings(stated, _read_date)
    return bool(re.search(rf"(?<!\w){re.escape(value)}(?!\w)", stated, re.IGNORECASE))


def can_stand(record, citation) -> bool:
    """Whether the words of a citation do not speak against the value that its field has now.

    A date or an amount must be what they say, and a name, a title or the like must hold all of them. Words for a longer
    text of our own or for another record can't be compared and stand; so do an inference and what a note settles.
    """
    field, stated = citation.field, citation.stated
    column = _column(record, "amount_stated" if field == "amount" else field)
    value = column and column.value_from_object(record)
    if value is None or value == "":
        return field in record.gaps
    if not stated or citation.note or citation.basis == "inferred" or states(record, field, stated):
        return True
    if doubt(record, field, stated):
        return False
    if isinstance(column, PartialDateField):
        return not _readings(stated, _read_date)
    if field == "amount":
        return not _readings(stated, partial(_read_amount, getattr(record, "unit", "")))
    is_as_stated = isinstance(column, models.CharField) and not column.choices
    return not is_as_stated or _words(stated) <= _words(value)


def settle(record) -> int:
    """Take the mark for a re-check off the citations that state what the record says now; returns their number."""
    marked = record.citations.filter(needs_recheck=True, stance="supports", basis="stated")
    settled = [citation.pk for citation in marked if states(record, citation.field, citation.stated)]
    return marked.filter(pk__in=settled).update(needs_recheck=False)


def _words(text):
    return set(re.findall(r"\w+", text.casefold()))


def _column(record, name):
    return next((column for column in record._meta.concrete_fields if column.name == name), None)


def _of_date(value, stated):
    dates = _readings(stated, _read_date)
    if not dates or any(_overlap(value.earliest, value.latest, date.earliest, date.latest) for date in dates):
        return ""
    return _says(stated, dates[0].in_words, value.in_words)


def _read_date(phrase):
    try:
        return PartialDate.read(phrase)
    except ValueError:
        return None


def _of_amount(value, stated, unit):
    readings = _readings(stated, partial(_read_amount, unit))
    if not value.bounds or not readings or any(_is_same_amount(value, read) for read in readings):
        return ""
    return _says(stated, readings[0].in_words, value.in_words)


def _read_amount(unit, phrase):
    amount = StatedAmount.read(phrase, unit)
    return amount if amount.bounds else None


def _is_same_amount(value, read):
    currencies = {value.currency, read.currency} - {""}
    return len(currencies) < 2 and _overlap(value.low, value.high, read.low, read.high)


def _of_choice(record, field, stated):
    """A word of the vocabulary: the cited words must hold one of the words by which sources say it."""
    stems = getattr(record, "cited_words", {}).get(field, {}).get(getattr(record, field, ""), ())
    if not stems or any(re.search(rf"(?<![a-z]){re.escape(stem)}", stated.casefold()) for stem in stems):
        return ""
    value = getattr(record, f"get_{field}_display")()
    return _("“%(stated)s” does not say “%(value)s”.") % {"stated": stated, "value": value}


def _says(stated, read, value):
    return _("“%(stated)s” says %(read)s, the value is %(value)s.") % {"stated": stated, "read": read, "value": value}


def _overlap(low, high, other_low, other_high):
    is_before = high is not None and other_low is not None and high < other_low
    is_after = low is not None and other_high is not None and low > other_high
    return not (is_before or is_after)


def _readings(stated, read):
    """What the words say: the longest parts of them that `read` can read, none within another."""
    words, taken, readings = stated.strip(" .,;:").split(), set(), []
    for length in range(min(len(words), MAX_WORDS), 0, -1):
        for start in range(len(words) - length + 1):
            part = set(range(start, start + length))
            value = None if part & taken else read(" ".join(words[start : start + length]).strip(".,;:()"))
            if value is not None:
                taken |= part
                readings.append(value)
    return readings
