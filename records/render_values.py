"""The two leaves of a page that it has by the hundred, written in Python: the places of a value, and the value.

As macros of a template they took two thirds of the time of a company's page. Everything that is put between the tags
goes through `escape`, like in a template; tests/records/test_leaves.py holds them to it.
"""

from functools import lru_cache

from markupsafe import Markup, escape

from .wording import word as _

TAGGED = {"outcome", "strength", "coverage", "basis", "role", "tenure", "status"}
"""The facts whose choice is shown as a tag, coloured by what is chosen."""


def cites(places, compact=False):
    """Links to the places, by source; `compact` leaves the names of the sources to what is read aloud."""
    if not places:
        return ""
    against, paragraph = _("contradicted by"), _("paragraph")
    source, html = None, '<span class="cites">'
    for place in places:
        if place.source != source:
            html += "</span> " if source else ""
            source, name = place.source, _slug(place.source)
            head = "" if compact else f'<a class="cites-source" href="/sources/{name}/">{name}</a>'
            html += f'<span class="cites-of">{head}'
        html += _cite(place, name, against, paragraph)
    return Markup(html + "</span> </span>")


def _cite(place, source, against, paragraph):
    number = place.paragraph
    before = after = tone = stance = ""
    if place.stated:
        stated = f"“{escape(place.stated)}”"
        before, after = f"{stated} ", f": {stated}"
    if place.stance == "contradicts":
        tone, stance = " against", f"{against} "
    return (
        f' <a class="cite{tone}" href="/sources/{source}/#p{number}" data-stated="{before}{source} ¶{number}"'
        f' aria-label="{stance}{source}, {paragraph} {number}{after}">¶{number}</a>'
    )


@lru_cache(maxsize=1_000)
def _slug(text):
    return escape(text)


def value(fact):
    """The value of a fact in words, or why there is none."""
    told = fact.value
    if told is None:
        return Markup(f'<span class="gap">{escape(fact.gap)}</span>') if fact.gap else ""
    kind = told.kind
    if kind == "text":
        return told.text if "\n" not in told.text else Markup("<br>").join(told.text.splitlines())
    if kind == "choice":
        return _tag(f"tag {fact.key}-{told.key}", told.text) if fact.key in TAGGED else told.text
    if kind in SHOWN:
        return SHOWN[kind](told)
    return told.text


def _tag(name, text):
    return Markup(f'<span class="{escape(name)}">{escape(text)}</span>')


def _link(told):
    return Markup(f'<a href="{escape(told.url)}">{escape(told.text)}</a>')


def _links(told):
    return Markup(", ").join(_link(item) for item in told.items)


def _source_of_its_own(told):
    return Markup(f'<a href="{escape(told.url)}" rel="noreferrer">{escape(told.text)}</a>')


def _amount(told):
    words = _tag("amount", told.text)
    if not told.reading or told.reading == told.text:
        return words
    return words + Markup(f' <span class="reading">{_("read as")} {escape(told.reading)}</span>')


def _parts(told):
    rows = ["".join(f"{escape(value(fact))} " for fact in facts) for facts in told.items]
    return Markup(f'<ul class="parts">{"".join(f"<li>{row}</li>" for row in rows)}</ul>')


SHOWN = {
    "amount": _amount,
    "date": lambda told: _tag("date", told.text),
    "link": _source_of_its_own,
    "parts": _parts,
    "ref": _link,
    "refs": _links,
    "undisclosed": lambda told: _tag("tag undisclosed", _("undisclosed")),
}
