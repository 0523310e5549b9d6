"""What a query string asks of a record's history: its revisions, or two moments side by side."""

from dataclasses import dataclass

from history.moments import Moment
from records.paging import page_size
from records.problems import BadParameter, parameter_errors, raise_if_any

from .history import history_page, net_changes
from .requests import LARGEST, is_net, moments_of, read_number

PAGE_SIZE, LARGEST_PAGE = 20, 100
PARAMETERS, OF_MOMENTS = ("before", "page_size"), ("old", "new")


@dataclass(frozen=True)
class Found:
    """Revisions, and the parameters of the next page; or the changes between two moments."""

    revisions: tuple = ()
    next: dict | None = None
    old: Moment | None = None
    new: Moment | None = None
    changes: tuple = ()


def history_of(model, record, data) -> Found:
    """The history of a record that a query string asks for. Raises BadParameter with every error."""
    if is_net(data):
        errors = parameter_errors(data, OF_MOMENTS)
        old, new = moments_of(data, errors)
        raise_if_any(errors)
        return Found(old=old, new=new, changes=tuple(net_changes(model, record, old, new)))
    errors = parameter_errors(data, (*PARAMETERS, *OF_MOMENTS))
    before, size = read_number(data, "before", errors), PAGE_SIZE
    try:
        size = page_size(data, PAGE_SIZE, LARGEST_PAGE)
    except BadParameter as error:
        errors += error.errors
    raise_if_any(errors)
    revisions, following = history_page(model, record, LARGEST if before is None else before, size)
    return Found(tuple(revisions), following and {"before": following})
