"""What a profile shows across its sections: one timeline of all that is dated or not, sums of money, who took part."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from django.utils.text import capfirst

from catalogue.record_types import RECORD_TYPES
from records.view_models import RecordView, Value
from records.wording import language
from values.amounts import StatedAmount
from values.dates import PartialDate
from values.fields import Dated

KINDS = {
    record_type.name: record_type.timeline_label or capfirst(record_type.model._meta.verbose_name)
    for record_type in RECORD_TYPES if issubclass(record_type.model, Dated)
}  # fmt: skip
"""The label of each dated record type; its rows are on the timeline of a company or product whose profile has them."""

MAX_SEQUENCE = 32_768
"""Behind every place in a stated order: what has none comes last, as in the rows of a profile."""


@dataclass
class Entry:
    """One entry of the timeline, dated or not."""

    section: str
    kind: str
    record: RecordView
    date: PartialDate | None

    @property
    def fact(self):
        return self.record.fact.get("when")

    @property
    def year(self):
        return self.date.year if self.date else None


def timeline(record: RecordView) -> dict:
    """{"dated": [Entry …] in order of time, "undated": [Entry …]}."""
    entries = [
        Entry(key, kind, row, PartialDate(row.doc["when"]["edtf"]) if row.doc.get("when") else None)
        for key, kind in _kinds(language()).items() for row in record.rows(key)
    ]  # fmt: skip
    dated = sorted((entry for entry in entries if entry.date), key=_place)
    undated = [entry for entry in entries if not entry.date]
    return {"dated": dated, "undated": undated, "gist": _gist(dated)}


@cache
def _kinds(_language):
    return {key: str(kind) for key, kind in KINDS.items()}


def _gist(dated):
    """From when to when the entries are, in words."""
    ends = dict.fromkeys(entry.date.in_words for entry in (dated[:1] + dated[-1:]))
    return " – ".join(ends)


def _place(entry):
    """By date; of equal dates, as a source states their order, then by name."""
    record = entry.record
    return _time(entry.date), record.doc.get("sequence") or MAX_SEQUENCE, record.name


@lru_cache(maxsize=10_000)
def _time(date):
    """A date's sort key, cached, since sorting compares each many times."""
    return date.sort_key


@dataclass
class Total:
    """The rounds of one currency added as ranges; undisclosed and unreadable amounts are left out, never zero."""

    amount: StatedAmount
    rounds: int


def totals(record: RecordView) -> dict:
    """{"sums": [Total by currency], "uncounted": how many rounds state no readable amount}."""
    rounds = record.rows("rounds")
    amounts = [StatedAmount.of_document(row.doc["amount"]) for row in rounds if row.doc.get("amount")]
    readable = [amount for amount in amounts if amount.bounds and amount.currency]
    sums = []
    for currency, count in sorted(Counter(amount.currency for amount in readable).items()):
        parts = [amount for amount in readable if amount.currency == currency]
        low = sum((part.low for part in parts), Decimal(0))
        high = sum((part.high for part in parts), Decimal(0)) if all(part.high is not None for part in parts) else None
        flags = {
            flag: any(getattr(part, flag) for part in parts)
            for flag in ("min_excluded", "max_excluded", "currency_inferred")
        }
        total = {"stated": "", "currency": currency, "min": low, "max": high, "approximate": False, "disclosed": True}
        sums.append(Total(StatedAmount.of_document(total | flags), count))
    return {"sums": sums, "uncounted": len(rounds) - len(readable)}


def investors(record: RecordView) -> list:
    """Every investor of a company's rounds once, in the order of their first round."""
    parts = [part for row in record.rows("rounds") for part in row.rows("investments")]
    values = [part.fact["investor"].value for part in parts]
    return list({investor.url: investor for investor in values if investor}.values())  # an unpublished one has no value


@dataclass
class Partner:
    """A partner of a company with the kinds of its collaborations, each once, and the places that name it."""

    value: Value
    kinds: list
    places: list


def partners(record: RecordView) -> list:
    """Every partner of a company's collaborations once, in the order of the first."""
    found = {}
    for row in record.rows("collaborations"):
        fact, kind = row.fact["partner"], row.fact["kind"].value.text
        if fact.value:  # an unpublished one has no value
            partner = found.setdefault(fact.value.url, Partner(fact.value, [], []))
            partner.kinds = list(dict.fromkeys([*partner.kinds, kind]))
            partner.places += [place for place in fact.places if place not in partner.places]
    return list(found.values())
