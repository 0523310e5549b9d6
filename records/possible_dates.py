"""What a list that was asked for certain dates, or for a year, leaves out: dates that are only possibly in the span.

A year has what lasts or is not known better in each of its years, and a deadline, like “by 2026”, in its last one alone
(records/filters/value_filters.py); “possibly” has it in all years before, too.
"""

from dataclasses import dataclass

from .addresses import with_query

POSSIBLY = {"when_certainly": "when_possibly", "published_certainly": "published_possibly"}


@dataclass(frozen=True)
class MorePossible:
    """How many more records are possible, and the address of the list with them; `is_capped` where there are more."""

    number: int
    link: str
    is_capped: bool = False


def asked_possibly(data, filters):
    """The query string with `possibly` in place of `certainly` or of one year; None where it asks for neither, or both.

    `filters` are the names that the list knows.
    """
    words = POSSIBLY | {"year": next((name for name in POSSIBLY.values() if name in filters), "")}
    names = [name for name in words if data.get(name) and words[name]]
    chosen = {words[name] for name in names}
    if not names or len(chosen) < len(names) or any(len(data.getlist(name)) > 1 for name in names):
        return None
    if any(data.get(name) for name in chosen):
        return None
    changed = data.copy()
    changed.pop("cursor", None)
    for name in names:
        changed.setlist(words[name], changed.pop(name))
    return changed


def more_possible(path, data, *lists) -> MorePossible | None:
    """What the lists [(record type, query string, Page)] leave out; `path` and `data` address what shows them.

    One statement for each list. None where nothing is left out, or where a list has more than are counted.
    """
    number, is_capped = 0, False
    for record_type, criteria, page in lists:
        changed = asked_possibly(criteria, record_type.filters.base_filters)
        if changed is None or page.count_capped:
            return None
        possible = record_type.page(record_type.filtered(changed), size=1)
        number += possible.count - page.count
        is_capped |= possible.count_capped
    if number <= 0:
        return None
    return MorePossible(number, with_query(path, asked_possibly(data, lists[0][0].filters.base_filters)), is_capped)
