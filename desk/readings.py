"""What words of a source say by the rules alone: dates, amounts, and words of a vocabulary."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from regulatory.models import Milestone
from search.query import HANZI
from values.amounts import StatedAmount
from values.dates import PartialDate

from .numbers import is_amount, is_date, is_money_or_share
from .outcomes import outcome_in

TOKEN = re.compile(rf"[{HANZI}]|[^\s{HANZI}]+")
NUMBER = re.compile(
    r"\d|[〇一二两三四五六七八九十百千万亿数]"
    r"|\b(?:tens|hundreds|thousands|millions?|billions?|one|two|three|four|five|six|seven|eight|nine|ten|dozens?)\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MAX_WORDS, MAX_CHARACTERS = 8, 16
"""How long a phrase is that is tried, in English words and in Chinese characters."""
LETTERS_OF_AN_ABBREVIATION = 3
OTHER = r"(?!-?[\d+＋])"
"""What makes another word of one: “Series A1”, “Series A+”."""
EDGES = " .,;:()，。；：、（）“”\"'"


SAID_BY = {
    "rounds": {
        "series": {letter: (f"series {letter}", f"{letter}轮") for letter in "abcd"}
        | {"angel": ("angel", "天使轮"), "seed": ("seed", "种子轮")}
    },
    "milestones": {
        "pathway": {
            "nmpa_green_channel": ("green channel", "绿色通道", "特别审批", "特别审查"), "ce_mdr": ("ce-mdr", "ce mdr"),
            "fda_ide": ("ide", "investigational device exemption"), "fda_510k": ("510(k)", "510k"),
            "fda_hde": ("hde", "humanitarian device exemption"), "fda_de_novo": ("de novo",),
            "fda_pma": ("pma", "premarket approval"), "fda_breakthrough": ("breakthrough",), "fda_anda": ("anda",),
        }
    },
    "studies": {"kind": {"multicentre": ("multicenter", "multi-center", "多中心"), "animal": ("animal", "动物实验")}},
}  # fmt: skip
"""Words, in small letters, by which sources say what a record's choice is called otherwise in our labels."""


SAID_IN_CLAUSES = ("outcome", "strength")
"""Choices of a milestone for which one word is not enough (outcomes.py)."""


@dataclass(frozen=True)
class Found:
    """A phrase of a text that can be read, where it begins, and how it is read."""

    words: str
    begin: int
    reading: str

    @property
    def end(self):
        return self.begin + len(self.words)


@lru_cache(2_000)
def dates_in(text: str, around: str = "", at: int = 0) -> tuple[Found, ...]:
    """The dates that a text states: the longest phrases that name a year, but for a year in a name.

    `around` is the line in which the text begins `at`, if it is a part of one.
    """
    line = around or text
    return tuple(one for one in _found(text, YEAR, _date) if is_date(line, at + one.begin, at + one.end))


@lru_cache(2_000)
def amounts_in(text: str, around: str = "", at: int = 0) -> tuple[Found, ...]:
    """The amounts that a text states, but for numbers that belong to a date; money and percentages first."""
    line, dates = around or text, dates_in(text, around, at)
    amounts = [
        one for one in _found(text, NUMBER, _amount)
        if not any(_overlap(one, date) for date in dates) and is_amount(line, at + one.begin, at + one.end)
    ]  # fmt: skip
    return tuple(sorted(amounts, key=lambda one: (not is_money_or_share(one.words), one.begin)))


def words_of_vocabulary(model, text: str, clause: str = "") -> dict[str, tuple[str, str]]:
    """{field: (value, the word in the text)} for the choices that one word of the text alone stands for.

    `clause` is what stands around the text, where that is a part of a line.
    """
    found = outcome_in(text, clause) if model is Milestone else {}
    for field in model._meta.concrete_fields:
        if not field.choices or not field.editable or (model is Milestone and field.name in SAID_IN_CLAUSES):
            continue
        stems = {**SAID_BY.get(model.record_type, {}), **getattr(model, "cited_words", {})}.get(field.name, {})
        values = {value: _word_in(text, [str(label), *stems.get(value, ())]) for value, label in field.flatchoices}
        said = {value: word for value, word in values.items() if word and value != field.get_default()}
        if len(said) == 1:
            (found[field.name],) = said.items()
    return found


def _word_in(text, phrases):
    """The word of the text that begins like one of the phrases, as the text writes it; "" without one.

    An abbreviation is a word by itself: “IDE” is not in “idea”. A word with a sign or “pre” is another one: neither
    “Pre-A轮” nor “Series A+” is series A.
    """
    for phrase in phrases:
        behind = r"(?![a-z])" if len(phrase) <= LETTERS_OF_AN_ABBREVIATION else r"\w*"
        pattern = rf"(?<![a-z]){re.escape(phrase)}{OTHER}{behind}" if phrase.isascii() else re.escape(phrase)
        if match := re.search(rf"(?<!pre[- ]){pattern}", text, re.IGNORECASE):
            return match.group()
    return ""


def _found(text: str, needed: re.Pattern, read: Callable) -> list[Found]:
    """The longest phrases that hold what is needed and can be read, none within another, in their order."""
    tokens = [match.span() for match in TOKEN.finditer(text)]
    spans = sorted(
        {(tokens[at][0], tokens[last - 1][1]) for at in range(len(tokens)) for last in _ends(text, tokens, at)},
        key=lambda span: (span[0] - span[1], span[0]),
    )
    found = []
    for begin, end in spans:
        words = text[begin:end].strip(EDGES)
        begin = text.index(words, begin)
        if not needed.search(words) or any(begin < one.end and one.begin < begin + len(words) for one in found):
            continue
        if reading := read(words):
            needless = _needless(words, reading, read)
            found.append(Found(words[needless:], begin + needless, reading))
    return sorted(found, key=lambda one: one.begin)


def _needless(words, reading, read):
    """How many characters in front say nothing: “in” of “in March 2021”, “round of” before an amount."""
    starts = [match.start() for match in TOKEN.finditer(words)]
    return max(start for start in starts if start == 0 or read(words[start:]) == reading)


def _ends(text, tokens, at):
    """The ends of the phrases that begin with a token, by the number of tokens."""
    (begin, end), following = tokens[at], tokens[at + 1 : at + 2]
    is_chinese = re.match(f"[{HANZI}]", text[begin]) or (following and following[0][0] == end)
    return range(at + 1, min(at + (MAX_CHARACTERS if is_chinese else MAX_WORDS), len(tokens)) + 1)


def _date(words):
    try:
        return PartialDate.read(words).in_words
    except ValueError:
        return ""


def _amount(words):
    amount = StatedAmount.read(words)
    return amount.in_words if amount.bounds else ""


def _overlap(one, other):
    return one.begin < other.end and other.begin < one.end
