"""Amounts as sources state them: their words, and the range that the words allow."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from . import vocabulary
from .amount_grammar import read_phrase
from .chinese_numerals import Unreadable


@dataclass(frozen=True)
class StatedAmount:
    """An amount in the source's own words, and the range that they allow.

    `low` and `high` are in whole units of the currency (or of the figure's unit); None is an open end. `bounds` says
    whether the range holds its own ends, as PostgreSQL writes it: "[]", "[)", "(]" or "()". Without a range
    (`bounds == ""`) the words can't be read as one, or nothing was disclosed. `approximate` marks the ends of "about"
    and "nearly", which are conventions of ours (docs/amounts.md), and `currency_inferred` a currency whose word several
    share ("dollars").
    """

    stated: str
    currency: str = ""
    low: Decimal | None = None
    high: Decimal | None = None
    bounds: str = ""
    is_disclosed: bool = True
    approximate: bool = False
    currency_inferred: bool = False

    @classmethod
    def read(cls, stated: str, unit: str = "") -> "StatedAmount":
        """Return the amount that the words `stated` express; `unit` is the record's own, whose words may follow.

        Words that the grammar does not read whole give no range.

        >>> StatedAmount.read("tens of millions of dollars").low
        Decimal('10000000')
        """
        stated = " ".join(stated.split())
        if _is_undisclosed(stated):
            return cls(stated, is_disclosed=False)
        try:
            read = read_phrase(stated, unit)
        except Unreadable:
            return cls(stated)
        if not all(end is None or (abs(end) < 10**20 and end == round(end, 4)) for end in (read.low, read.high)):
            return cls(stated)  # the columns (fields.Amounted) hold 20 digits and 4 decimals
        bounds = _bounds(read.low, read.high, read.low_excluded, read.high_excluded)
        return cls(stated, read.currency, read.low, read.high, bounds, True, read.approximate, read.currency_inferred)

    @classmethod
    def of_document(cls, document: Mapping[str, Any]) -> "StatedAmount":
        """Return the amount that the API's document of it says."""
        low, high = (None if document[end] is None else Decimal(document[end]) for end in ("min", "max"))
        bounds = "" if low is high is None else _bounds(low, high, document["min_excluded"], document["max_excluded"])
        return cls(
            document["stated"], document["currency"] or "", low, high, bounds, document["disclosed"],
            document["approximate"], document["currency_inferred"],
        )  # fmt: skip

    @property
    def min_excluded(self) -> bool:
        """Whether the lowest number itself is excluded: "over 10"."""
        return self.low is not None and self.bounds.startswith("(")

    @property
    def max_excluded(self) -> bool:
        return self.high is not None and self.bounds.endswith(")")

    @property
    def ends_in_words(self) -> str:
        """The range of an approximate amount ("US$45M to US$55M"); empty where `in_words` says all."""
        return replace(self, approximate=False).in_words if self.approximate else ""

    @property
    def in_words(self) -> str:
        """Text like "about US$50M", "over US$5M", "US$10M to under US$100M" or "undisclosed", never zero for that."""
        if not self.is_disclosed:
            return _("undisclosed")
        if self.low is None and self.high is None:
            return self.stated
        if self.approximate and not self.max_excluded:
            return _("about %(amount)s") % {"amount": self._stated_ends().in_words}
        if self.approximate:
            words = _("nearly %(high)s")
        elif self.high is None:
            words = _("over %(low)s") if self.min_excluded else _("%(low)s or more")
        elif not self.low and self.high:
            words = _("under %(high)s") if self.max_excluded else _("up to %(high)s")
        elif self.min_excluded:
            words = _("over %(low)s to under %(high)s")
        elif self.low != self.high:
            words = _("%(low)s to under %(high)s") if self.max_excluded else _("%(low)s to %(high)s")
        else:
            words = "%(low)s"
        return words % {"low": self._short(self.low), "high": self._short(self.high)}

    def _stated_ends(self) -> "StatedAmount":
        """The ends before "about" widened them."""
        low = self.low and self.low / vocabulary.ABOUT_FROM
        high = self.high and self.high / vocabulary.ABOUT_TO
        return replace(self, low=low, high=high, approximate=False)

    def _short(self, number: Decimal | None) -> str:
        if number is None:
            return ""
        symbol = vocabulary.SYMBOLS.get(self.currency, f"{self.currency} " if self.currency else "")
        for size, letter in ((10**12, "T"), (10**9, "B"), (10**6, "M")):
            if abs(number) >= size:
                return f"{symbol}{_plain(number / size)}{letter}"
        return f"{symbol}{_plain(number)}"


def _bounds(low: Decimal | None, high: Decimal | None, low_excluded: bool, high_excluded: bool) -> str:
    """The signs of a PostgreSQL range; an open end is always excluded."""
    return "[("[low is None or low_excluded] + "])"[high is None or high_excluded]


def _is_undisclosed(stated: str) -> bool:
    """Whether the words say, and say no more than, that an amount was not disclosed."""
    text = stated.lower().translate(vocabulary.TRADITIONAL).strip(" .。")
    for word in sorted(vocabulary.UNDISCLOSED, key=len, reverse=True):
        if word in text:
            break
    else:
        word = ""
        if not set(re.findall(r"[a-z]+", text)) & vocabulary.DISCLOSED or not re.search(r"\b(?:not|never|n't)\b", text):
            return False
    rest = text.replace(word, " ", 1) if word else text
    names = sorted(vocabulary.TERMS, key=len, reverse=True)
    chinese = "|".join(name for name in names if not name.isascii())
    rest = re.sub(chinese, " ", rest)
    return set(rest.split()) <= vocabulary.TERMS | vocabulary.DISCLOSED | {"not", "never"}


def _plain(number: Decimal) -> str:
    text = f"{number:,.4f}"
    return text.rstrip("0").rstrip(".")
