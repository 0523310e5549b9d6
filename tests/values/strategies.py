"""What hypothesis makes dates of, and the ends of an amount."""

from datetime import date
from math import inf

from hypothesis import strategies as st

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@st.composite
def points(draw):
    day = draw(DAYS).isoformat()
    return day[: draw(st.sampled_from((4, 7, 10)))] + draw(st.sampled_from(("", "~")))


@st.composite
def edtf_texts(draw, spans=True):
    """A text that PartialDate reads: a point, a span, or an open span."""
    first, second = sorted((draw(points()), draw(points())), key=lambda text: text[:4])
    forms = [first]
    if spans:
        forms += [f"{first}/..", f"../{first}"]
        if first[:4] < second[:4]:
            forms.append(f"{first}/{second}")
    return draw(st.sampled_from(forms))


def ends(amount):
    """(low, high), with infinite ends in numbers; (None, None) for words only."""
    if not amount.bounds:
        return None, None
    return (-inf if amount.low is None else amount.low), (inf if amount.high is None else amount.high)
