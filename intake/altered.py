"""What spreadsheets make of what was typed: months become days, long numbers are rounded, leading zeros go.

None of it can be undone by rule, so each such cell is asked about, with the likely readings offered.
"""

import re
from collections import Counter

from django.utils.translation import gettext as _

from .cells import Doubt

MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
ERROR = re.compile(r"#+|#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)", re.I)
ROUNDED = re.compile(r"\d(?:\.\d+)?E\+\d+|\d{15,}0+", re.I)
MONTH = re.compile(rf"(?P<month>{MONTHS})-(?P<year>\d\d)|(?P<day>\d?\d)-(?P<month_of_day>{MONTHS})", re.I)
DAY = re.compile(r"(?P<year>\d{4})(?P<mark>[-/.])0?(?P<month>\d\d?)(?P=mark)0?(?P<day>\d\d?)")
FEWEST = 3
"""How many dates a column needs before it is odd that all of them are the first of a month."""


def is_error(text) -> bool:
    """Whether it is what a spreadsheet shows in place of a value."""
    return bool(ERROR.fullmatch(text))


def made_of_something(text) -> str:
    return _("“%(text)s” is what a spreadsheet made of something: write it as the source has it.") % {"text": text}


def doubt_of(text) -> Doubt | None:
    """What is asked of a cell by its own text."""
    if ROUNDED.fullmatch(text):
        return Doubt(made_of_something(text) + " " + _("Long numbers are rounded to 15 digits."), (text,))
    if found := MONTH.fullmatch(text):
        return Doubt(made_of_something(text) + " " + _("It may be a month or a day."), tuple(_months(found)))
    return None


def _months(found):
    """The months that “Mar-21” and “21-Mar” stand for, if the number is a year."""
    number = int(found["year"] or found["day"])
    month = MONTHS.split("|").index((found["month"] or found["month_of_day"]).lower()) + 1
    yield f"20{number:02}-{month:02}"


def doubts_of_column(texts, is_date) -> dict:
    """{text: Doubt} of what is odd beside the rest of its column."""
    return _first_days(texts) if is_date else _lost_zeros(texts)


def _first_days(texts):
    """Dates of which every one is the first of a month: a spreadsheet has no months, and makes days of them."""
    days = {text: found for text in texts if (found := DAY.fullmatch(text))}
    if len(days) < FEWEST or any(int(found["day"]) != 1 for found in days.values()):
        return {}
    words = _("Every date of this column is the first of a month: spreadsheets make such days of months.")
    return {
        text: Doubt(words, (f"{found['year']}-{int(found['month']):02}", iso_day(text)))
        for text, found in days.items() if int(found["month"]) <= 12
    }  # fmt: skip


def _lost_zeros(texts):
    """Numbers that are shorter than all others of their column, which begin with zeros where they are small."""
    digits = [text for text in texts if text.isascii() and text.isdigit()]
    padded = Counter(len(text) for text in digits if text.startswith("0") and len(text) > 1)
    if not padded:
        return {}
    width = padded.most_common(1)[0][0]
    words = _("Other numbers of this column have leading zeros: spreadsheets take them away.")
    return {text: Doubt(words, (text.zfill(width), text)) for text in digits if len(text) < width}


def iso_day(text) -> str:
    """A day as spreadsheets write it, 2021/3/14, as we do; any other text as it is."""
    found = DAY.fullmatch(text)
    return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}" if found else text
