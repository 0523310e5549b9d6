"""A timeline to scale: a line for each entry, its days drawn as they are known, and what is undated listed below."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import Markup

from ..scales import Scale, year_ticks
from ..svg import AGAINST, FAINT, LINE, LINK, SOFT, Picture, cut, link, tag, text, title, width_of, wrapped
from .marks import drawn, legend
from .shapes import span_of

KINDS = 92


@dataclass(frozen=True)
class Layout:
    """`left` is where years begin, `labels` the room for a date in words behind the last bar, `row` a line's height.

    On a narrow picture names and dates stand above their bars.
    """

    width: int
    margin: int
    left: int
    labels: int
    row: int
    is_narrow: bool = False

    @property
    def inner(self):
        return self.width - 2 * self.margin

    @property
    def chart(self):
        return self.inner - self.left - self.labels


WIDE, NARROW = Layout(1180, 24, 422, 130, 24), Layout(358, 10, 0, 0, 56, True)


def drawing(found, url, site, layout=WIDE) -> Picture:
    """The Picture of a timeline; `site` begins the links."""
    spans = {id(entry): span_of(entry.record.doc["when"]) for entry in found.entries if entry.date}
    known = [year for span in spans.values() for year in span.known]
    low, high = (min(known), max(known)) if known else (0, 1)
    room = max(0.04 * (high - low), 0.2)
    scale = Scale(low - room, high + room, layout.chart)
    body, y = [], 30
    for group in found.groups:
        if group.heading:
            body.append(text(group.heading, 0, y + 16, 13, SOFT, font_weight=600))
            y += 24
        for number, entry in enumerate(group.dated):
            line = _narrow_line if layout.is_narrow else _line
            parts = [_band(layout), *line(entry, spans[id(entry)], scale, site, layout)][number % 2 == 0 :]
            body.append(tag("g", *parts, transform=f"translate(0 {y})"))
            y += layout.row
    grid = _axis(scale, y - 22, layout) if known else Markup("")
    beside, y = _undated(found, y, site, layout.inner)
    notes = [_("Years are to scale. A date is never drawn narrower than its source states it.")]
    return Picture(
        found.heading, url, layout.width, y, [grid, *body, beside], legend(), notes, found.sources, layout.margin
    )  # fmt: skip


def _axis(scale, height, layout):
    parts = []
    for year in year_ticks(scale, 6 if layout.is_narrow else 16):
        x = layout.left + scale(year)
        parts.append(tag("line", x1=x, x2=x, y1=18, y2=18 + height, stroke="#c5c9cc", stroke_width=0.8, class_="grid"))
        parts.append(text(str(year), x, 12, 11, SOFT, text_anchor="middle"))
    return tag("g", *parts)


def _band(layout):
    return tag("rect", x=0, y=0, width=layout.inner, height=layout.row, fill=FAINT, opacity=0.45, class_="faint")


def _line(entry, span, scale, site, layout):
    """The kind, the name, the drawn days, and beside them the date in words."""
    record, left = entry.record, layout.left
    yield text(cut(entry.kind, KINDS - 8, 11), 0, 16, 11, SOFT)
    yield link(site + record.url, text(cut(record.name, left - KINDS - 12, 12), KINDS, 16, 12, LINK))
    shape, end = drawn(span, scale, entry.section)
    yield link(site + record.url, tag("g", title(about(entry)), shape, transform=f"translate({left} 5)"))
    label = _marked_date(entry)
    is_left = end + 6 + width_of(label, 11) > layout.chart + layout.labels
    x = left + (min(scale(year) for year in span.known) - 8 if is_left else end + 6)
    yield text(label, x, 16, 11, text_anchor="end" if is_left else None, halo=True)
    if record.doc["contested"]:
        yield text("!", left - 8, 16, 13, AGAINST, font_weight=700)


def _narrow_line(entry, span, scale, site, layout):
    """The name, below it the kind and the date in words, below them the drawn days."""
    record = entry.record
    yield link(site + record.url, text(cut(record.name, layout.inner - 12, 12), 0, 15, 12, LINK))
    yield text(f"{entry.kind}: {_marked_date(entry)}", 0, 30, 11, SOFT)
    shape, _end = drawn(span, scale, entry.section)
    yield link(site + record.url, tag("g", title(about(entry)), shape, transform="translate(0 36)"))
    if record.doc["contested"]:
        yield text("!", layout.inner - 8, 15, 13, AGAINST, font_weight=700)


def when_in_words(entry):
    """The date of an entry, in the source's own words where these say more."""
    return entry.fact.value.text if entry.date else _("date not stated")


def is_inferred(entry):
    """Whether no source states the date so: it is inferred from a place."""
    return bool(entry.date) and entry.fact.origin == "inferred"


def _marked_date(entry):
    """The date with the sign of what is inferred."""
    return f"∴ {when_in_words(entry)}" if is_inferred(entry) else when_in_words(entry)


def about(entry):
    """What is said of an entry in one line: its kind, its name or short form, its date."""
    short, record = entry.record.short, entry.record
    words = str(short) if short else record.name
    date, doubt = when_in_words(entry), _("date inferred") if is_inferred(entry) else ""
    parts = [
        f"{entry.kind}: {record.name}",
        words if words != record.name else "",
        "" if date in words else date,
        doubt,
    ]
    return "; ".join(filter(None, parts))


def _undated(found, y, site, inner):
    """(What has no date, and where there is more; where it ends)."""
    parts = []
    undated = [entry for group in found.groups for entry in group.undated]
    if undated:
        parts.append(text(_("Date not stated"), 0, y + 22, 13, SOFT, font_weight=600))
        y += 28
    for entry in undated:
        for number, words in enumerate(wrapped(about(entry), inner, 11)):
            line = text(words, 12 * bool(number), y + 14, 11, LINK)
            parts.append(link(site + entry.record.url, line))
            y += 16
    for group in found.groups:
        if group.more:
            parts.append(link(site + group.more, text(_("More steps than fit beside"), 0, y + 16, 11, LINK)))
            y += 20
    parts.append(tag("line", x1=0, x2=inner, y1=y + 8, y2=y + 8, stroke=LINE, stroke_width=0.6))
    return tag("g", *parts), y + 10
