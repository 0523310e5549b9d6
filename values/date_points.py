"""Points in time as people type them: a day, a month, a quarter, a half, a year or a decade, and stretches of these."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from .edtf import Point, parse, refusal

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr, ("",) * 9 + ("sept",))
    for number, name in enumerate(names)
    if name
}
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "上": 1, "下": 2}
WEEKDAYS = {
    name.lower(): number
    for names in (calendar.day_name, calendar.day_abbr, ("", "tues", "", "thurs"), ("", "", "", "thur"))
    for number, name in enumerate(names)
    if name
}
WEEKDAY = re.compile(rf"({'|'.join(WEEKDAYS)})\.?,? ")

PIECES = {
    "Y": r"(?P<year>[12][0-9]{3})",
    "M": rf"(?P<name>{'|'.join(MONTHS)})\.?",
    "m": r"(?P<month>1[0-2]|0?[1-9])",
    "D": r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?",
    "d": r"(?P<day>[0-9]{1,2})",
    "Q": r"q ?(?P<quarter>[1-4])",
    "H": r"h ?(?P<half>[12])",
    "N": r"(?P<ordinal>[a-z0-9]+) (?P<kind>quarter|half)",
    "y": r"(?P<year>[12][0-9]{3}|[0-9]{2})",
}
FORMS = (
    *("<M> <D>(?:,| |, )<Y>", "<M>(?:,| of|, of)? <Y>", "<M>[/-]<Y>"),
    *("(?:the )?<D>(?: of)?[ -]<M>(?:,|, | |-)<Y>", "(?:the )?<D>/<M>/<Y>"),
    *("<Y>[ -]<M>(?:[ -]<D>)?", "(?:the year |year )?<Y>", "<Y>年"),
    *("<Y>-<m>", "<Y>[./]<m>", "<m>[./]<Y>", r"<Y>(?P<by>[-./])(?P<month>[0-9]{1,2})(?P=by)<d>"),
    *("<Y>(?P<month>[0-9]{2})<d>", "<Y>年(?P<month>[0-9]{1,2})月(?:<d>[日号]?)?"),
    *(
        "<Q>(?:,| of|[ -])? ?<Y>",
        "<Y>年?[ -]?<Q>",
        "<Q> ?'<y>",
        "(?P<quarter>[1-4])q ?<y>",
        "(?:the )?<N>(?:,| of)? <Y>",
    ),
    *(
        "<Y>年?第?(?P<quarter>[1-4])季度?",
        "<H>(?:,| of|[ -])? ?<Y>",
        "<Y>[ -]?<H>",
        "(?P<half>[12])h ?<y>",
        "<Y> ?(?P<half>[12])h",
    ),
    *("<Y>年?(?P<ordinal>[上下])半年", "(?:the )?(?P<tens>[12][0-9]{2})0'?s", "(?P<tens>[12][0-9]{2})0年代"),
    "(?P<century>1[0-9]|2[0-9])世纪(?P<decade>[0-9])0年代",
)
PARTIAL_FORMS = (
    *(
        "<M>",
        "<M> <D>",
        "<D>(?: of)?[ -]<M>",
        "<D>",
        "<D>, <Y>",
        "<Q>",
        "<H>",
        "(?:the )?<N>",
        "第?(?P<quarter>[1-4])季度?",
    ),
    *("<m>月(?:<D>[日号])?", "<D>[日号]", "<Y>年<m>", "<Y>年第?(?P<quarter>[1-4])"),
)


def _compiled(forms: tuple[str, ...]) -> list[re.Pattern[str]]:
    return [re.compile(re.sub("<(.)>", lambda match: PIECES[match[1]], form)) for form in forms]


WHOLE, PARTIAL = _compiled(FORMS), _compiled(PARTIAL_FORMS)
TWO_YEARS = re.compile(r"([12][0-9])([0-9]{2})/([0-9]{2})")
DAY_AND_MONTH = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([12][0-9]{3})")
SHORT_YEAR = re.compile(rf"(?P<name>{'|'.join(MONTHS)})\.?[ -]'?(?P<number>[0-9]{{2}})")
STRETCHES = {  # name: first and last month of the year, days of the month, years of the decade; which ends are vague
    "early": ((1, 6), (1, 15), (0, 4), (False, True)),
    "beginning": ((1, 3), (1, 10), (0, 2), (False, True)),
    "mid": ((4, 9), (8, 23), (3, 7), (True, True)),
    "late": ((7, 12), (16, 31), (5, 9), (True, False)),
    "end": ((10, 12), (21, 31), (8, 9), (True, False)),
}
STRETCH_WORDS = {
    "early": r"(?:the )?early(?: in|-)? ?(?:part of )?(?:the )?(.+)",
    "beginning": r"(?:the )?(?:beginning|start) of (.+)|(.+?)年?年?初",
    "mid": r"(?:the )?(?:mid|middle)(?: of| in|-)? ?(?:the )?(.+)|(.+?)年?年?中",
    "late": r"(?:the )?late(?: in|-)? ?(?:the )?(.+)",
    "end": r"(?:the )?end(?: of |-)(.+)|(?:the )?year[ -]end(?: of)? (.+)|(.+?)年?年?[底末]",
}
TEN_DAYS = re.compile(r"(.+月)([上中下])旬")


@dataclass(frozen=True)
class Parts:
    """What one end of a range names; the year, or the year and month, may stand at the other end alone."""

    year: str = ""
    part: int = 0
    day: int = 0

    def with_shared(self, other: "Parts") -> "Parts":
        part = self.part or (other.part if self.day else 0)
        return replace(self, year=self.year or other.year, part=part)

    def point(self) -> Point | None:
        if not self.year or self.day and not self.part:
            return None
        parsed = parse(str(Point(self.year, self.part, self.day)))
        return parsed.start if parsed else None


def read_point(text: str) -> Point | None:
    """Return the one point that the text names. Raises ValueError where there are two, or none in the calendar."""
    weekday = WEEKDAY.match(text)
    rest = text[weekday.end() :] if weekday else text
    _refuse_two_readings(text)
    for point in filter(None, (parts.point() for parts in _parts(rest, WHOLE))):
        if weekday and (not point.day or point.first.weekday() != WEEKDAYS[weekday[1]]):
            raise refusal(text, _("the day of the week is another"))
        return point
    return None


def read_ends(left: str, right: str) -> tuple[Point, Point] | None:
    """Return the points of a range whose ends share what they do not repeat, like 3–5 March 2021."""
    for first in _parts(left, WHOLE + PARTIAL):
        for last in _parts(right, WHOLE + PARTIAL):
            start, end = first.with_shared(last).point(), last.with_shared(first).point()
            if start and end and (start.months == end.months or first.year and last.year):
                return start, end
    return None


def read_stretch(text: str) -> tuple[Point, Point] | None:
    """Return the ends of what EDTF has no word for: early, mid or late in a year, a month or a decade."""
    if ten := TEN_DAYS.fullmatch(text):
        month = read_point(ten[1])
        days = {"上": (1, 10), "中": (11, 20), "下": (21, 31)}[ten[2]]
        return _days(month, days, (False, False)) if month else None
    for name, pattern in STRETCH_WORDS.items():
        if not (match := re.fullmatch(pattern, text)):
            continue
        whole = next(filter(None, match.groups()))
        if point := read_point(whole):
            return _stretch(point, name)
    return None


def _stretch(point: Point, name: str) -> tuple[Point, Point] | None:
    months, days, years, vague = STRETCHES[name]
    marks = ["~" if is_vague else "" for is_vague in vague]
    if point.months == 12:
        start, end = (Point(point.year, month, mark=mark) for month, mark in zip(months, marks, strict=True))
        return start, end
    if point.months == 120:
        start, end = (Point(f"{point.year[:3]}{year}", mark=mark) for year, mark in zip(years, marks, strict=True))
        return start, end
    return _days(point, days, vague)


def _days(month: Point, days: tuple[int, int], vague: tuple[bool, bool]) -> tuple[Point, Point] | None:
    if month.months != 1:
        return None
    first, last = days[0], min(days[1], month.last.day)
    start, end = (
        replace(month, day=day, mark="~" if is_vague else "")
        for day, is_vague in zip((first, last), vague, strict=True)
    )
    return start, end


def _parts(text: str, forms: list[re.Pattern[str]]) -> Iterator[Parts]:
    """Every reading of the text by one of the forms."""
    for form in forms:
        if match := form.fullmatch(text):
            groups = {key: value for key, value in match.groupdict().items() if value}
            if parts := _parts_of(groups):
                yield parts
    if numbers := DAY_AND_MONTH.fullmatch(text):
        first, second = int(numbers[1]), int(numbers[3])
        day, month = (second, first) if second > 12 else (first, second)
        yield Parts(numbers[4], month, day)


def _parts_of(groups: dict[str, str]) -> Parts | None:
    year = groups.get("year", "")
    if len(year) == 2:
        year = f"20{year}"
    if "tens" in groups:
        return Parts(f"{groups['tens']}X")
    if "century" in groups:
        return Parts(f"{int(groups['century']) - 1}{groups['decade']}X")
    number = ORDINALS.get(groups["ordinal"], 9) if "ordinal" in groups else 0
    half = int(groups.get("half", number if groups.get("kind", "half") == "half" else 0))
    quarter = int(groups.get("quarter", number if groups.get("kind") == "quarter" else 0))
    if half > 2 or quarter > 4:
        return None
    month = MONTHS[groups["name"]] if "name" in groups else int(groups.get("month", 0))
    if groups.get("month", "") in ("0", "00") or groups.get("day", "") in ("0", "00") or month > 12:
        raise refusal("-".join(groups.values()), _("no calendar has that day"))
    return Parts(year, 32 + quarter if quarter else 39 + half if half else month, int(groups.get("day", 0)))


def _refuse_two_readings(text: str) -> None:
    """Raises ValueError, naming both."""
    readings: tuple[object, object] | None = None
    if years := TWO_YEARS.fullmatch(text):
        century, year, other = years.groups()
        if int(other) == (int(year) + 1) % 100:
            readings = f"{century}{year}/{int(century + year) + 1}", _("the fiscal year or season of these two years")
    elif match := DAY_AND_MONTH.fullmatch(text):
        first, second = int(match[1]), int(match[3])
        if first != second and max(first, second) <= 12:
            readings = Point(match[4], second, first), Point(match[4], first, second)
    elif match := SHORT_YEAR.fullmatch(text):
        month, number = MONTHS[match["name"]], match["number"]
        readings = f"20{number}-{month:02}", _("day %(day)s of that month in some year") % {"day": number}
    if readings:
        raise refusal(text, _("it may be %(first)s or %(second)s") % {"first": readings[0], "second": readings[1]})
