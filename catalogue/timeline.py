"""One timeline of everything dated about a company or a product; what is undated is listed too, not dropped."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from django.utils.text import capfirst

from catalogue.record_types import RECORD_TYPES
from records.view_models import RecordView
from values.amounts import StatedAmount
from values.dates import PartialDate
from values.fields import Dated

KINDS = {
    record_type.name: record_type.timeline_label or capfirst(record_type.model._meta.verbose_name)
    for record_type in RECORD_TYPES if issubclass(record_type.model, Dated)
}  # fmt: skip
"""The label of each dated record type; its rows are on the timeline of a company or product whose profile has them."""


@dataclass
class Entry:
    """One dated or undated thing on the timeline."""

    section: str
    kind: str
    record: RecordView
    date: PartialDate | None

    @property
    def fact(self):
        return self.record.fact.get("when")

    @property
    def year(self):
        day = self.date and (self.date.earliest or self.date.latest)
        return day.year if day else None


def timeline(record: RecordView) -> dict:
    """{"dated": [Entry …] in order of time, "undated": [Entry …]}."""
    kinds = [(key, str(kind)) for key, kind in KINDS.items() if key in record.section]
    entries = [
        Entry(key, kind, row, PartialDate(row.doc["when"]["edtf"]) if row.doc.get("when") else None)
        for key, kind in kinds for row in record.section[key].rows
    ]  # fmt: skip
    dated = sorted((entry for entry in entries if entry.date), key=lambda entry: (_time(entry.date), entry.record.name))
    return {"dated": dated, "undated": [entry for entry in entries if not entry.date]}


@lru_cache(maxsize=10_000)
def _time(date):
    """Where a date stands in time: sorting compares each of them many times, and reading one costs more."""
    return date.sort_key


_amount = lru_cache(maxsize=10_000)(StatedAmount.read)


@dataclass
class Total:
    """The rounds of one currency added as ranges; what is undisclosed or unreadable is counted beside, never zero."""

    amount: StatedAmount
    rounds: int


def totals(record: RecordView) -> dict:
    """{"sums": [Total by currency], "uncounted": how many rounds state no readable amount}."""
    rounds = record.section["rounds"].rows if "rounds" in record.section else []
    amounts = [_amount(row.doc["amount"]["stated"]) for row in rounds if row.doc.get("amount")]
    readable = [amount for amount in amounts if amount.bounds and amount.currency]
    sums = []
    for currency, count in sorted(Counter(amount.currency for amount in readable).items()):
        parts = [amount for amount in readable if amount.currency == currency]
        low = sum((part.low for part in parts), Decimal(0))
        high = sum((part.high for part in parts), Decimal(0)) if all(part.high is not None for part in parts) else None
        bounds = "[)" if any(part.bounds.endswith(")") for part in parts) else "[]"
        sums.append(Total(StatedAmount("", currency, low, high, bounds), count))
    return {"sums": sums, "uncounted": len(rounds) - len(readable)}


def investors(record: RecordView) -> list:
    """Every investor of a company's rounds once, in the order of their first round."""
    rows = record.section["rounds"].rows if "rounds" in record.section else []
    parts = [part for row in rows if "investments" in row.section for part in row.section["investments"].rows]
    found = [part.fact["investor"].value for part in parts]
    return list({investor.url: investor for investor in found if investor}.values())  # a draft is none
