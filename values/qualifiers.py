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
        self.take({"a", "an", "the", "well", "of"})
        qualifier = self._compared() or next(
            (
                name
                for name in ("ABOUT", "NEARLY", "OVER", "UNDER", "AT_LEAST", "AT_MOST")
                if self.take(vars(known)[name])
            ),
            "",
        )
        if not qualifier:
            self.at = start
            return False
        self.take({"of"})
        self.qualifiers.add(qualifier)
        return True

    def _compared(self) -> str:
        """Read a comparison of several words: "no more than", "just under", "up to", "at least", "in excess of"."""
        start = self.at
        negated, just = self.take({"no", "not"}), self.take({"just"})
        if qualifier := ("OVER" if self.take(known.MORE) else "UNDER" if self.take(known.LESS) else ""):
            if self.take({"than"}):
                return {"OVER": "AT_MOST", "UNDER": "AT_LEAST"}[qualifier] if negated else qualifier
        elif negated and self.take({"exceeding", "over", "above", "to exceed"}):
            return "AT_MOST"
        elif just and self.take({"under", "below", "shy of", "short of"}):
            return "NEARLY"
        elif self.take({"at"}) and (end := self.take({"least", "most"})):
            return f"AT_{end.upper()}"
        self.at = start
        return ""

    def qualifier_behind(self) -> bool:
        start = self.at
        qualifier = next(
            (
                name.removesuffix("_BEHIND")
                for name in ("ABOUT_BEHIND", "AT_LEAST_BEHIND", "AT_MOST_BEHIND", "ODD", "LEVEL")
                if self.take(vars(known)[name])
            ),
            "",
        )
        if not qualifier and self.take({"or", "and", "at"}):
            behind = {
                "ABOUT": {"so", "thereabouts"}, "AT_LEAST": {"more", "above", "over", "greater", "up", "least"},
                "AT_MOST": {"less", "fewer", "below", "under", "most"},
            }  # fmt: skip
            qualifier = next((name for name, ends in behind.items() if self.take(ends)), "")
        if not qualifier:
            self.at = start
            return False
        self.qualifiers.add(qualifier)
        return True

    def qualified(self, number: Number, is_range: bool) -> Reading:
        """Return the range of the number under its qualifiers; raises Unreadable where they don't go together."""
        asked = set(self.qualifiers)
        low, high = number.low, number.high
        excluded = (number.low_excluded, number.high_excluded)
        if asked & {"ODD", "LEVEL"}:
            if "ODD" in asked and number.is_exact and not number.is_bare and not is_range and low:
                high, excluded = low + number.step, (True, True)
            elif "LEVEL" in asked and number.is_bare:
                high, excluded = low * 10, (False, True)
            elif "LEVEL" in asked and number.high_excluded:
                pass  # 数千万级 is 数千万
            else:
                raise Unreadable("level")
            asked -= {"ODD", "LEVEL"}
        if not asked:
            return Reading(low, high, *excluded)
        exact = low == high
        if asked == {"ABOUT"} and high is not None:
            return Reading(low * known.ABOUT_FROM, high * known.ABOUT_TO, approximate=True)
        if asked == {"NEARLY"} and exact and low:
            return Reading(low * known.NEARLY_FROM, high, high_excluded=True, approximate=True)
        if asked <= {"OVER", "AT_LEAST"} and not is_range:
            return Reading(low, None, low_excluded="AT_LEAST" not in asked)
        if asked <= {"UNDER", "AT_MOST"} and exact and low:
            return Reading(self.lowest(), high, high_excluded="AT_MOST" not in asked)
        raise Unreadable(" ".join(sorted(asked)))

    def lowest(self) -> Decimal | None:
        """Return where "up to" begins: None where the value may be negative."""
        raise NotImplementedError
