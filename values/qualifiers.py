"""Qualifiers of a number, in front of it and behind: about, no more than, at least, 近, 以上, or so, 余."""

from dataclasses import dataclass
from decimal import Decimal

from . import vocabulary as known
from .chinese_numerals import Unreadable
from .numerals import Number, WordReader


@dataclass(frozen=True)
class Reading:
    """The range that a phrase allows, with its currency; None is an end that the words do not set."""

    low: Decimal | None
    high: Decimal | None
    low_excluded: bool = False
    high_excluded: bool = False
    approximate: bool = False
    currency: str = ""
    currency_inferred: bool = False


class QualifierReader(WordReader):
    """Reads qualifiers, and what they make of a number."""

    def __init__(self, phrase: str):
        super().__init__(phrase)
        self.qualifiers: set[str] = set()

    def qualifier_in_front(self) -> bool:
        start = self.at
        qualifier = self._one_of(known.IN_FRONT)
        if not qualifier:
            self.take({"a", "an", "the", "well", "of"})
            qualifier = self._compared() or self._one_of(known.IN_FRONT)
        if not qualifier:
            self.at = start
            return False
        self.take({"of"})
        self.qualifiers.add(qualifier)
        return True

    def qualifier_behind(self) -> bool:
        start = self.at
        qualifier = self._one_of(known.BEHIND)
        if not qualifier and self.take({"or", "and", "at"}):
            qualifier = self._one_of(known.BEHIND_OR)
        if not qualifier:
            self.at = start
            return False
        self.qualifiers.add(qualifier)
        return True

    def _one_of(self, tables: dict[str, frozenset[str]]) -> str:
        return next((qualifier for qualifier, names in tables.items() if self.take(names)), "")

    def _compared(self) -> str:
        """Read a comparison of several words: "no more than", "just under", "at least"."""
        start = self.at
        negated, just = self.take({"no", "not"}), self.take({"just"})
        if qualifier := ("over" if self.take(known.MORE) else "under" if self.take(known.LESS) else ""):
            if self.take({"than"}):
                return {"over": "at most", "under": "at least"}[qualifier] if negated else qualifier
        elif negated and self.take({"exceeding", "over", "above", "to exceed"}):
            return "at most"
        elif just and self.take({"under", "below", "shy of", "short of"}):
            return "nearly"
        elif self.take({"at"}) and (end := self.take({"least", "most"})):
            return f"at {end}"
        self.at = start
        return ""

    def qualified(self, number: Number, is_range: bool, lowest: Decimal | None) -> Reading:
        """Return the range of the number under its qualifiers; "up to" begins at `lowest`, None if it may be negative.

        Raises Unreadable where the qualifiers don't go together.
        """
        qualifiers = self.qualifiers - {"odd", "level"}
        low, high = number.low, number.high
        excluded = (number.low_excluded, number.high_excluded)
        if "odd" in self.qualifiers:
            if not (number.is_exact and low) or number.is_bare or is_range:
                raise Unreadable("odd")
            high, excluded = low + number.step, (True, True)
        elif "level" in self.qualifiers and number.is_bare:
            high, excluded = low * 10, (False, True)
        elif "level" in self.qualifiers and not number.high_excluded:  # 数千万级 is 数千万
            raise Unreadable("level")
        if not qualifiers:
            return Reading(low, high, *excluded)
        exact = low == high
        if qualifiers == {"about"} and high is not None:
            return Reading(low * known.ABOUT_FROM, high * known.ABOUT_TO, approximate=True)
        if qualifiers == {"nearly"} and exact and low:
            return Reading(low * known.NEARLY_FROM, high, high_excluded=True, approximate=True)
        if qualifiers <= {"over", "at least"} and not is_range:
            return Reading(low, None, low_excluded="at least" not in qualifiers)
        if qualifiers <= {"under", "at most"} and exact and low:
            return Reading(lowest, high, high_excluded="at most" not in qualifiers)
        raise Unreadable(" ".join(sorted(qualifiers)))
