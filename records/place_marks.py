"""The places of a page: each paragraph has one mark, shown beside the values that it states, and is listed at the end.

A mark is the number of the paragraph. That of the first source on a page stands alone; those of a further source begin
with its letter: 12, b7. A mark leads to the entry of its value in the list, where the words stand once.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from string import ascii_lowercase

from django.utils.translation import ngettext
from markupsafe import Markup, escape

from .wording import translated as _

_page = ContextVar("the places of the page that is being rendered")

SIGNS = {"contradicts": "≠", "inferred": "∴", "states": ""}
"""In front of the number: of a place that contradicts the value, and of one that the value is inferred from."""

NAME_LENGTH = 30
"""How much of a record's name stands in the list: some names are sentences."""


@dataclass
class Paragraph:
    """A paragraph of a source with its mark, and what is cited from it: {(value, words): (number, place)}."""

    source: str
    number: int
    mark: str
    entries: dict = field(default_factory=dict)

    def entry(self, place) -> int:
        """The number of the place's entry; a value that a page shows twice has one."""
        key = (place.entry, place.record, place.label, place.stated, place.stance)
        number, _place = self.entries.setdefault(key, (len(self.entries) + 1, place))
        return number


class PagePlaces:
    """The paragraphs that a page cites, in the order of their first mark."""

    def __init__(self):
        self.since = None
        self.letters = {}
        self.paragraphs = {}

    def paragraph(self, place) -> Paragraph:
        at = (place.source, place.paragraph)
        if at not in self.paragraphs:
            letter = self.letters.setdefault(place.source, _letter(len(self.letters)))
            self.paragraphs[at] = Paragraph(*at, f"{letter}{place.paragraph}")
        return self.paragraphs[at]

    def by_source(self):
        """[(source, its paragraphs in order)]."""
        return [
            (source, sorted((each for each in self.paragraphs.values() if each.source == source), key=_number_of))
            for source in self.letters
        ]


def _number_of(paragraph):
    return paragraph.number


def _letter(number):
    """Nothing for the first source, then b, c … z, ba, bb …"""
    letters = ""
    while number:
        number, rest = divmod(number, 26)
        letters = ascii_lowercase[rest] + letters
    return letters


@contextmanager
def page_places():
    """Collect the places of one page."""
    token = _page.set(PagePlaces())
    try:
        yield
    finally:
        _page.reset(token)


def citation_links(places):
    """The marks of the places of a value, or of neighbouring values: one for each paragraph and stance."""
    if not places:
        return ""
    page, marks = _page.get(None) or PagePlaces(), {}
    for place in places:
        marks.setdefault((place.source, place.paragraph, _sign(place)), []).append(place)
    html = "".join(_mark(page.paragraph(group[0]), sign, group) for (*_at, sign), group in marks.items())
    return Markup(f'<span class="cites">{html}</span>')


def _sign(place):
    return "contradicts" if place.stance == "contradicts" else "inferred" if place.is_inferred else "states"


def _mark(paragraph, sign, places):
    first, *others = dict.fromkeys(paragraph.entry(place) for place in places)
    also = f' data-also="{" ".join(map(str, others))}"' if others else ""
    label = {"contradicts": _("contradicted by"), "inferred": _("inferred from")}.get(sign)
    spoken = f' aria-label="{label} {paragraph.mark}"' if label else ""
    css = " against" if sign == "contradicts" else ""
    return f' <a class="cite{css}" href="#c{paragraph.mark}-{first}"{also}{spoken}>{SIGNS[sign]}{paragraph.mark}</a>'


def place_list(since=None):
    """The places of the page so far: source, paragraph, which values with which words.

    `since.of(entry)` is the revision since which a value stands: its entry carries it for the card.
    """
    page = _page.get()
    page.since = since
    if not page.paragraphs:
        return ""
    return Markup("").join(_source_list(source, paragraphs) for source, paragraphs in page.by_source())


def reference_counts():
    """What a page rests on in words: “31 paragraphs of one source, cited 430 times”."""
    page = _page.get()
    sources, paragraphs = len(page.letters), len(page.paragraphs)
    citations = sum(len(paragraph.entries) for paragraph in page.paragraphs.values())
    read = ngettext("%(number)s paragraph", "%(number)s paragraphs", paragraphs) % {"number": paragraphs}
    of = ngettext("one source", "%(number)s sources", sources) % {"number": sources}
    cited = ngettext("cited once", "cited %(number)s times", citations) % {"number": citations}
    return _("%(paragraphs)s of %(sources)s, %(cited)s") % {"paragraphs": read, "sources": of, "cited": cited}


def _source_list(source, paragraphs):
    items = "".join(_paragraph_item(paragraph) for paragraph in paragraphs)
    slug = escape(source)
    return Markup(f'<h3><a href="/sources/{slug}/">{slug}</a></h3><ul class="place-list">{items}</ul>')


def _paragraph_item(paragraph):
    """The item of a paragraph: by record, which values with which words; values with the same words stand together."""
    records = {}
    for number, place in paragraph.entries.values():
        same = records.setdefault(place.record, {}).setdefault((place.stated, place.note, _sign(place)), [])
        same.append(_entry(paragraph.mark, number, place))
    html = " ".join(
        (f"<b>{escape(_cut(record))}</b> " if record else "")
        + "; ".join(_stated(entries, *what) for what, entries in by_words.items())
        for record, by_words in records.items()
    )
    at = f"/sources/{escape(paragraph.source)}/#p{paragraph.number}"
    return f'<li id="c{paragraph.mark}"><a class="at" href="{at}">{paragraph.mark}</a> {html}</li>'


def _cut(name):
    return f"{name[: NAME_LENGTH - 1]}…" if len(name) > NAME_LENGTH else name


def _entry(mark, number, place):
    """The entry of one value, which leads to the one on the page of the source."""
    page = _page.get()
    revision = page.since.of(place.entry) if page.since else None
    since = f' data-since="{revision}"' if revision else ""
    return f'<a id="c{mark}-{number}" href="{escape(place.url)}"{since}>{escape(place.label or _("record"))}</a>'


def _stated(entries, stated, note, sign):
    """Entries with the words of the place and our note."""
    stance = {"contradicts": f"{_('contradicts')} ", "inferred": f"{_('inferred')} "}.get(sign, "")
    words = f" <q>{escape(stated)}</q>" if stated else ""
    note = f' <span class="note">{escape(note)}</span>' if note else ""
    return f"<span>{stance}{', '.join(entries)}{words}{note}</span>"
