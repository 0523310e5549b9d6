"""What hypothesis makes dates of, and the ends of an amount."""

from datetime import date
from math import inf

from hypothesis import strategies as st

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@st.composite
def points(draw):
    """A decade, a year, a half, a quarter, a month or a day; each also approximate, uncertain or both."""
    day = draw(DAYS).isoformat()
    year = day[:4]
    part = draw(st.sampled_from((33, 34, 35, 36, 40, 41)))
    forms = [f"{year[:3]}X", year, f"{year}-{part}", day[:7], day]
    return draw(st.sampled_from(forms)) + draw(st.sampled_from(("", "", "~", "?", "%")))


@st.composite
def edtf_texts(draw, spans=True):
    """A text that PartialDate reads: a point, a span, or one moment within bounds, each with or without open ends."""
    first, second = sorted((draw(points()), draw(points())), key=lambda text: text[:3])
    forms = [first]
    if spans:
        forms += [f"{first}/..", f"../{first}", f"{first}/", f"/{first}", f"[..{first}]", f"[{first}..]"]
        if first[:3] < second[:3]:
            forms += [f"{first}/{second}", f"[{first}..{second}]"]
    return draw(st.sampled_from(forms))


def ends(amount):
    """(low, high), with infinite ends in numbers; (None, None) for words only."""
    if not amount.bounds:
        return None, None
    return (-inf if amount.low is None else amount.low), (inf if amount.high is None else amount.high)


@st.composite
def stretches(draw):
    """What EDTF has no word for, as people write it."""
    year, month = draw(st.integers(1000, 2999)), draw(st.integers(1, 12))
    forms = ("early {y}", "mid-{y}", "late {y}", "by early {y}", "since late {y}", "{y}年底", "{y}年{m}月上旬")
    return draw(st.sampled_from(forms)).format(y=year, m=month)
