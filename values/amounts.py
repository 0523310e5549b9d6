"""Amounts as sources state them: their words, and the range that the words allow."""

import re
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from . import phrases

Range = tuple[Decimal | None, Decimal | None, str]
"""(low, high, bounds) as StatedAmount holds them."""
NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
LATIN_SCALES = "|".join(sorted((f"{scale}s?" for scale in phrases.SCALES if scale.isascii()), key=len, reverse=True))
CHINESE_SCALES = "|".join(sorted((scale for scale in phrases.SCALES if not scale.isascii()), key=len, reverse=True))
SCALE = rf"(?:{LATIN_SCALES})(?![a-z])|{CHINESE_SCALES}"  # "16 minutes" is no 16 million
SCALED = re.compile(rf"^(?P<number>{NUMBER})(?P<glue>[\s-]?)(?P<scale>{SCALE})?(?P<rest>.*)$")
SPAN = re.compile(rf"^(?:between )?(?P<low>{NUMBER})\s?(?P<lowscale>{SCALE})?\s?(?:%)?\s?(?:–|—|-|to|and)\s?"
                  rf"(?P<high>{NUMBER})\s?(?P<scale>{SCALE})?(?P<rest>.*)$")  # fmt: skip


@dataclass(frozen=True)
class StatedAmount:
    """An amount in the source's own words, and the range that they allow.

    `low` and `high` are in whole units of the currency (or of the figure's unit); None is an open end.
    Without a range (`bounds == ""`) the words can't be read as one, or nothing was disclosed.
    """

    stated: str
    currency: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    bounds: str = ""
    is_disclosed: bool = True

    @classmethod
    def read(cls, stated: str) -> "StatedAmount":
        """Return the amount that the words `stated` express; words without a readable number give no range.

        >>> StatedAmount.read("tens of millions of dollars").low
        Decimal('10000000')
        """
        stated = " ".join(stated.split())
        if stated.lower() in phrases.UNDISCLOSED:
            return cls(stated, is_disclosed=False)
        text, currency = _split_currency(stated)
        read = _range(text.strip(" .").lower())
        low, high, bounds = read if read and _fits_columns(*read) else (None, None, "")
        return cls(stated, currency, low, high, bounds)

    @property
    def in_words(self) -> str:
        """Text like "US$10M to under US$100M", "US$5M or more" or "undisclosed": never zero for an absent amount."""
        if not self.is_disclosed:
            return _("undisclosed")
        if not self.bounds or self.low is None:
            return self.stated
        if self.low == self.high:
            return self._short(self.low)
        if self.high is None:
            return _("%(low)s or more") % {"low": self._short(self.low)}
        words = _("%(low)s to under %(high)s") if self.bounds.endswith(")") else _("%(low)s to %(high)s")
        return words % {"low": self._short(self.low), "high": self._short(self.high)}

    def _short(self, number: Decimal) -> str:
        symbol = phrases.SYMBOLS.get(self.currency, f"{self.currency} " if self.currency else "")
        for size, letter in ((10**12, "T"), (10**9, "B"), (10**6, "M")):
            if abs(number) >= size:
                return f"{symbol}{_plain(number / size)}{letter}"
        return f"{symbol}{_plain(number)}"


def _fits_columns(low: Decimal | None, high: Decimal | None, bounds: str) -> bool:
    """Whether the range is not empty and its ends fit their columns (fields.Amounted): 20 digits and 4 decimals."""
    fits = all(end is None or (abs(end) < 10**20 and end == round(end, 4)) for end in (low, high))
    return fits and not (low == high and bounds.endswith(")"))


def _plain(number: Decimal) -> str:
    text = f"{number:,.4f}"
    return text.rstrip("0").rstrip(".")


def _currency_pattern(word: str) -> re.Pattern[str]:
    """The pattern that finds a currency's word; one of Latin letters must be a whole word."""
    word = rf"\b{word}\b" if word.isascii() and word.isalpha() else re.escape(word)
    return re.compile(rf"(?:of )?{word}", re.IGNORECASE)


CURRENCIES = [
    (_currency_pattern(word), phrases.CURRENCIES[word]) for word in sorted(phrases.CURRENCIES, key=len, reverse=True)
]


def _split_currency(text: str) -> tuple[str, str]:
    """Return the text without its currency, and the currency's ISO 4217 code ("" where none is named)."""
    for pattern, code in CURRENCIES:
        if pattern.search(text):
            if "亿元及以上" in text:
                return text, code
            return pattern.sub("", text, count=2), code
    return text, ""


def _range(text: str) -> Range | None:
    """(low, high, bounds) of the words, or None where they hold no number that can be read."""
    for phrase, (low, high, bounds) in phrases.CHINESE.items():
        if text.startswith(phrase):
            return Decimal(low), Decimal(high) if high else None, bounds
    for words, reading in (
        (phrases.NEARLY, lambda x: (x * phrases.NEARLY_FROM, x, "[)")),
        (phrases.OVER, lambda x: (x, None, "[)")),
        (phrases.ABOUT, lambda x: (x * phrases.ABOUT_FROM, x * phrases.ABOUT_TO, "[]")),
    ):
        if (rest := _after(text, words)) is not None:
            return reading(exact) if (exact := _exact(rest)) is not None else None
    if (rest := _after(text, phrases.UNDER)) is not None:
        exact = _exact(rest)
        closing = "[]" if text.startswith(phrases.INCLUSIVE_UNDER) else "[)"
        return None if exact is None else (Decimal(0), exact, closing)
    return _vague(text) or _span(text) or _number(text)


def _after(text: str, words: tuple[str, ...]) -> str | None:
    """Return the rest of a text that begins with one of the words, else None."""
    for word in sorted(words, key=len, reverse=True):
        if text.startswith(word) and (not word.isascii() or not text[len(word) :][:1].isalpha()):
            return text[len(word) :].strip()
    return None


def _vague(text: str) -> Range | None:
    for words, (low, high) in phrases.VAGUE.items():
        if text.startswith((f"{words} ", f"{words}-")):
            scale = re.split("[ -]", text.removeprefix(words)[1:].strip())[0].removesuffix("s")
            if scale in phrases.SCALES:
                size = phrases.SCALES[scale]
                return Decimal(low * size), Decimal(high * size) if high else None, "[)"
    scale, _space, rest = text.partition(" ")
    if scale in phrases.BARE and not _has_number(rest):
        return Decimal(phrases.BARE[scale]), None, "[)"
    return None


def _span(text: str) -> Range | None:
    match = SPAN.match(text)
    if not match or _has_number(match["rest"]):
        return None
    high_scale = _size(match["scale"])
    low_scale = _size(match["lowscale"]) if match["lowscale"] else high_scale
    low, high = _decimal(match["low"]) * low_scale, _decimal(match["high"]) * high_scale
    return (low, high, "[]") if low <= high else None


def _number(text: str) -> Range | None:
    if text.endswith((" or more", " and above", "+")):
        exact = _exact(re.sub(r"( or more| and above|\+)$", "", text))
        return None if exact is None else (exact, None, "[)")
    exact = _exact(text)
    return None if exact is None else (exact, exact, "[]")


def _exact(text: str) -> Decimal | None:
    """Return the only number of a text that starts with it; None where there is none or a second one follows."""
    first, _space, rest = text.partition(" ")
    if first in phrases.NUMBER_WORDS:
        text = f"{phrases.NUMBER_WORDS[first]} {rest}"
    match = SCALED.match(text)
    if not match or _has_number(match["rest"]):
        return None
    return _decimal(match["number"]) * _size(match["scale"])


def _has_number(text: str) -> bool:
    return bool(re.search(r"\d", text))


def _size(scale: str | None) -> int:
    if not scale:
        return 1
    return phrases.SCALES.get(scale) or phrases.SCALES[scale.removesuffix("s")]


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))
