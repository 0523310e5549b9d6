"""Dates as sources state them: a year, a month, a day, a span, a deadline, or about one of these.

A partial date is written in EDTF (ISO 8601-2; see edtf.py). Each value has exactly one spelling, so that equal dates
are equal texts. What EDTF has no word for, like "early 2018", is the widest days that are meant, with its own words.
"""

from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from .date_words import from_words, normalized
from .edtf import ALLOWED as ALLOWED
from .edtf import Edtf, Point, parse, refusal

MAX_LENGTH = 100
MAX_WORDS = 60


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date of any precision; sorted by its start, then the narrower first, and a deadline by its end.

    `words` are the source's own where EDTF says less; with them the days are exactly those of the points, without a
    margin for "about".
    """

    edtf: str
    words: str = ""

    def __str__(self) -> str:
        return self.edtf

    def __len__(self) -> int:
        """The length of its text, for form fields and validators."""
        return len(self.text)

    def __lt__(self, other: "PartialDate") -> bool:
        return self.sort_key < other.sort_key

    @classmethod
    def read(cls, text: str) -> "PartialDate":
        """Return the date that `text` states, in EDTF or as a person writes it ("March 2025", "by the end of 2026").

        Raises ValueError, saying what is allowed, for anything else: a date is never guessed.
        """
        text = " ".join(str(text).split())
        if len(text) > MAX_LENGTH:
            raise refusal(text)
        first, _blank, words = text.partition(" ")
        if words and ("/" in first or "[" in first) and parse(first):
            if cls._from_words(words) != cls(first, words):
                raise refusal(text, _("its words say another date"))
            return cls(first, words)
        edtf = parse(normalized(text))
        return cls(str(edtf)) if edtf else cls._from_words(text)

    @classmethod
    def _from_words(cls, words: str) -> "PartialDate":
        reading = from_words(normalized(words))
        if not reading or reading[1] and len(words) > MAX_WORDS:
            raise refusal(words)
        edtf, says_more = reading
        parse(str(edtf))  # raises where it ends before it starts
        return cls(str(edtf), words if says_more else "")

    @classmethod
    def of_text(cls, text: str) -> "PartialDate":
        """Return the date of a text that the property `text` gave, without reading its words again."""
        edtf, _blank, words = text.partition(" ")
        return cls(edtf, words)

    @property
    def text(self) -> str:
        """As it is stored and as fixtures write it: EDTF, and behind a blank its own words, if any."""
        return f"{self.edtf} {self.words}" if self.words else self.edtf

    @property
    def _parsed(self) -> Edtf:
        parsed = parse(self.edtf)
        if parsed is None:
            raise refusal(self.edtf)
        return parsed

    @property
    def earliest(self) -> date | None:
        """The first possible day, with the margin of an approximate date; None where the start is open."""
        start = self._parsed.start
        if start is None:
            return None
        return start.first if self.words else start.earliest

    @property
    def latest(self) -> date | None:
        """The last possible day, with the margin of an approximate date; None where the end is open."""
        end = self._parsed.end
        if end is None:
            return None
        return end.last if self.words else end.latest

    @property
    def approximate(self) -> bool:
        """Whether the source says "about", "early" or the like."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def uncertain(self) -> bool:
        """Whether the source itself is not sure: it is possible, and never certain."""
        return "?" in self.edtf or "%" in self.edtf

    @property
    def year(self) -> int:
        """The year under which it stands in a list."""
        start, end = self._parsed.stated
        return (start or end).first.year if start else end.last.year  # type: ignore[union-attr]

    @property
    def sort_key(self) -> str:
        """Sorts by the start, then the narrower first; the same key as kb_edtf_key() in the database."""
        start, end = self._parsed.stated
        first = start.first.isoformat().replace("-", "") if start else "00000000"
        last = end.last.isoformat().replace("-", "") if end else "99999999"
        return f"{first} {last}"

    @property
    def in_words(self) -> str:
        """Text like "March 2025", "2013 to 2019", "about 2013", "by 2026"; what it says can be read back."""
        return self.words or _in_words(self._parsed)


def _in_words(edtf: Edtf) -> str:
    names = {name: _point_in_words(point) for name, point in (("start", edtf.start), ("end", edtf.end)) if point}
    if edtf.start == edtf.end:
        return names["start"]
    if edtf.is_moment:
        form = {
            "end": _("by %(end)s"), "start": _("%(start)s or later"),
            "start end": _("by %(end)s, not before %(start)s"),
        }  # fmt: skip
    elif edtf.opening:
        form = {"end": _("until %(end)s"), "start": _("since %(start)s"), "start end": _("%(start)s to %(end)s")}
    else:
        form = {"end": _("until %(end)s, start unknown"), "start": _("from %(start)s, end unknown")}
    return form[" ".join(names)] % names


def _point_in_words(point: Point) -> str:
    words = f"{point.year[:3]}0s" if point.year.endswith("X") else point.year
    if point.part > 36:
        words = _("H%(half)s %(year)s") % {"half": point.part - 39, "year": words}
    elif point.part > 12:
        words = _("Q%(quarter)s %(year)s") % {"quarter": point.part - 32, "year": words}
    elif point.part:
        words = f"{MONTHS[point.part]} {words}"
    if point.day:
        words = f"{point.day} {words}"
    if point.is_approximate:
        words = _("about %(date)s") % {"date": words}
    return _("%(date)s (uncertain)") % {"date": words} if point.mark in ("?", "%") else words
