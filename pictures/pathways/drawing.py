"""The matrix as a picture: one line of cells for each row, with marks, words and links."""

from django.utils.translation import gettext as _

from ..stages import contested_mark, legend, mark
from ..svg import AGAINST, FAINT, INK, LEADING, LINE, LINK, SIZE, SOFT, Picture, lines_of_text, link, tag, text, wrapped
from .columns import shown_columns

WIDTH, MARGIN, NAMES, PAD = 1240, 24, 200, 8
LINE_HEIGHT = SIZE * LEADING


def drawing(rows, groups, url, site, filters=()):
    """The Picture of a page of the matrix; `groups` is the group of each row, `site` begins the links."""
    columns = shown_columns(rows)
    width = (WIDTH - 2 * MARGIN - NAMES) / len(columns)
    body, y = [_heads(columns, width)], 46
    for number, (row, group) in enumerate(zip(rows, groups, strict=True)):
        if number == 0 or groups[number - 1] is not group:
            body.append(text(str(group.label), 0, y + 18, 13, SOFT, font_weight=600))
            y += 26
        drawn, height = _row(row, columns, width, site)
        body.append(tag("g", drawn, transform=f"translate(0 {y:.1f})"))
        y += height
    sources = sorted({place.source for row in rows for cell in row.cells.values() for place in cell.places})
    notes = [*filters, _("An empty cell: no source read so far states a step there.")]
    heading = _("Regulatory pathways: where each product stands, as far as the sources read tell")
    return Picture(heading, url, WIDTH, y, body, legend(), notes, sources, MARGIN)


def _heads(columns, width):
    """The heads, and above them the jurisdictions."""
    parts, seen = [tag("rect", x=0, y=0, width=WIDTH - 2 * MARGIN, height=44, fill=FAINT, class_="faint")], None
    for number, column in enumerate(columns):
        x = NAMES + number * width
        if column.jurisdiction != seen:
            parts.append(text(column.jurisdiction_label, x + PAD, 16, 11, SOFT))
            seen = column.jurisdiction
        label = column.label if column.is_route else _("other or not named")
        parts.append(text(label, x + PAD, 34, 13, font_weight=600))
    return tag("g", *parts)


def _row(row, columns, width, site):
    """(What is drawn, its height)."""
    names = wrapped(row.name, NAMES - PAD)
    parts = [link(site + row.url, lines_of_text(names, 0, 16, fill=LINK, font_weight=600))]
    height = 16 + len(names) * LINE_HEIGHT
    if row.company:
        makers = wrapped(row.company["name"], NAMES - PAD, 11)
        parts.append(lines_of_text(makers, 0, height, 11, SOFT))
        height += len(makers) * 11 * LEADING
    for number, column in enumerate(columns):
        if cell := row.cells.get(column.key):
            drawn, needs = _cell(cell, width - 2 * PAD, site)
            parts.append(tag("g", drawn, transform=f"translate({NAMES + number * width + PAD:.1f} 6)"))
            height = max(height, needs)
    parts.append(tag("line", x1=0, x2=WIDTH - 2 * MARGIN, y1=height, y2=height, stroke=LINE, stroke_width=0.6))
    return tag("g", *parts), height


def _cell(cell, width, site):
    """(The mark and the words of a cell, its height)."""
    parts, y = [mark(cell.stage, cell.is_conditional)], 11
    about = cell.in_words
    head = wrapped(cell.short.result.text, width - 20)
    parts.append(link(site + cell.url, lines_of_text(head, 20, y, fill=LINK), about=about))
    y += len(head) * LINE_HEIGHT
    details = [cell.pathway, cell.short.when.text, *cell.notes]
    for words in details:
        lines = wrapped(words, width - 20, 11)
        parts.append(lines_of_text(lines, 20, y, 11, SOFT if words is cell.pathway else INK))
        y += len(lines) * 11 * LEADING
    if cell.is_contested:
        parts.append(tag("g", contested_mark(), transform=f"translate(20 {y - 10:.1f})"))
        parts.append(text(_("contested"), 38, y, 11, AGAINST, font_weight=600))
        y += 11 * LEADING
    if cell.behind:
        lines = wrapped(cell.behind_in_words, width - 20, 11)
        parts.append(link(site + cell.link, lines_of_text(lines, 20, y, 11, LINK)))
        y += len(lines) * 11 * LEADING
    return tag("g", *parts), y + 8
