"""What a page shows by the hundred, rendered in Python: values, and where they come from.

As template macros these took two thirds of the time of a company's page. Everything between the tags goes through
`escape`, as in a template; tests/records/test_render_values.py checks it.
"""

from markupsafe import Markup, escape

from .place_marks import citation_links
from .wording import translated as _

TAGGED_FACTS = {"outcome", "strength", "coverage", "basis", "role", "tenure", "status"}
"""Facts whose choice is shown as a tag, coloured by the choice."""


def value(fact):
    """The markup of a fact's value, or of the reason why it has none."""
    shown = fact.value
    if shown is None:
        return _gap(fact.gap) if fact.gap else ""
    kind = shown.kind
    if kind == "text" and "\n" in shown.text:
        return Markup("<br>").join(shown.text.splitlines())
    if kind == "choice" and fact.key in TAGGED_FACTS:
        return _tag(f"tag {fact.key}-{shown.key}", shown.text)
    return RENDERERS[kind](shown) if kind in RENDERERS else shown.text


def _gap(reason):
    """Why there is no value: a dash, read aloud as words, where it was looked for and is not stated."""
    if reason == _("not stated in the sources read"):
        return Markup(
            f'<span class="gap"><span aria-hidden="true">–</span><span class="sr">{escape(reason)}</span></span>'
        )
    return _tag("tag undisclosed" if reason == _("undisclosed") else "gap", reason)


def origin(fact, is_short=False):
    """What a page says of where a value comes from: nothing where it has a place of its own.

    In short without the reason of an inference: the card of its place gives it, or the line below a table.
    """
    if fact.value is None or fact.origin == "own":
        return ""
    if fact.origin == "inferred":
        reason = f": {escape(fact.reason)}" if fact.reason and not is_short else ""
        return Markup(f'<span class="origin">{_("inferred")}{reason}</span> ')
    words = {"record": _("cited with the record"), "editors": _("our judgement")}
    return Markup(f'<span class="origin">{words[fact.origin]}</span> ') if fact.origin in words else ""


def inferred(fact, with_marks=False):
    """The mark of an inferred value in a table; the card of its place gives the reason.

    With the marks of these places where the table has none of its own for the value.
    """
    places = [place for place in fact.places if place.is_inferred]
    if fact.value is None or fact.origin != "inferred" or not places:
        return ""
    marks = citation_links(places) if with_marks else ""
    return Markup(f' <span class="origin">{_("inferred")}</span>{marks}')


def _tag(name, text):
    return Markup(f'<span class="{escape(name)}">{escape(text)}</span>')


def _link(shown):
    rel = ' rel="noreferrer"' if shown.kind == "link" else ""
    return Markup(f'<a href="{escape(shown.url)}"{rel}>{escape(shown.text)}</a>')


def _links(shown):
    return Markup(", ").join(_link(item) for item in shown.items)


def _amount(shown):
    words = _tag("amount", shown.text)
    if not shown.reading or shown.reading == shown.text:
        return words
    return words + Markup(f' <span class="reading">{_("read as")} {escape(shown.reading)}</span>')


def _parts(shown):
    rows = [f"<li>{short_form(item)}</li>" for item in shown.items]
    return Markup(f'<ul class="parts">{"".join(rows)}</ul>')


def short_form(form, with_date=True, with_subject=True):
    """The markup of a record's short form: subject, result, date, what limits them, and whether it is contested.

    Without a date or subject where it is shown beside it already.
    """
    html = f"{_piece(form.result)}"
    if with_subject:
        joint = escape(form.joint) if form.subject.text and form.result.text else ""
        html = f"{_piece(form.subject)}{joint}{html}"
    if form.when and with_date:
        html += f' <span class="short-when">{_piece(form.when)}</span>'
    html += "".join(f' <span class="short-note">{escape(note)}</span>' for note in form.notes)
    if form.is_contested:
        html += f' <span class="tag contested">{_("contested")}</span>'
    return Markup(f'<span class="short">{html}</span>')


def _piece(shown):
    return RENDERERS[shown.kind](shown) if shown.kind in RENDERERS else escape(shown.text)


RENDERERS = {
    "amount": _amount,
    "date": lambda shown: _tag("date", shown.text),
    "gap": lambda shown: _tag("gap", shown.text),
    "link": _link,
    "named": _link,
    "parts": _parts,
    "ref": _link,
    "refs": _links,
    "tag": lambda shown: _tag(f"tag {shown.key}", shown.text),
    "undisclosed": lambda shown: _tag("tag undisclosed", _("undisclosed")),
}
