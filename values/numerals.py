"""Numbers in words and figures, English and Chinese: 1.5 billion, one hundred and fifty, 三千万, tens of millions."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from . import vocabulary as known
from .chinese_numerals import Unreadable, evaluate, last_scale

NUMERAL = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:\.\d+)?(?![\d,]*\d)"
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xFFE5: "¥", 0xFFE1: "£"}
LEXEME = re.compile(
    rf"{NUMERAL}|{'|'.join(map(re.escape, sorted(known.SIGNS, key=len, reverse=True)))}|[a-zµμ]+|\S", re.ASCII
)


@dataclass(frozen=True)
class Number:
    """The ends that a number or count allows, before the qualifiers around it; `high` is None where it sets none.

    `scale` is what a range shares between its ends ("5 to 10 million"); 1 where there is none. `is_bare` says that it
    is a scale without a number (千万), which is a number only beside a qualifier.
    """

    low: Decimal
    high: Decimal | None
    low_excluded: bool = False
    high_excluded: bool = False
    scale: int = 1
    is_bare: bool = False

    def times(self, factor: int) -> "Number":
        high = None if self.high is None else self.high * factor
        return replace(self, low=self.low * factor, high=high, scale=self.scale * factor)

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def step(self) -> Decimal:
        """The step of the last digit that is not 0: 3000余 ends below 4000."""
        return Decimal(10) ** int(self.low.normalize().as_tuple().exponent)


class WordReader:
    """The words of a phrase, taken one after the other."""

    has_letters = False
    """Whether letters are scales here: only beside a currency."""

    def __init__(self, phrase: str):
        text = re.sub(r"-(?=[A-Za-z])", " ", phrase.translate(FULL_WIDTH)).lower()
        simplified = text.translate(known.TRADITIONAL)
        self.is_traditional = simplified != text
        self.words = LEXEME.findall(re.sub(r"(?<=[a-z])\.(?!\d)", "", simplified.strip(" .")))
        self.at = 0

    def peek(self, ahead: int = 0) -> str:
        return self.words[self.at + ahead] if self.at + ahead < len(self.words) else ""

    def take(self, vocabulary: Collection[str]) -> str:
        """Take the longest name of `vocabulary` that stands next, singular or plural; return it, else ""."""
        for length in (3, 2, 1):
            name = " ".join(self.words[self.at : self.at + length])
            for form in (name, name.removesuffix("s")):
                if form and form in vocabulary and self.at + length <= len(self.words):
                    self.at += length
                    return form
        return ""

    def rest_until(self, closing: str) -> str:
        """Take and return the words before `closing`; raises Unreadable where it does not stand."""
        if closing not in self.words[self.at :]:
            raise Unreadable(closing)
        end = self.words.index(closing, self.at)
        inner, self.at = " ".join(self.words[self.at : end]), end + 1
        return inner

    def number(self) -> Number:
        """Read a number with its scales; raises Unreadable where none stands."""
        if self.peek() in known.CHINESE or (
            self.peek()[:1].isdecimal() and self.peek(1) in known.CHINESE_SCALES | known.SOME.keys() | known.ODD
        ):
            return self._chinese()
        if self.peek()[:1].isdecimal():
            return self._scaled(_exactly(Decimal(self._next().replace(",", "")) + self._and_a_half()))
        return self._several() or self._figures() or self._scaled(_exactly(self._spelled_out()))

    def _next(self) -> str:
        self.at += 1
        return self.words[self.at - 1]

    def _and_a_half(self) -> Decimal:
        return Decimal("0.5") if self.take({"and a half"}) else Decimal(0)

    def _scaled(self, number: Number) -> Number:
        """Multiply by the scales that follow."""
        while word := self.take(known.SCALES) or (self.has_letters and self.take(known.LETTERS)):
            scale = known.SCALES.get(word) or known.LETTERS[word]
            number = replace(number.times(scale), scale=number.scale * (1 if word == "hundred" else scale))
        return number

    def _several(self) -> Number | None:
        """Read a vague count: "several hundred million", "tens of millions", "multi-million", "millions"."""
        start = self.at
        self.take({"a"})
        several = self.take(known.SEVERAL)
        plural = self.peek() if self.peek() in known.PLURALS else ""
        if not several and not plural:
            self.at = start
            return None
        low, high = known.SEVERAL.get(several, (1, 1))
        self.take({plural})
        low_of_plural, high_of_plural = known.PLURALS.get(plural, (1, 1))
        low *= low_of_plural
        high = high_of_plural if plural else high
        number = Number(Decimal(low), Decimal(high) if high else None, high_excluded=high is not None)
        after = self.at
        self.take({"of"})
        scaled = self._scaled(number)
        if scaled == number:
            if several == "multi":
                raise Unreadable(several)
            self.at = after
        return scaled

    def _figures(self) -> Number | None:
        """Read "nine-figure": as many digits as it says."""
        start = self.at
        self.take({"a"})
        self.take({"low", "mid", "high"})
        digits = known.ONES.get(self.peek())
        if digits and self.peek(1) in ("figure", "figures"):
            self.at += 2
            return Number(Decimal(10) ** (digits - 1), Decimal(10) ** digits, high_excluded=True)
        self.at = start
        return None

    def _spelled_out(self) -> Decimal:
        """Read number words up to 999, or a half, a dozen; scales follow."""
        if self.take({"half"}):
            self.take({"a", "an"})
            return Decimal(6) if self.take({"dozen"}) else self._before_a_scale(Decimal("0.5"))
        if self.take({"a", "an"}):
            if self.take({"dozen"}):
                return Decimal(12)
            return Decimal(100) if self.take({"hundred"}) else self._before_a_scale(Decimal(1))
        value = self._below_hundred()
        if self.take({"hundred"}):
            value *= 100
            start = self.at
            self.take({"and"})
            try:
                value += self._below_hundred()
            except Unreadable:
                self.at = start
        if self.take({"dozen"}):
            return Decimal(value * 12)
        return value + self._and_a_half()

    def _before_a_scale(self, value: Decimal) -> Decimal:
        if self.peek() not in known.SCALES:
            raise Unreadable(self.peek())
        return value

    def _below_hundred(self) -> Decimal:
        tens = self.take(known.TENS)
        ones = self.take(known.ONES) if not tens or 0 < known.ONES.get(self.peek(), 0) < 10 else ""
        if not tens and not ones:
            raise Unreadable(self.peek())
        return Decimal(known.TENS.get(tens, 0) + known.ONES.get(ones, 0))

    def _chinese(self) -> Number:
        """Read Chinese numerals, or figures with Chinese scales; 数 and 几 are several, 余 and 多 some more."""
        start = self.at
        while self.peek() in known.CHINESE or (self.peek()[:1].isdecimal() and self.at == start):
            self._next()
            while self.peek()[:1].isdecimal() and self.words[self.at - 1] in known.LARGE_SCALES:
                self._next()
        run = self.words[start : self.at]
        low, high, scale = evaluate(run, 0), evaluate(run, 1), last_scale(run)
        number = Number(low, high, high_excluded=low != high and "数" in run or "几" in run, scale=scale)
        is_bare = run[0] != "十" and all(word in known.CHINESE_SCALES for word in run)
        if self.peek() in known.ODD and (self.peek(1) in known.CHINESE_SCALES or is_bare) and number.is_exact:
            self._next()
            number = Number(low, low + number.step, True, True)
            while self.peek() in known.CHINESE_SCALES:
                number = number.times(known.CHINESE_SCALES[self._next()])
            return number
        return replace(number, is_bare=is_bare)


def _exactly(number: Decimal) -> Number:
    return Number(number, number)
