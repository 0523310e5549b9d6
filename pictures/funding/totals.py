"""Sums of rounds as ranges, by currency. What is undisclosed or can't be read is counted beside them, never as zero."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from values.amounts import StatedAmount

FLAGS = ("min_excluded", "max_excluded", "currency_inferred")


@dataclass(frozen=True)
class Total:
    """So many rounds of one currency, added as ranges; `amount` has no upper end where one of them has none."""

    amount: StatedAmount
    rounds: int

    @property
    def currency(self):
        return self.amount.currency

    @property
    def in_words(self):
        words = ngettext("%(amount)s, %(n)s round", "%(amount)s, %(n)s rounds added", self.rounds)
        words %= {"amount": self.amount.in_words, "n": self.rounds}
        return _("%(total)s, currency inferred") % {"total": words} if self.amount.currency_inferred else words


def total_of(currency, low, high, rounds, **flags) -> Total:
    document = {"stated": "", "currency": currency, "min": low, "max": high, "approximate": False, "disclosed": True}
    return Total(StatedAmount.of_document(document | {name: bool(flags.get(name)) for name in FLAGS}), rounds)


@dataclass
class Sums:
    """The totals of some rounds by currency, and how many more have no amount in money that can be read."""

    totals: list = field(default_factory=list)
    uncounted: int = 0

    @property
    def uncounted_in_words(self):
        """Like “1 round of an undisclosed amount”; empty where there is none."""
        if not self.uncounted:
            return ""
        words = ngettext("%(n)s round of an undisclosed amount", "%(n)s rounds of undisclosed amounts", self.uncounted)
        return words % {"n": self.uncounted}


def amount_in(doc) -> StatedAmount | None:
    """The amount of a round's document, where it is money that can be read."""
    amount = StatedAmount.of_document(doc["amount"]) if doc.get("amount") else None
    return amount if amount and amount.bounds and amount.currency else None


def sums_of(documents) -> Sums:
    """The sums of the documents of rounds."""
    amounts = [amount_in(doc) for doc in documents]
    readable = [amount for amount in amounts if amount]
    totals = []
    for currency in sorted({amount.currency for amount in readable}):
        parts = [amount for amount in readable if amount.currency == currency]
        low = sum((part.low or Decimal(0) for part in parts), Decimal(0))
        high = None if any(part.high is None for part in parts) else sum((part.high for part in parts), Decimal(0))
        flags = {name: any(getattr(part, name) for part in parts) for name in FLAGS}
        totals.append(total_of(currency, low, high, len(parts), **flags))
    return Sums(totals, len(amounts) - len(readable))
