"""Funding as a picture: a panel with an axis of its own for each currency, and what can't be drawn listed below."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..scales import Scale
from ..svg import BOLD, FAINT, INK, LINE, LINK, SOFT, Picture, cut, lines_of_text, link, tag, text, title, wrapped
from .bars import ARROW, TOTAL, axis, bar, legend, most
from .columns import year_panel


@dataclass(frozen=True)
class Layout:
    """`names` is where bars begin, `bars` how long they are; `owner` and `each` are the heights of lines.

    On a narrow picture names and words stand above their bars.
    """

    width: int
    margin: int
    names: int
    bars: int
    owner: int
    each: int
    is_narrow: bool = False

    @property
    def inner(self):
        return self.width - 2 * self.margin

    @property
    def words(self):
        """Where the words of a bar begin, behind it."""
        return self.names + self.bars + 8


WIDE, NARROW = Layout(1180, 24, 300, 400, 28, 22), Layout(358, 10, 0, 338, 70, 50, True)
HEADINGS = {
    "company": gettext_lazy("Funding by company, as ranges"),
    "year": gettext_lazy("Funding by year, as ranges"),
    "investor": gettext_lazy("Rounds by investor: what each put in is not stated"),
}


def drawing(found, url, site, layout=WIDE) -> Picture:
    """The Picture of a page of funding; `site` begins the links."""
    body, y = [], 0
    for currency in currencies_of(found):
        panel, height = (year_panel if found.by == "year" else _panel)(found, currency, site, layout)
        body.append(tag("g", panel, transform=f"translate(0 {y:.0f})"))
        y += height + 24
    beside, height = _beside(found, y + 6, site, layout.inner)
    notes = [
        _("Amounts are the ranges that the sources' words allow; no currency is converted, and what is undisclosed is "
          "counted beside, never as zero."),
    ]  # fmt: skip
    shown = legend(with_spans=found.by == "year")
    return Picture(
        str(HEADINGS[found.by]),
        url,
        layout.width,
        y + height,
        [*body, beside],
        shown,
        notes,
        found.sources,
        layout.margin,
    )


def currencies_of(found):
    """The currencies of all rounds that are drawn."""
    of_rounds = {each.amount.currency for row in found.rows for each in row.rounds if each.amount}
    of_sums = {total.currency for row in found.rows if row.sums for total in row.sums.totals}
    return sorted(of_rounds | of_sums | {each.amount.currency for each in found.unplaced if each.amount})


def _panel(found, currency, site, layout):
    """(The panel of a currency, its height): each owner with the total of its rounds and the rounds."""
    lines = []
    for row in found.rows:
        rounds = [each for each in row.rounds if each.amount and each.amount.currency == currency]
        total = next((total for total in row.sums.totals if total.currency == currency), None) if row.sums else None
        if rounds:
            lines.append((row, total, None))
            lines += [(row, None, each) for each in rounds]
    amounts = [total.amount for _row, total, _each in lines if total] + [each.amount for *_rest, each in lines if each]
    scale = Scale(0, most(amounts) or 1, layout.bars - ARROW)
    heights = [layout.each if each else layout.owner for _row, _total, each in lines]
    parts = [text(currency, 0, 14, 13, font_weight=600)]
    ticks = axis(scale, currency, 38 if layout.is_narrow else 24, sum(heights) + 4, 3 if layout.is_narrow else 5)
    parts.append(tag("g", ticks, transform=f"translate({layout.names} 0)"))
    y = 42 if layout.is_narrow else 28
    for (row, total, each), height in zip(lines, heights, strict=True):
        line = _round(row, each, scale, site, layout) if each else _owner(row, total, scale, site, layout)
        parts.append(tag("g", *line, transform=f"translate(0 {y})"))
        y += height
    return tag("g", *parts), y


def _owner(row, total, scale, site, layout):
    """The name of an owner, the bar of its total and its words; of an investor the name alone."""
    inner, room = layout.inner, layout.inner if layout.is_narrow else layout.names - 30
    yield tag("rect", x=0, y=2, width=inner, height=layout.owner - 4, fill=FAINT, opacity=0.6, class_="faint")
    yield link(site + row.url, text(cut(row.name, room, 12 * BOLD), 0, 18, 12, LINK, font_weight=600))
    x, room = (0, inner) if layout.is_narrow else (layout.words, inner - layout.words)
    if row.is_cut:
        words = _("the newest %(shown)s of %(all)s rounds") % {"shown": len(row.rounds), "all": row.count}
        yield link(site + row.rounds_url, text(words, x, 34 if layout.is_narrow else 18, 11, LINK))
    if total:
        shape = bar(total.amount, scale, 0, 14, TOTAL)
        drawn = tag(
            "g", title(f"{row.name}: {total.in_words}"), shape, transform=_at(layout, 52 if layout.is_narrow else 7)
        )
        yield link(site + row.rounds_url, drawn)
        words = "; ".join(filter(None, (total.in_words, row.sums.uncounted_in_words)))
        lines = wrapped(words, room, 11 * BOLD)[:2]
        y = 32 if layout.is_narrow else 18 if len(lines) == 1 else 11
        yield lines_of_text(lines, x, y, 11, INK, font_weight=600)


def _round(row, each, scale, site, layout):
    """The name of a round, its bar and its words."""
    indent, room = (0, layout.inner) if layout.is_narrow else (14, layout.names - 24)
    yield link(site + each.url, text(cut(each.name, room, 11), indent, 15, 11, LINK))
    shape = bar(each.amount, scale, 0, 10)
    drawn = tag("g", title(each.in_words), shape, transform=_at(layout, 36 if layout.is_narrow else 6))
    yield link(site + each.url, drawn)
    doubt = _("contested") if each.doc["contested"] else ""
    words = ", ".join(filter(None, (each.amount_in_words, each.when.text, each.role_of(row.key), doubt)))
    x, y = (0, 30) if layout.is_narrow else (layout.words, 15)
    yield text(cut(words, layout.inner - x, 11), x, y, 11, SOFT)


def _at(layout, y):
    return f"translate({layout.names} {y})"


def _beside(found, y, site, inner):
    """(What is listed beside the bars, its height): undisclosed amounts, and rounds that no one year has."""
    parts, start = [], y
    lines = [(each.url, each.in_words) for row in found.rows for each in row.rounds if not each.amount]
    if lines := list(dict.fromkeys(lines)):
        parts.append(text(_("No amount that can be drawn"), 0, y + 14, 13, font_weight=600))
        y += 20
    if found.by == "year":
        lines += [
            (row.url, f"{row.name}: {row.sums.uncounted_in_words}") for row in found.rows if row.sums.uncounted
        ]  # fmt: skip
    for url, words in lines:
        part, y = _listed(site + url, words, y, inner)
        parts.append(part)
    if found.unplaced:
        parts.append(text(_("Counted in no year"), 0, y + 18, 13, font_weight=600))
        y += 24
    for each in found.unplaced:
        part, y = _listed(site + each.url, each.in_words, y, inner)
        parts.append(part)
    parts.append(tag("line", x1=0, x2=inner, y1=y + 6, y2=y + 6, stroke=LINE, stroke_width=0.6))
    return tag("g", *parts), y + 8 - start


def _listed(url, words, y, inner):
    """(Words that lead to a record, where the next begin)."""
    lines = wrapped(words, inner - 14, 11)
    return link(url, lines_of_text(lines, 14, y + 14, 11, LINK)), y + len(lines) * 15 + 2
