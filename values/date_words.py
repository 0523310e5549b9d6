"""Dates as people type them, in English or Chinese, and the EDTF that says the same.

What has two readings is refused with both named; what depends on the day of writing, on a country or on a company's
books is refused with the reason.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from django.utils.translation import gettext as _

from .date_points import read_ends, read_point, read_stretch
from .edtf import Edtf, Point, refusal
from .vocabulary import DIGITS

NUMERALS = DIGITS | {"○": 0}
COUNTED = re.compile(r"[〇○零一二三四五六七八九十]+(?=年|月|日|号|季|世纪|十?年代|[至到-]第?[一二三四1-4]季)")
CJK = re.compile(r"[\u4e00-\u9fff]")

RELATIVE = re.compile(
    r"\b(last|next|this|past|previous|current|coming|recent|following|same) "
    r"(year|month|week|quarter|decade|half|day|few|[a-z]+day|spring|summer|autumn|fall|winter|january|february|march"
    r"|april|may|june|july|august|september|october|november|december)"
    r"|\b(recently|lately|ago|yesterday|today|tomorrow|now|currently|nowadays|soon|presently)\b|\byear to date\b"
    r"|去年|今年|明年|前年$|后年|本年|当年|同年|次年|上+个?月|本月|当月|同月|下个?月|这个?月|近[日期年来]|最近|目前"
    r"|日前|不久|现在|[上本下这]个?(周|星期|季度)|[今昨明前]日|[昨今明前后]天|^[0-9]{1,3}[年月日天]之?[前后内]|年内$"
)
FISCAL = re.compile(r"\bfy ?'?[0-9]|\bfiscal\b|\bfinancial year|财年|财政年度|会计年度|财务年度")
SEASON = re.compile(r"\b(spring|summer|autumn|fall|winter)\b|[春夏秋冬]")
NO_YEAR = re.compile(r"(?!.*[0-9]{4}).*([0-9]{1,2}月|\b(january|march|april|june|july|august|september|october)\b)")

NOW = r"(?:present|the present|now|today|date|this day)"
ABOUT = re.compile(
    r"(?:about|around|circa|ca?\.|ca|approximately|approx\.?|roughly|some ?time around|~|大?约在?|大概在?) ?(.+)"
    r"|(.+?)(?:左右|前后)"
)
UNCERTAIN = re.compile(
    r"(.+?) ?(?:\?|\(\?\)|\(uncertain\)|, uncertain)|(?:possibly|perhaps|maybe|probably|或许|可能是?在?) ?(.+)"
)
BEFORE = re.compile(r"(?:before|prior to|earlier than) (.+)")
EITHER = re.compile(r"到(.+)|至(.+)")

Ends = tuple[Point, Point]
BOUNDS: tuple[tuple[Callable[[Point, Point], Edtf], tuple[str, ...]], ...] = (
    (lambda start, end: Edtf(None, end, opening=""), ("until (.+), start unknown",)),
    (lambda start, end: Edtf(start, None, opening=""), ("from (.+), end unknown",)),
    (
        lambda start, end: Edtf(None, end, True),
        (
            "(?:by|before|no later than|not later than|on or before) (?:the )?(?:end|close) of (.+)",
            "(?:by|before) (?:the )?(?:year[ -]end|end|year's end)(?: of)?[ -](.+)",
            "(?:by|no later than|not later than|on or before) (.+)",
            "(.+) or (?:earlier|before)",
            "(.+?),? at the latest",
            "(?:不晚于|不迟于|最晚|最迟|至迟)(.+)",
            "(.+?)年?年?[底末][之以]?前",
            "(.+?)[之以]?前",
        ),
    ),
    (
        lambda start, end: Edtf(None, end),
        (
            "(?:until|till|up to|up until|through) (?:the )?end of (.+)",
            "(?:until|till|up to|up until|through) (.+)",
            "直[到至](.+)",
            "(?:截[至止])?(.+)为止",
        ),
    ),
    (
        lambda start, end: Edtf(start, None),
        (
            rf"(?:from |since )?(.+?)(?: to | ?- ?| until | through ){NOW}",
            "(?:ever )?since (.+)",
            "(?:from )?(.+?),? (?:and )?onwards?",
            "(?:as )?from (.+)",
            "(?:starting|beginning) (?:in|from|on) (.+)",
            "[自从]从?(.+?)(?:以来|开始|起|[至到](?:今|现在))?",
            "(.+?)(?:以来|开始|起|[至到](?:今|现在))",
        ),
    ),
    (
        lambda start, end: Edtf(start, None, True),
        (
            "(?:after|later than|not before|not earlier than|no earlier than) (.+)",
            "(.+) or (?:later|after)",
            "不早于(.+)",
            "(.+?)[之以]?后",
        ),
    ),
)
RANGES = (
    r"(?:from |between )?(.+?) to (.+)", r"(?:from )?(.+?) (?:until|till|through|thru) (.+)", "between (.+?) and (.+)",
    r"[从自]?(.+?)[至到](.+)",
)  # fmt: skip


def normalized(text: str) -> str:
    """The text with figures for Chinese numerals and full-width signs, one kind of dash, in small letters."""
    text = re.sub(r"(?<=\S)\s*[～〜]\s*(?=\S)", "-", text)
    text = re.sub(r"(?<=[0-9年月日号])~(?=[0-9])", "-", unicodedata.normalize("NFKC", text))
    text = re.sub("[‐‑‒–—―−]+", "-", text).replace("’", "'").lower()
    if CJK.search(text):
        text = COUNTED.sub(lambda run: _figures(run[0]), re.sub(r"\s+", "", text))
    text = " ".join(text.split()).replace(" - ", " to ")  # 2021-03 - 05 is no day
    return re.sub(r"(?<=\w)[.。]$", "", text)


def _figures(run: str) -> str:
    """Like 2021 for 二〇二一 and 25 for 二十五."""
    if "十" not in run:
        return "".join(str(NUMERALS[digit]) for digit in run)
    tens, _ten, ones = run.partition("十")
    return str((NUMERALS.get(tens, 0) if tens else 1) * 10 + (NUMERALS.get(ones, 0) if ones else 0))


def from_words(text: str) -> tuple[Edtf, bool] | None:
    """Return the date that the words mean, and whether they say more than EDTF can; None for what is not known.

    Raises ValueError for what has two readings or can't be read without knowing more.
    """
    if moment := re.fullmatch(r"by (.+), not before (.+)", text):
        late, early = read_moment(moment[1]), read_moment(moment[2])
        return (Edtf(early[0], late[1], True), False) if early and late else None
    for read in (_point_or_stretch, _range, _bound, _before):
        if date := read(text):
            return date
    _refuse(text)
    return None


def _point_or_stretch(text: str) -> tuple[Edtf, bool] | None:
    text = re.sub(r"^(?:in|on|during|as of|as at|于|在|截[至止]) ?(?=.)", "", text)
    if ends := read_moment(text):
        return Edtf(*ends), ends[0] != ends[1]
    return None


def read_moment(text: str) -> Ends | None:
    """Return the point that the text names, twice, or the ends of the days that a stretch like early 2018 means."""
    if stretch := read_stretch(text):
        return stretch
    for pattern, mark in ((UNCERTAIN, "?"), (ABOUT, "~")):
        if match := pattern.fullmatch(text):
            ends = read_moment((match[1] or match[2]).strip())
            if not ends or ends[0] != ends[1] or mark == ends[0].mark or ends[0].mark == "%":
                return None
            marked = replace(ends[0], mark="%" if ends[0].mark else mark)
            return marked, marked
    named = read_point(text)
    return (named, named) if named else None


def _range(text: str) -> tuple[Edtf, bool] | None:
    """From one point to another, of which each may say what the other leaves out."""
    if count := re.fullmatch(r"([12][0-9]{3})年?前([23])个?季度?", text):
        return Edtf(Point(count[1], 33), Point(count[1], 32 + int(count[2]))), False
    pairs = [match.groups() for pattern in RANGES if (match := re.fullmatch(pattern, text))]
    pairs += [(text[: dash.start()], text[dash.end() :]) for dash in re.finditer("-", text)]
    for left, right in pairs:
        if both := _ends(left.strip(), right.strip()):
            ends, says_more = both
            if ends[0].first > ends[1].last:
                raise ValueError(_("“%(text)s” ends before it starts.") % {"text": text[:60]})
            return Edtf(*ends), says_more
    return None


def _ends(left: str, right: str) -> tuple[Ends, bool] | None:
    try:
        if ends := read_ends(left, right):
            return ends, False
        first, last = read_moment(left), read_moment(right)
    except ValueError:
        return None  # the text was cut at the wrong dash
    if not first or not last:
        return None
    return (first[0], last[1]), first[0] != first[1] or last[0] != last[1]


def _bound(text: str) -> tuple[Edtf, bool] | None:
    """One moment before or after a point, or a span with an open end."""
    for edtf, patterns in BOUNDS:
        for match in filter(None, (re.fullmatch(pattern, text) for pattern in patterns)):
            ends = read_moment(match[1])
            if ends and ends[0] != ends[1]:
                start, end = (replace(point, mark="~") for point in ends)
                return edtf(start, end), True
            if ends:
                return edtf(*ends), False
    return None


def _before(text: str) -> tuple[Edtf, bool] | None:
    match = BEFORE.fullmatch(text)
    ends = read_moment(match[1]) if match else None
    if not ends or ends[0] != ends[1] or ends[0].mark:
        return None
    return Edtf(None, ends[0].before(), True), False


def _refuse(text: str) -> None:
    """Raises ValueError where it can be said why the text is not read."""
    reasons = (
        (RELATIVE, _("it depends on the day on which it was written")),
        (FISCAL, _("a fiscal year begins at another month in each company; write its months")),
        (SEASON, _("a season has other months in each hemisphere; write its months")),
        (NO_YEAR, _("it names no year")),
        (re.compile(r"^[0-9]{1,2}[-./ ](?:[0-9]{1,2}|[a-z]+)[-./ ][0-9]{2}$"), _("its year has only two digits")),
    )
    for pattern, why in reasons:
        if pattern.search(text):
            raise refusal(text, why)
    match = EITHER.fullmatch(text)
    if match and (ends := read_moment(match[1] or match[2])):
        first, second = Edtf(None, ends[1], True), Edtf(None, ends[1])
        raise refusal(text, _("it may be %(first)s or %(second)s") % {"first": first, "second": second})
