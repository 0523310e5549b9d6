"""Funding as CSV: a line for each total and for each round."""

from records.spreadsheets import format_places

from ..files import csv_response
from .rows import BY, funding

HEADS = (
    "row", "row, slug", "line", "rounds", "round", "round, slug", "series", "when", "stated", "currency", "min", "max",
    "min_excluded", "max_excluded", "approximate", "currency_inferred", "in words", "contested", "sources", "role",
    "investors",
)  # fmt: skip


def lines_of(found):
    """The lines of a page: of each row its totals, what is uncounted, its rounds; then what no one year has."""
    for row in found.rows:
        slug = "" if found.by == "year" else row.key
        if row.sums:
            for total in row.sums.totals:
                yield [
                    row.name,
                    slug,
                    "total",
                    total.rounds,
                    *[""] * 5,
                    *_amount(total.amount),
                    total.in_words,
                    *[""] * 4,
                ]
            if row.sums.uncounted:
                yield [
                    row.name,
                    slug,
                    "uncounted",
                    row.sums.uncounted,
                    *[""] * 12,
                    row.sums.uncounted_in_words,
                    *[""] * 4,
                ]
        for each in row.rounds:
            yield _round(found.by, row.name, slug, each)
    for each in found.unplaced:
        yield _round(found.by, "", "", each)


def _round(by, name, slug, each):
    when = each.doc["when"]["edtf"] if each.doc["when"] else ""
    contested = "true" if each.doc["contested"] else "false"
    return [
        name, slug, "round", "", each.name, each.doc["slug"], each.doc["series"], when, each.stated,
        *_amount(each.amount), each.in_words, contested, format_places(each.places),
        each.role_of(slug) if by == "investor" else "", "; ".join(investor.in_words for investor in each.investors),
    ]  # fmt: skip


def _amount(amount):
    if amount is None:
        return [""] * 7
    flags = (amount.min_excluded, amount.max_excluded, amount.approximate, amount.currency_inferred)
    ends = ["" if end is None else end for end in (amount.low, amount.high)]
    return [amount.currency, *ends, *("true" if flag else "false" for flag in flags)]


def as_csv(data, is_head=False):
    """All rows, read page by page. Raises BadParameter."""
    first = funding(data)
    name = f"funding-by-{data.get('by', BY[0])}"
    return csv_response(name, HEADS, (list(lines_of(found)) for found in _pages(first, data)), is_head)


def _pages(found, data):
    yield found
    while found.next:
        data = data.copy()
        data["cursor"] = found.next
        found = funding(data)
        yield found
