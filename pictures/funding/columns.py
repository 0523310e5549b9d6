"""Funding by year: a column for the total of each year; a round that lies in several years is drawn across them."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..scales import Scale
from ..svg import INK, LINE, LINK, SOFT, lines_of_text, link, tag, text, title, wrapped
from .bars import ARROW, TOTAL, amount_label, column, least, most

LEFT, HEIGHT, TOP = 62, 240, 64


def year_panel(found, currency, site, layout):
    """(The panel of a currency, its height)."""
    totals = {
        int(row.key): (row, total) for row in found.rows for total in row.sums.totals if total.currency == currency
    }
    spans = [each for each in found.unplaced if each.amount and each.amount.currency == currency and _years(each)]
    years = sorted({*totals, *(year for each in spans for year in _years(each))})
    first, last = years[0], years[-1]
    slot = min(110.0, (layout.inner - LEFT) / (last - first + 1))
    amounts = [total.amount for _row, total in totals.values()] + [each.amount for each in spans]
    scale, base = Scale(0, most(amounts) or 1, HEIGHT - ARROW), TOP + HEIGHT
    parts = [text(currency, 0, 14, 13, font_weight=600), *_grid(scale, currency, base, slot * (last - first + 1))]
    for year in range(first, last + 1):
        x = LEFT + (year - first) * slot
        if slot >= 24 or year % 5 == 0:
            parts.append(text(str(year), x + slot / 2, base + 16, 11, text_anchor="middle"))
        if year in totals:
            parts += _year(*totals[year], x, slot, scale, base, site)
    for number, each in enumerate(spans):
        parts.append(_span(each, number, first, slot, scale, base, site))
    return tag("g", *parts), base + 52


def _years(each):
    """(The first year, the last) of a round whose days are known at both ends; None where one is open."""
    days = [date.fromisoformat(day).year for day in each.days if day]
    return tuple(days) if len(days) == 2 else None


def _grid(scale, currency, base, width):
    for number in scale.ticks(4):
        y = base - scale(number)
        yield tag("line", x1=LEFT, x2=LEFT + width, y1=y, y2=y, stroke=LINE if not number else "#c5c9cc", class_="grid")
        yield amount_label(number, currency, LEFT - 6, y + 4, text_anchor="end")


def _year(row, total, x, slot, scale, base, site):
    """The column of a year, its words above and the number of its rounds below."""
    width = max(4.0, min(40.0, slot * 0.4))
    left = x + (slot - width) / 2
    shape = column(total.amount, scale, left, width, base)
    yield link(site + row.url, tag("g", title(f"{row.name}: {total.in_words}"), shape))
    if slot >= 70:
        lines = wrapped(total.amount.in_words, slot - 6, 10)
        top = total.amount.high if total.amount.high is not None else least(total.amount)
        y = base - scale(top) - (ARROW + 6 if total.amount.high is None else 0) - 6 - (len(lines) - 1) * 13.5
        yield lines_of_text(lines, x + slot / 2, y, 10, INK, text_anchor="middle")
        rounds = ngettext("%(n)s round", "%(n)s rounds", total.rounds) % {"n": total.rounds}
        yield text(rounds, x + slot / 2, base + 30, 10, SOFT, text_anchor="middle")
        if row.sums.uncounted:
            beside = _("+ %(n)s undisclosed") % {"n": row.sums.uncounted}
            yield text(beside, x + slot / 2, base + 43, 10, SOFT, text_anchor="middle")


def _span(each, number, first, slot, scale, base, site):
    """A round across its years, in outline: its least in a full line, its most in a broken one."""
    start, end = _years(each)
    inset = 3 + number % 5 * 3
    x, width = LEFT + (start - first) * slot + inset, (end - start + 1) * slot - 2 * inset
    line = {"fill": "none", "stroke": TOTAL, "stroke_width": 1.6, "class_": "amount-line"}
    low, high = scale(least(each.amount)), scale(most([each.amount]))
    parts = (
        [title(each.in_words), tag("rect", x=x, y=base - low, width=width, height=low, **line)]
        if low
        else [title(each.in_words)]
    )
    if each.amount.high is None:
        head = f"M{x + width / 2 - 6:.1f} {base - low - 6:.1f} L{x + width / 2:.1f} {base - low - 16:.1f} l6 10 z"
        parts.append(tag("path", d=head, fill=TOTAL, class_="amount-bar"))
    elif high > low:
        parts.append(tag("rect", x=x, y=base - high, width=width, height=high - low, stroke_dasharray="4 3", **line))
    parts.append(text(each.name, x + 4, base - high + (12 if high > 16 else -4), 10, LINK, halo=True))
    return link(site + each.url, tag("g", *parts))
