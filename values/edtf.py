"""EDTF (ISO 8601-2), as much of it as dates of sources need.

Points: `2025`, `2025-03`, `2025-03-14`, `201X` (one year of the ten), quarters `2025-33` to `2025-36` and halves
`2025-40` and `2025-41`; behind them `~` about, `?` uncertain, `%` both. Spans: `2013/2019`, `2020-03/..` (open),
`2024/` (end unknown), `../2019`, `/2019`. One moment within bounds: `[..2026]`, `[2020-03..]`, `[2025-03-05..2026]`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import gettext as _

ALLOWED = "2025, 2025-03, 2025-03-14, 2013/2019, 2020-03/.., ../2019, [..2026], 2013~, 2024?"
POINT = re.compile(r"([12][0-9]{2}[0-9X])(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([~?%]|~\?|\?~)?")
MOMENT = re.compile(r"\[(.*?)\.\.(.*?)\]")


def refusal(text: str, why: str = "") -> ValueError:
    """Return the error of a text that is no date: what is wrong and what is allowed."""
    values = {"text": text[:60], "why": why[:1].upper() + why[1:], "allowed": ALLOWED}
    if why:
        return ValueError(_("“%(text)s” is no date that can be read. %(why)s. Write one like %(allowed)s.") % values)
    return ValueError(_("“%(text)s” is no date that can be read. Write one like %(allowed)s.") % values)


@dataclass(frozen=True)
class Point:
    """A decade, year, half, quarter, month or day; `part` is the month or the number that EDTF gives the others."""

    year: str
    part: int = 0
    day: int = 0
    mark: str = ""

    def __str__(self) -> str:
        part, day = (f"-{number:02}" if number else "" for number in (self.part, self.day))
        return f"{self.year}{part}{day}{self.mark}"

    @property
    def months(self) -> int:
        """How many months it lasts; 0 for a day."""
        if self.day:
            return 0
        if self.part:
            return 1 if self.part <= 12 else 3 if self.part <= 36 else 6
        return 120 if self.year.endswith("X") else 12

    @property
    def first(self) -> date:
        month = self.part or 1
        if month > 12:
            month = self.part * 3 - 98 if self.part <= 36 else self.part * 6 - 239
        return date(int(self.year.replace("X", "0")), month, self.day or 1)

    @property
    def last(self) -> date:
        return _months_later(self.first, self.months) - timedelta(1) if self.months else self.first

    @property
    def earliest(self) -> date:
        """The first day with the margin of an approximate point: one step of its own, and a year for a decade."""
        if not self.is_approximate:
            return self.first
        return _months_later(self.first, -min(self.months, 12)) if self.months else self.first - timedelta(1)

    @property
    def latest(self) -> date:
        """The last day with that margin."""
        if not self.is_approximate:
            return self.last
        if not self.months:
            return self.last + timedelta(1)
        return _months_later(self.first, self.months + min(self.months, 12)) - timedelta(1)

    @property
    def is_approximate(self) -> bool:
        return self.mark in ("~", "%")

    def before(self) -> "Point":
        """The point of the same precision that ends the day before this one begins."""
        day = self.first - timedelta(1)
        if self.day:
            return Point(str(day.year), day.month, day.day)
        if not self.part:
            return Point(f"{day.year // 10}X" if self.year.endswith("X") else str(day.year))
        part = {1: day.month, 3: 32 + (day.month + 2) // 3, 6: 39 + (day.month + 5) // 6}[self.months]
        return Point(str(day.year), part)


@dataclass(frozen=True)
class Edtf:
    """A date in EDTF: its points, the words for its open ends (`..` or nothing), and whether it is one moment."""

    start: Point | None
    end: Point | None
    is_moment: bool = False
    opening: str = ".."

    def __str__(self) -> str:
        start, end = (self.opening if point is None else str(point) for point in (self.start, self.end))
        if self.start == self.end:
            return start
        return f"[{self.start or ''}..{self.end or ''}]" if self.is_moment else f"{start}/{end}"

    @property
    def stated(self) -> tuple[Point | None, Point | None]:
        """The points by which it is sorted: of one moment within bounds the later bound that is known."""
        if not self.is_moment:
            return self.start, self.end
        bound = self.end or self.start
        return bound, bound


@lru_cache(4_000)
def parse(text: str) -> Edtf | None:
    """Return the date, or None where the text has not the form of EDTF.

    Raises ValueError for what has the form but is no date, or has a second reading.
    """
    text = text.upper()
    moment = MOMENT.fullmatch(text)
    ends = moment.groups() if moment else text.split("/")
    open_ends = ("",) if moment else ("", "..")
    if len(ends) > 2 or not all(end in open_ends or POINT.fullmatch(end) for end in ends):
        return None
    if all(end in open_ends for end in ends):
        return None
    points = [None if end in open_ends else _point(end) for end in ends]
    start, end = points[0], points[-1]
    if start and end and start.first > end.last:
        raise ValueError(_("“%(text)s” ends before it starts.") % {"text": text})
    return Edtf(start, end, bool(moment) and start != end, "" if not moment and "" in ends else "..")


def _point(text: str) -> Point:
    """Raises ValueError for what no calendar has or what has a second reading."""
    match = POINT.fullmatch(text)
    assert match
    if match[2] == "XX" and match[3] not in (None, "XX") or match[1].endswith("X") and match[2]:
        raise refusal(text, _("what follows an X can only be unknown as well"))
    part, day = (int(group) if group not in (None, "XX") else 0 for group in (match[2], match[3]))
    if match[2] == "00" or match[3] == "00":
        raise ValueError(_("“%(text)s” is no day of the calendar.") % {"text": text})
    point = Point(match[1], part, day, "%" if len(match[4] or "") == 2 else match[4] or "")
    if part > 12:
        _check_part(text, point)
    try:
        if day > monthrange(int(point.year), part)[1] if day else not point.first:
            raise ValueError
    except ValueError:
        raise ValueError(_("“%(text)s” is no day of the calendar.") % {"text": text}) from None
    return point


def _check_part(text: str, point: Point) -> None:
    """Raises ValueError unless the number behind the year stands for a quarter or a half."""
    if not point.day and point.part in (33, 34, 35, 36, 40, 41):
        return
    if point.part in range(21, 33) and not point.day:
        year = int(point.year)
        if point.part == (year + 1) % 100:
            names = {21: _("spring"), 22: _("summer"), 23: _("autumn"), 24: _("winter")}
            season = names.get(point.part, _("a season of"))
            why = _("it is %(season)s %(year)s, or %(year)s to %(next)s, which is written %(year)s/%(next)s")
            raise refusal(text, why % {"season": season, "year": year, "next": year + 1})
        raise refusal(text, _("a season has other months in each hemisphere; write its months"))
    if point.day:
        raise ValueError(_("“%(text)s” is no day of the calendar.") % {"text": text})
    raise refusal(text, _("it has no such month; quarters are 33 to 36, halves 40 and 41"))


def _months_later(day: date, months: int) -> date:
    """The same day of the month, which every month has, so many months later."""
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, day.day)
