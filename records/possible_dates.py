"""What a list that was asked for certain dates leaves out: the records whose dates are only possibly in the span."""

from dataclasses import dataclass

from .addresses import with_query

POSSIBLY = {"when_certainly": "when_possibly", "published_certainly": "published_possibly"}


@dataclass(frozen=True)
class MorePossible:
    """How many more records are possible, and the address of the list with them; `is_capped` where there are more."""

    number: int
    link: str
    is_capped: bool = False


def asked_possibly(data):
    """The query string with `possibly` in place of `certainly`; None where it asks for neither, or for both."""
    names = [name for name in POSSIBLY if data.get(name)]
    if not names or any(data.get(POSSIBLY[name]) for name in names):
        return None
    changed = data.copy()
    changed.pop("cursor", None)
    for name in names:
        changed.setlist(POSSIBLY[name], changed.pop(name))
    return changed


def more_possible(path, data, *lists) -> MorePossible | None:
    """What the lists [(record type, query string, Page)] leave out; `path` and `data` address what shows them.

    One statement for each list. None where nothing is left out, or where a list has more than are counted.
    """
    number, is_capped = 0, False
    for record_type, criteria, page in lists:
        changed = asked_possibly(criteria)
        if changed is None or page.count_capped:
            return None
        changed.pop("page_size", None)
        possible = record_type.page(record_type.filtered(changed), size=1)
        number += possible.count - page.count
        is_capped |= possible.count_capped
    return MorePossible(number, with_query(path, asked_possibly(data)), is_capped) if number > 0 else None
