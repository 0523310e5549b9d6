"""The grammar of stated amounts: a phrase is read whole, or not at all.

    phrase    = {qualifier | currency | total} quantity {currency | unit | qualifier | purpose} ["(" phrase ")"]
    quantity  = side [("-" | "to" | "or" | 至) side] | "between" side "and" side
    side      = [currency] number {currency | unit}
    number    = a numeral, number words or a vague count, with scales: 1.5 billion, 三千万, tens of millions, 3000余万

Every word is one of vocabulary.py or of the record's own unit. Any other word, and words that contradict each other,
make the phrase unreadable: nothing is thrown away and the rest taken for the whole.
"""

from dataclasses import replace
from decimal import Decimal

from . import vocabulary as known
from .chinese_numerals import Unreadable
from .numerals import Number, WordReader
from .qualifiers import QualifierReader, Reading

CURRENCY_NAMES = {code.lower(): code for code in known.CURRENCY_CODES} | {
    name: code for code, names in known.CURRENCIES.items() for name in names
}
UNITS = known.COUNTED | known.MEASURED | known.CAN_BE_NEGATIVE


def read_phrase(phrase: str, unit: str = "") -> Reading:
    """Return what `phrase` allows; `unit` is the record's own unit, whose words may follow the number.

    Raises Unreadable for a phrase with a word that is not known, without a number, or with two that contradict.
    """
    return _Phrase(phrase, unit).read()


def units_of(phrase: str) -> frozenset[str]:
    """Return the words of units in `phrase`, none for money. Raises Unreadable like read_phrase."""
    reader = _Phrase(phrase, "")
    reader.read()
    return frozenset(reader.units)


class _Phrase(QualifierReader):
    """One phrase while it is read, with what its words have said so far."""

    def __init__(self, phrase: str, unit: str):
        super().__init__(phrase)
        self.own_unit = {" ".join(WordReader(unit).words).removesuffix("s")} - {""}
        self.currencies: set[str] = set()
        self.shared: set[str] = set()
        self.units: set[str] = set()
        self.has_letters = any(self.is_money(at) for at in range(len(self.words)))

    def read(self) -> Reading:
        """Return the range of the whole phrase."""
        while self.currency() or self.qualifier_in_front() or self.total():
            pass
        number, is_range = self.quantity()
        while self.currency() or self.purpose() or self.unit() or self.qualifier_behind():
            pass
        code, inferred = self.one_currency()
        if code and self.take({"("}):
            self.second_currency(code)
        if self.peek() or ((code or self.shared) and self.units - self.own_unit):
            raise Unreadable(self.peek())
        if number.is_bare and not self.qualifiers:
            raise Unreadable("a scale without a number")
        reading = self.qualified(number, is_range, self.lowest())
        if reading.low == reading.high and (reading.low_excluded or reading.high_excluded):
            raise Unreadable("nothing lies between the ends")
        return replace(reading, currency=code, currency_inferred=inferred)

    def quantity(self) -> tuple[Number, bool]:
        """Return the number or range of numbers, and whether it is a range."""
        opened = self.take({"between", "from", "介于"})
        first = self.side()
        start = self.at
        try:
            if not self.take({"and"} if opened == "between" else known.RANGE):
                raise Unreadable(self.peek())
            second = self.side()
        except Unreadable:
            if opened:
                raise
            self.at = start  # "50 million or so"
            return first, False
        if first.scale == 1 < second.scale and first.low * second.scale <= second.low:
            first = first.times(second.scale)  # "5 to 10 million"
        if not (first.is_exact and second.is_exact and first.low <= second.low) or first.is_bare or second.is_bare:
            raise Unreadable("no range")
        self.take({"之间"})
        return replace(first, high=second.high), True

    def side(self) -> Number:
        while self.currency():
            pass
        if self.take(known.PERCENT_IN_FRONT):
            self.units.add("%")
        number = self.number()
        while self.currency() or self.unit():
            pass
        return number

    # Money

    def currency(self) -> bool:
        """Read a currency's name, code or sign, also behind "of" or "in"."""
        start = self.at
        self.take({"of", "in"})
        if name := self.take(CURRENCY_NAMES):
            self.currencies.add(CURRENCY_NAMES[name])
        elif name := self.take(known.SHARED_CURRENCIES):
            self.shared.add(name)
        else:
            self.at = start
        return bool(name)

    def is_money(self, at: int) -> bool:
        """Whether a currency stands at the word `at`."""
        start, self.at = self.at, at
        name = self.take(CURRENCY_NAMES) or self.take(known.SHARED_CURRENCIES)
        self.at = start
        return bool(name)

    def one_currency(self) -> tuple[str, bool]:
        """Return the phrase's ISO 4217 code, and whether it is inferred from a word that several currencies share."""
        possible = [known.SHARED_CURRENCIES[name] for name in self.shared]
        if len(self.currencies) > 1 or len(self.shared) > 1:
            raise Unreadable("two currencies")
        if self.currencies:
            (code,) = self.currencies
            if possible and code not in possible[0]:
                raise Unreadable("two currencies")
            return code, False
        if not possible:
            return "", False
        if self.shared == {"元"}:
            return ("", False) if self.is_traditional else ("CNY", False)
        return possible[0][0], bool(possible[0][0])

    def second_currency(self, code: str) -> None:
        """Read the same sum in another currency, in brackets; it stays with the words."""
        inner = self.rest_until(")")
        if _Phrase(inner, "").read().currency in ("", code):
            raise Unreadable(inner)

    # What is counted, and for what

    def unit(self) -> bool:
        """Read one word of a unit, also behind "of" ("hundreds of hospitals") and "and" ("countries and regions")."""
        start = self.at
        self.take({"of", "and", "和"} if self.units else {"of"})
        if name := self.take(self.own_unit) or self.take(UNITS):
            self.units.add(name)
            return True
        self.at = start
        return False

    def total(self) -> bool:
        """Read words that say that the amount is a sum, or of what: "a total of", "financing of", 累计融资."""
        start = self.at
        self.take({"a", "another"})
        after_article = self.at
        while self.take(known.TOTALS) or self.take(known.PURPOSES):
            pass
        if self.at > after_article:
            self.take({"of"})
        elif not (self.peek()[:1].isdecimal() or self.is_money(self.at)):
            self.at = start  # "a million"; but "a 50 million dollar round"
        return self.at > start

    def purpose(self) -> bool:
        """Read what money is for: "in costs"."""
        start = self.at
        self.take({"in", "of"})
        if self.take(known.PURPOSES):
            return True
        self.at = start
        return False

    def lowest(self) -> Decimal | None:
        """Return zero for money and for what is counted; None where the value may be negative, or no unit says."""
        units = {
            form for word in [*self.units, *" ".join(self.own_unit).split()] for form in (word, word.removesuffix("s"))
        }
        counted = units & (known.COUNTED | known.MEASURED) and not units & known.CAN_BE_NEGATIVE
        return Decimal(0) if counted or self.currencies or self.shared or "fewer" in self.words else None
