"""Funding as a picture: a panel with an axis of its own for each currency, and what can't be drawn listed below."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..scales import Scale
from ..svg import FAINT, INK, LINE, LINK, SOFT, Picture, cut, lines_of_text, link, tag, text, title, wrapped
from .bars import ARROW, TOTAL, axis, bar, legend, most
from .columns import year_panel

WIDTH, MARGIN, NAMES, BARS = 1180, 24, 300, 400
WORDS = NAMES + BARS + 8
INNER = WIDTH - 2 * MARGIN
HEADINGS = {
    "company": gettext_lazy("Funding by company, as ranges"),
    "year": gettext_lazy("Funding by year, as ranges"),
    "investor": gettext_lazy("Rounds by investor: what each put in is not stated"),
}


def drawing(found, url, site) -> Picture:
    """The Picture of a page of funding; `site` begins the links."""
    body, y = [], 0
    for currency in currencies_of(found):
        panel, height = (year_panel if found.by == "year" else _panel)(found, currency, site)
        body.append(tag("g", panel, transform=f"translate(0 {y:.0f})"))
        y += height + 24
    beside, height = _beside(found, y + 6, site)
    notes = [
        _("Amounts are the ranges that the sources' words allow; no currency is converted, and what is undisclosed is "
          "counted beside, never as zero."),
    ]  # fmt: skip
    shown = legend(with_spans=found.by == "year")
    return Picture(
        str(HEADINGS[found.by]), url, WIDTH, y + height, [*body, beside], shown, notes, found.sources, MARGIN
    )


def currencies_of(found):
    """The currencies of all rounds that are drawn."""
    of_rounds = {each.amount.currency for row in found.rows for each in row.rounds if each.amount}
    of_sums = {total.currency for row in found.rows if row.sums for total in row.sums.totals}
    return sorted(of_rounds | of_sums | {each.amount.currency for each in found.unplaced if each.amount})


def _panel(found, currency, site):
    """(The panel of a currency, its height): each owner with the total of its rounds and the rounds."""
    lines = []
    for row in found.rows:
        rounds = [each for each in row.rounds if each.amount and each.amount.currency == currency]
        total = next((total for total in row.sums.totals if total.currency == currency), None) if row.sums else None
        if rounds:
            lines.append((row, total, None))
            lines += [(row, None, each) for each in rounds]
    amounts = [total.amount for _row, total, _each in lines if total] + [each.amount for *_rest, each in lines if each]
    scale = Scale(0, most(amounts) or 1, BARS - ARROW)
    height = sum(_height(each) for _row, _total, each in lines)
    parts = [text(currency, 0, 14, 13, font_weight=600)]
    parts.append(tag("g", axis(scale, currency, 24, height + 4), transform=f"translate({NAMES} 0)"))
    y = 28
    for row, total, each in lines:
        parts.append(tag("g", *_line(row, total, each, scale, site), transform=f"translate(0 {y})"))
        y += _height(each)
    return tag("g", *parts), y


def _height(each):
    return 22 if each else 28


def _line(row, total, each, scale, site):
    """The name, the bar and the words of an owner or of one of its rounds."""
    if each is None:
        yield tag("rect", x=0, y=2, width=INNER, height=24, fill=FAINT, opacity=0.6, class_="faint")
        yield link(site + row.url, text(cut(row.name, NAMES - 30, 12), 0, 18, 12, LINK, font_weight=600))
        if row.is_cut:
            words = _("the newest %(shown)s of %(all)s rounds") % {"shown": len(row.rounds), "all": row.count}
            yield link(site + row.rounds_url, text(words, WORDS, 18, 11, LINK))
        if total:
            about = f"{row.name}: {total.in_words}"
            shape = tag("g", title(about), bar(total.amount, scale, 7, 14, TOTAL), transform=f"translate({NAMES} 0)")
            yield link(site + row.rounds_url, shape)
            words = "; ".join(filter(None, (total.in_words, row.sums.uncounted_in_words)))
            lines = wrapped(words, INNER - WORDS - 40, 11)[:2]
            yield lines_of_text(lines, WORDS, 18 if len(lines) == 1 else 11, 11, INK, font_weight=600)
        return
    yield link(site + each.url, text(cut(each.name, NAMES - 24, 11), 14, 15, 11, LINK))
    shape = tag("g", title(each.in_words), bar(each.amount, scale, 6, 10), transform=f"translate({NAMES} 0)")
    yield link(site + each.url, shape)
    words = [
        each.amount_in_words,
        each.when.text,
        each.role_of(row.key),
        _("contested") if each.doc["contested"] else "",
    ]
    yield text(cut(", ".join(filter(None, words)), INNER - WORDS, 11), WORDS, 15, 11, SOFT)


def _beside(found, y, site):
    """(What is listed beside the bars, its height): undisclosed amounts, and rounds that no one year has."""
    parts, start = [], y
    lines = [(each.url, each.in_words) for row in found.rows for each in row.rounds if not each.amount]
    if lines := list(dict.fromkeys(lines)):
        parts.append(text(_("No amount that can be drawn"), 0, y + 14, 13, font_weight=600))
        y += 20
    for url, words in lines:
        for number, line in enumerate(wrapped(words, INNER - 14, 11)):
            parts.append(
                link(site + url, text(line, 14, y + 14, 11, LINK)) if not number else text(line, 14, y + 14, 11)
            )
            y += 16
    for row in found.rows:
        if found.by == "year" and row.sums.uncounted:
            words = f"{row.name}: {row.sums.uncounted_in_words}"
            parts.append(link(site + row.url, text(words, 0, y + 14, 11, LINK)))
            y += 16
    if found.unplaced:
        parts.append(text(_("Counted in no year"), 0, y + 18, 13, font_weight=600))
        y += 24
        for each in found.unplaced:
            parts.append(link(site + each.url, text(each.in_words, 14, y + 14, 11, LINK)))
            y += 16
    parts.append(tag("line", x1=0, x2=INNER, y1=y + 6, y2=y + 6, stroke=LINE, stroke_width=0.6))
    return tag("g", *parts), y + 8 - start
