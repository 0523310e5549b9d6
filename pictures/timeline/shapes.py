"""How a date is drawn: what lasted is filled, one moment somewhere in a span is hatched, what is open stays open."""

from dataclasses import dataclass
from datetime import date, timedelta

from values.edtf import parse

from ..scales import in_years


@dataclass(frozen=True)
class Span:
    """The days of an entry as years with a fraction; None is an open end.

    `hatched` are the parts in which a moment lies, or in which what lasted began or ended; `filled` is the part in
    which it surely was. `is_deadline` has no known start, `goes_on` no end, `fades` an end that is not known.
    """

    hatched: tuple = ()
    filled: tuple | None = None
    moment: float | None = None
    is_deadline: bool = False
    goes_on: bool = False
    fades: str = ""  # "start" or "end"
    is_doubted: bool = False

    @property
    def known(self):
        """Every year that the scale has to show."""
        ends = [end for part in (*self.hatched, self.filled or ()) for end in part if end is not None]
        return [*ends, *([self.moment] if self.moment is not None else [])]


def span_of(when) -> Span:
    """The span of a date in the API's form."""
    edtf, is_doubted = parse(when["edtf"]), when["uncertain"]
    first, last = (date.fromisoformat(when[end]) if when[end] else None for end in ("earliest", "latest"))
    if "/" in when["edtf"] and not when.get("words"):
        return _lasting(edtf, is_doubted)
    if first and last and first == last:
        return Span(moment=in_years(first), is_doubted=is_doubted)
    part = (in_years(first) if first else None, _end_of(last) if last else None)
    return Span((part,), is_deadline=first is None, goes_on=last is None, is_doubted=is_doubted)


def _lasting(edtf, is_doubted):
    """What lasted: filled between its ends, each end hatched as far as it is not known to the day."""
    start, end = edtf.start, edtf.end
    points = [point for point in (start, end) if point and point.earliest != point.latest]
    hatched = [(in_years(point.earliest), _end_of(point.latest)) for point in points]
    filled = (_end_of(start.latest) if start else None, in_years(end.earliest) if end else None)
    if start and end and filled[1] <= filled[0]:
        filled = None
        if not hatched:  # one day, or two that follow each other
            return Span(moment=in_years(start.earliest), is_doubted=is_doubted)
    is_unknown = edtf.opening == ""
    return Span(
        tuple(hatched), filled, goes_on=end is None and not is_unknown,
        fades=("start" if start is None else "end") if is_unknown else "", is_doubted=is_doubted,
    )  # fmt: skip


def _end_of(day):
    """The end of a day: the beginning of the next."""
    return in_years(day + timedelta(1)) if day < date.max else in_years(day)
