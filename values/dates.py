"""Dates as sources state them: a year, a month, a day, a span, or about one of these.

A partial date is written in EDTF (ISO 8601-2): `2025`, `2025-03`, `2025-03-14`, `2013/2019`, `2020-03/..`,
`../2019`, and `~` behind a date for "about". Each value has exactly one spelling, so that equal
dates are equal texts.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

POINT = r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?~?"
EDTF = re.compile(rf"^(?:{POINT}|{POINT}/{POINT}|{POINT}/\.\.|\.\./{POINT})$")
HUMAN_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name} | {
    name.lower(): number for number, name in enumerate(calendar.month_abbr) if name
}
HUMAN_FORMS = (
    re.compile(r"^(?P<month>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})$"),
    re.compile(r"^(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<month>[a-z]+)\.?,? (?P<year>\d{4})$"),
    re.compile(r"^(?P<month>[a-z]+)\.?,? (?P<year>\d{4})$"),
    re.compile(r"^(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日$"),
    re.compile(r"^(?P<year>\d{4})年(?P<month>\d{1,2})月$"),
    re.compile(r"^(?P<year>\d{4})年$"),
)
QUARTER = re.compile(r"^(?:q([1-4]) (\d{4})|(\d{4})-?q([1-4]))$")
ALLOWED = "2025, 2025-03, 2025-03-14, 2013/2019, 2020-03/.., ../2019, 2013~"


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date of any precision; sorted by its start, then the narrower first."""

    edtf: str

    def __str__(self) -> str:
        return self.edtf

    def __len__(self) -> int:
        """The length of its text, for form fields and validators."""
        return len(self.edtf)

    def __lt__(self, other: "PartialDate") -> bool:
        return self.sort_key < other.sort_key

    @classmethod
    def read(cls, text: str) -> "PartialDate":
        """Return the date that `text` states, in EDTF or as a person writes it ("March 2025", "about 2013").

        Raises ValueError, saying what is allowed, for anything else: a date is never guessed.
        """
        text = " ".join(str(text).split())
        edtf = _edtf(text.lower())
        if edtf is None or not EDTF.match(edtf):
            raise ValueError(_("“%(text)s” is no date that can be read. Write one like %(allowed)s.") % _shown(text))
        start, end = _ends(edtf)
        first, last = _first_day(start), _last_day(end)  # raise for a day that no calendar has
        if first and last and first > last:
            raise ValueError(_("“%(text)s” ends before it starts.") % _shown(text))
        return cls(start if start and start == end else edtf)

    @property
    def earliest(self) -> date | None:
        """The first possible day; None where the start is open."""
        return _first_day(_ends(self.edtf)[0])

    @property
    def latest(self) -> date | None:
        """The last possible day; None where the end is open."""
        return _last_day(_ends(self.edtf)[1])

    @property
    def approximate(self) -> bool:
        """Whether the source says "about"."""
        return "~" in self.edtf

    @property
    def sort_key(self) -> str:
        """Sorts by the start, then the narrower first; the same key as kb_edtf_key() in the database."""
        first = self.earliest.isoformat().replace("-", "") if self.earliest else "00000000"
        last = self.latest.isoformat().replace("-", "") if self.latest else "99999999"
        return f"{first} {last}"

    @property
    def in_words(self) -> str:
        """Text like "March 2025", "2013 to 2019", "about 2013", "since March 2020"."""
        start, end = _ends(self.edtf)
        if start == end:
            return _point_in_words(start)
        if not end:
            return _("since %(start)s") % {"start": _point_in_words(start)}
        if not start:
            return _("until %(end)s") % {"end": _point_in_words(end)}
        return _("%(start)s to %(end)s") % {"start": _point_in_words(start), "end": _point_in_words(end)}


def _shown(text: str) -> dict[str, str]:
    return {"text": text[:60], "allowed": ALLOWED}


def _ends(edtf: str) -> tuple[str, str]:
    """Return the start and the end of an EDTF text; the same point twice for a single date, "" for an open end."""
    start, slash, end = edtf.partition("/")
    return ("" if start == ".." else start), ("" if end == ".." else end) if slash else start


def _numbers(point: str) -> list[int]:
    return [int(part) for part in point.rstrip("~").split("-")]


@lru_cache(4_000)
def _first_day(point: str) -> date | None:
    if not point:
        return None
    year, month, day = (_numbers(point) + [1, 1])[:3]
    return _day(point, year, month, day)


@lru_cache(4_000)
def _last_day(point: str) -> date | None:
    if not point:
        return None
    parts = _numbers(point)
    year, month = (parts + [12])[:2]
    if len(parts) == 3:
        return _day(point, *parts)
    _day(point, year, month, 1)
    return date(year, month, calendar.monthrange(year, month)[1])


def _day(point: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(_("“%(text)s” is no day of the calendar.") % {"text": point}) from None


def _edtf(text: str) -> str | None:
    """Return the EDTF of a date in EDTF or in words, or None."""
    if EDTF.match(text):
        return text
    for word in ("about ", "around ", "circa ", "c. ", "~"):
        if text.startswith(word):
            edtf = _edtf(text.removeprefix(word))
            return f"{edtf.rstrip('~')}~" if edtf and "/" not in edtf else None
    if text.startswith("since "):
        start = _edtf(text.removeprefix("since "))
        return f"{start}/.." if start and "/" not in start else None
    if quarter := QUARTER.match(text):
        number, year = int(quarter[1] or quarter[4]), quarter[2] or quarter[3]
        return f"{year}-{number * 3 - 2:02}/{year}-{number * 3:02}"
    for pattern in HUMAN_FORMS:
        if match := pattern.match(text):
            return _edtf_of(match.groupdict())
    return None


def _edtf_of(parts: dict[str, str]) -> str | None:
    month = parts.get("month")
    if month is None:
        return parts["year"]
    number = int(month) if month.isdigit() else HUMAN_MONTHS.get(month)
    if number is None:
        return None
    day = parts.get("day")
    return f"{parts['year']}-{number:02}" + (f"-{int(day):02}" if day else "")


def _point_in_words(point: str) -> str:
    parts = _numbers(point)
    words = str(parts[0])
    if len(parts) > 1:
        words = f"{MONTHS[parts[1]]} {words}"
    if len(parts) > 2:
        words = f"{parts[2]} {words}"
    return _("about %(date)s") % {"date": words} if point.endswith("~") else words
