"""The records of a section in HTML: as a table, cards, statements or a timeline (see records/render_facts.py)."""

from django.utils.text import capfirst
from django.utils.translation import ngettext
from markupsafe import Markup, escape

from .place_marks import citation_links
from .render_facts import also, attribute, flags, flow, of_fact
from .render_values import inferred, value
from .wording import translated as _

PARTS = {"rounds": "investments", "studies": "outcomes"}
"""The parts that a card of these sections shows."""


def table(section, of=""):
    """A row for each record, undated ones apart; what has no column stands in a line below its row."""
    columns, first = section.columns, section.rows[0]
    is_named = bool(first.url or first.name)
    width = len(columns) + is_named
    heads = [_("Name")] if is_named else []
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (*heads, *(label for _key, label in columns)))
    bodies = "".join(
        f"<tbody>{_group_head(heading, width)}{''.join(_row(section, row, columns, is_named) for row in rows)}</tbody>"
        for heading, rows in section.by_date
    )
    label = attribute("aria-label", of and f"{escape(section.label)}, {escape(of)}")
    return Markup(
        f'<div class="scroll"><table class="records"{label}><thead><tr>{heads}</tr></thead>{bodies}</table></div>'
        f"{_reasons(section.reasons)}"
    )


def _group_head(heading, width):
    if not heading:
        return ""
    return f'<tr class="undated"><th colspan="{width}" scope="rowgroup">{escape(heading)}</th></tr>'


def _row(section, row, columns, is_named):
    anchor = escape(row.anchor) if row.url else ""
    of_name, cells = row.marked_cells(columns)
    if is_named:
        name = f'<th scope="row">{_name(row)} {flags(row)}{citation_links(of_name)}</th>'
    else:  # the places of the record stand in its first cell
        (fact, places), *others = cells
        name, cells = "", [(fact, [*places, *of_name]), *others]
    cells = [_cell(anchor, fact, citation_links(places)) for fact, places in cells]
    more = f"{also(row)}{flow(row, section.further(row))}"
    start = f"<tr{attribute('id', anchor)}{attribute('class', 'has-further' if more else '')}>"
    below = f'<tr class="further"><td colspan="{len(columns) + is_named}">{more}</td></tr>' if more else ""
    return f"{start}{name}{''.join(cells)}</tr>{below}"


def _name(row):
    return f'<a href="{escape(row.url)}">{escape(row.name)}</a>' if row.url else escape(row.name)


def _cell(anchor, fact, marks):
    at = attribute("id", anchor and f"{anchor}-{fact.key}")
    empty = attribute("class", "" if fact.value or fact.gap or fact.places else "no-value")
    return f'<td{at} data-label="{escape(fact.label)}"{empty}>{escape(value(fact))}{inferred(fact)}{marks}</td>'


def _reasons(reasons):
    if not reasons:
        return ""
    words = ", ".join(f"{escape(label.lower())} {escape(reason)}" for label, reason in reasons)
    return f'<p class="reasons">{_("Inferred:")} {words}</p>'


def insights(section):
    """Statements by kind: whose, about what, with their marks in the text."""
    return Markup("").join(
        Markup(
            f'<h3 class="group-head">{escape(capfirst(label))} <span class="count">{len(rows)}</span></h3>'
            f'<ul class="statements">{"".join(_statement(section, row) for row in rows)}</ul>'
        )
        for label, rows in section.by_kind
    )


def _statement(section, row):
    anchor, pieces = escape(row.anchor), []
    for fact, places in row.marked(section.around_statement(row), row.places):
        if fact is None:
            pieces.append(citation_links(places))
            continue
        label = f'<span class="muted">{escape(fact.label)}:</span> ' if fact.key != "statement" else ""
        pieces.append(f'<span id="{anchor}-{fact.key}">{label}{of_fact(fact, places, is_short=True)}</span>')
    head = f'<a class="headline" href="{escape(row.url)}">{escape(row.name)}</a> {flags(row)}'
    return f'<li id="{anchor}">{head} {" ".join(pieces)}{also(row)}</li>'


def cards(section, skip=()):
    """A card for each record, undated ones apart, without the facts of `skip`."""
    return Markup(
        "".join(
            (f'<p class="undated-head">{escape(heading)}</p>' if heading else "")
            + f'<div class="cards">{"".join(_card(row, skip, PARTS.get(section.key)) for row in rows)}</div>'
            for heading, rows in section.by_date
        )
    )


def _card(row, skip, part):
    head = f'<a href="{escape(row.url)}">{escape(row.name)}</a> {flags(row)}{citation_links(row.places)}'
    shown = f"{also(row)}{flow(row, row.stated_without(*skip), with_missing=True)}"
    parts = ""
    if part in row.section:
        parts = _line(row.section[part]) if part == "investments" else table(row.section[part], of=row.name)
    return f'<section class="card" id="{escape(row.anchor)}"><h3>{head}</h3>{shown}{parts}</section>'


def _line(section):
    """Short parts in one line: the investors of a round."""
    return f'<p class="parts-line">{" · ".join(map(_part, section.rows))}</p>'


def _part(row):
    marked = row.marked(row.stated, row.places)
    shown = "".join(f"{_in_line(fact) if fact else ' '}{citation_links(places)}" for fact, places in marked)
    return f'<span class="part" id="{escape(row.anchor)}">{shown}</span>'


def _in_line(fact):
    return f"{escape(value(fact))} {inferred(fact)}"


def timeline(entries):
    """The dated entries in order, each with a link to its row; of the undated how many of each kind there are."""
    items = "".join(
        f'<li class="is-{entry.section}"><span class="when">{escape(entry.fact.value.text)}'
        f"{citation_links(entry.fact.places)}</span> "
        f'<span class="entry"><span class="kind">{escape(entry.kind)}</span>'
        f' <a href="#{escape(entry.record.anchor)}">{escape(entry.record.name)}</a></span></li>'
        for entry in entries["dated"]
    )
    return Markup(f'<ol class="timeline">{items}</ol>{_undated(entries["undated"])}')


def _undated(entries):
    if not entries:
        return ""
    words = ngettext("%(number)s more: date not stated; it stands in its section:",
                     "%(number)s more: date not stated; they stand in their sections:", len(entries))  # fmt: skip
    kinds = sorted((entry.kind for entry in entries), key=str.lower)
    counts = ", ".join(f"{escape(kind)} {kinds.count(kind)}" for kind in dict.fromkeys(kinds))
    return f'<p class="undated">{words % {"number": len(entries)}} {counts}</p>'
