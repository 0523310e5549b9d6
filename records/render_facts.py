"""The facts of a record in HTML: in a list or a line, with what is missing, its tags and names, and rulings.

In Python like records/render_values.py, since a profile has hundreds: all text between tags goes through `escape`.
"""

from django.utils.text import capfirst
from markupsafe import Markup, escape

from .place_marks import citation_links
from .render_values import origin, value
from .wording import translated as _


def attribute(name, text):
    """An attribute whose text is escaped already; none without a text."""
    return f' {name}="{text}"' if text else ""


def flags(record):
    """What is to be known of a record before it is read: only mentioned, contested, to be checked again, incomplete."""
    doc = record.doc
    tags = [("contested", _("contested"))] if doc.get("contested") else []
    if record.type == "companies" and doc.get("coverage") == "mentioned":
        tags.insert(0, ("coverage-mentioned", _("only mentioned")))
    if doc.get("needs_recheck"):
        tags.append(("needs-recheck", _("needs re-check")))
    if record.type == "rounds" and doc.get("investor_list") == "incomplete":
        tags.append(("undisclosed", _("list of investors incomplete")))
    return Markup("".join(f'<span class="tag {name}">{words}</span> ' for name, words in tags))


def also(record, besides=None):
    """The further names of a record, each with its places, without the one that stands elsewhere."""
    names = [name for name in record.names if name is not besides]
    if not names:
        return ""
    shown = " · ".join(
        f'<span class="name" lang="{escape(name["language"])}">{escape(name["text"])}</span>'
        f' <span class="muted">{escape(name["kind"])}</span>{citation_links(name["places"])}'
        for name in names
    )
    return Markup(f'<span class="names"><span class="names-label">{_("Also:")}</span> {shown}</span>')


def of_fact(fact, places, is_short=False):
    """The value of a fact with its origin, marks and rulings; in short without the reason of an inference."""
    contested = f' <span class="tag contested">{_("contested")}</span>' if fact.is_contested else ""
    return Markup(
        f"{escape(value(fact))}{contested} {origin(fact, is_short)}{citation_links(places)}{_rulings(fact.rulings)}"
    )


def _rulings(places):
    if not places:
        return ""
    return f'<ul class="rulings">{"".join(map(_ruling, places))}</ul>'


def _ruling(place):
    """A place that contradicts the value, or whose note says why the value stands."""
    is_against = place.stance == "contradicts"
    words = f"<q>{escape(place.stated)}</q>" if place.stated else ""
    tag = f'<span class="tag contested">{_("contradicts")}</span>' if is_against else ""
    note = f' <span class="muted">{escape(place.note)}</span>' if place.note else ""
    return f"<li{attribute('class', 'against' if is_against else '')}>{words} {citation_links([place])}{tag}{note}</li>"


def facts(record, skip=(), anchor="value"):
    """The stated facts of a record as a list, and which are missing."""
    items = "".join(
        f'<div id="{anchor}-{fact.key}"{attribute("class", "long" if fact.is_long or fact.is_contested else "")}>'
        f"<dt>{escape(fact.label)}</dt><dd>{of_fact(fact, fact.places)}</dd></div>"
        for fact in record.stated if fact.key not in skip
    )  # fmt: skip
    return Markup(f'<dl class="facts">{items}{_missing(record)}</dl>')


def flow(record, shown, with_missing=False, anchor=""):
    """Facts in a line; neighbours with the same places share a mark. `anchor` is that of the page's own record."""
    is_short, anchor = not anchor, escape(anchor or record.anchor)
    items = "".join(
        f"<div{attribute('id', anchor and f'{anchor}-{fact.key}')}>"
        f"<dt>{escape(fact.label)}</dt> <dd>{of_fact(fact, places, is_short)}</dd></div>"
        for fact, places in record.marked(shown)
    )
    items += _missing(record) if with_missing else ""
    return Markup(f'<dl class="flow">{items}</dl>') if items else ""


def _missing(record):
    """Which values were looked for, and why there are none."""
    return "".join(
        f'<div class="long missing"><dt>{escape(capfirst(why))}</dt> <dd>{", ".join(map(_gap, gaps))}</dd></div>'
        for why, gaps in record.missing
    )


def _gap(fact):
    marks = f" {citation_links(fact.places)}" if fact.places else ""
    return f"{escape(fact.label.lower())}{marks}"
