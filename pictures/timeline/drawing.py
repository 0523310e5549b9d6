"""A timeline to scale: a line for each entry, its days drawn as they are known, and what is undated listed below."""

from django.utils.translation import gettext as _
from markupsafe import Markup

from ..scales import Scale, year_ticks
from ..svg import AGAINST, FAINT, LINE, LINK, SOFT, Picture, cut, link, tag, text, title, width_of, wrapped
from .marks import drawn, legend
from .shapes import span_of

WIDTH, MARGIN, KINDS, NAMES, ROW = 1180, 24, 92, 330, 24
INNER = WIDTH - 2 * MARGIN
LEFT = KINDS + NAMES
LABELS = 130
"""Room for the words of a date behind the last bar."""
CHART = INNER - LEFT - LABELS


def drawing(found, url, site) -> Picture:
    """The Picture of a timeline; `site` begins the links."""
    spans = {id(entry): span_of(entry.record.doc["when"]) for entry in found.entries if entry.date}
    known = [year for span in spans.values() for year in span.known]
    low, high = (min(known), max(known)) if known else (0, 1)
    room = max(0.04 * (high - low), 0.2)
    scale = Scale(low - room, high + room, CHART)
    body, y = [], 30
    for group in found.groups:
        if group.heading:
            body.append(text(group.heading, 0, y + 16, 13, SOFT, font_weight=600))
            y += 24
        for number, entry in enumerate(group.dated):
            body.append(tag("g", *_line(entry, spans[id(entry)], scale, site, number), transform=f"translate(0 {y})"))
            y += ROW
    grid = _axis(scale, y - 22) if known else Markup("")
    beside, y = _undated(found, y, site)
    notes = [_("Years are to scale. A date is never drawn narrower than its source states it.")]
    return Picture(
        found.heading, url, WIDTH, y, [grid, *body, beside], legend(), notes, found.sources, MARGIN
    )  # fmt: skip


def _axis(scale, height):
    parts = []
    for year in year_ticks(scale):
        x = LEFT + scale(year)
        parts.append(tag("line", x1=x, x2=x, y1=18, y2=18 + height, stroke="#c5c9cc", stroke_width=0.8, class_="grid"))
        parts.append(text(str(year), x, 12, 11, SOFT, text_anchor="middle"))
    return tag("g", *parts)


def _line(entry, span, scale, site, number):
    """The kind, the name, the drawn days and the date in words."""
    record = entry.record
    if number % 2:
        yield tag("rect", x=0, y=0, width=INNER, height=ROW, fill=FAINT, opacity=0.45, class_="faint")
    yield text(cut(entry.kind, KINDS - 8, 11), 0, 16, 11, SOFT)
    yield link(site + record.url, text(cut(record.name, NAMES - 12, 12), KINDS, 16, 12, LINK))
    words = about(entry)
    shape, end = drawn(span, scale, entry.section)
    yield link(site + record.url, tag("g", title(words), shape, transform=f"translate({LEFT} 5)"))
    label = when_in_words(entry)
    is_left = end + 6 + width_of(label, 11) > CHART + LABELS
    x = LEFT + (min(scale(year) for year in span.known) - 8 if is_left else end + 6)
    yield text(label, x, 16, 11, text_anchor="end" if is_left else None, halo=True)
    if record.doc["contested"]:
        yield text("!", LEFT - 8, 16, 13, AGAINST, font_weight=700)


def when_in_words(entry):
    """The date of an entry, in the source's own words where these say more."""
    return entry.fact.value.text if entry.date else _("date not stated")


def about(entry):
    """What is said of an entry in one line: its kind, its name or short form, its date."""
    short, record = entry.record.short, entry.record
    words = str(short) if short else record.name
    date = when_in_words(entry)
    parts = [f"{entry.kind}: {record.name}", words if words != record.name else "", "" if date in words else date]
    return "; ".join(filter(None, parts))


def _undated(found, y, site):
    """(What has no date, and where there is more; where it ends)."""
    parts = []
    undated = [entry for group in found.groups for entry in group.undated]
    if undated:
        parts.append(text(_("Date not stated"), 0, y + 22, 13, SOFT, font_weight=600))
        y += 28
    for entry in undated:
        for number, words in enumerate(wrapped(about(entry), INNER, 11)):
            line = text(words, 12 * bool(number), y + 14, 11, LINK)
            parts.append(link(site + entry.record.url, line))
            y += 16
    for group in found.groups:
        if group.more:
            words = _("More steps than fit beside: %(address)s") % {"address": site + group.more}
            parts.append(link(site + group.more, text(words, 0, y + 16, 11, LINK)))
            y += 20
    parts.append(tag("line", x1=0, x2=INNER, y1=y + 8, y2=y + 8, stroke=LINE, stroke_width=0.6))
    return tag("g", *parts), y + 10
