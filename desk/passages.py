"""The paragraphs of a source as the desk shows them: sentences, the words that are cited, how each part ended."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.html import escape, format_html, format_html_join

from records.admin.relations import form_url
from records.field_labels import label_of_field
from sources.admin.citation_admin import prefetch_cited_records
from sources.models import Citation, SourceText
from sources.texts import folded, paragraphs_of, places_of

from .models import ReadPart
from .sentences import sentences_of


@dataclass
class Piece:
    """A stretch of a sentence that the same citations mark; `cited_for` says what cites it, if anything does."""

    text: str
    cited_for: str = ""

    def __html__(self):
        return (
            format_html('<mark title="{}">{}</mark>', self.cited_for, self.text)
            if self.cited_for
            else escape(self.text)
        )


@dataclass
class Sentence:
    """A sentence of a paragraph, counted from 1, in pieces; `behind` are the spaces before the next."""

    number: int
    text: str
    pieces: list[Piece]
    ended: ReadPart | None
    behind: str = ""

    @property
    def marked(self):
        """The sentence with its marks, as HTML."""
        return format_html_join("", "{}", ((piece,) for piece in self.pieces))

    def __html__(self):
        how = f" kb-ended kb-{self.ended.ending}" if self.ended else ""
        text = '<span class="kb-sentence{}" data-sentence="{}">{}</span>{}'
        return format_html(text, how, self.number, self.marked, self.behind)


@dataclass
class CitedPlace:
    """What one citation of a paragraph is for: the record and its field, with the record's form."""

    label: str
    stated: str
    record: object
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def url(self):
        return form_url(self.record)


@dataclass
class Paragraph:
    """A paragraph with its number, as citations count it."""

    number: int
    text: str
    sentences: list[Sentence]
    cited: list[CitedPlace]
    ended: ReadPart | None
    is_closed: bool

    @property
    def marked(self):
        """The text with its sentences and marks, as HTML without a character more than the text."""
        return format_html_join("", "{}", ((sentence,) for sentence in self.sentences))


def lines_of(source) -> list[str]:
    """The paragraphs of a source's text, folded; empty where no text is attached."""
    text = SourceText.objects.filter(source=source).values_list("text", flat=True).first()
    return [folded(line) for line in paragraphs_of(text or "")]


def paragraphs_at_desk(progress, lines) -> list[Paragraph]:
    """All paragraphs of the source whose progress it is."""
    cited = _cited_places(progress.source, lines)
    return [
        Paragraph(
            number, line, _sentences(number, line, cited[number], progress), cited[number],
            progress.ended.get((number, 0)), progress.is_closed(number),
        )
        for number, line in enumerate(lines, start=1)
    ]  # fmt: skip


def _cited_places(source, lines):
    """{paragraph: its CitedPlaces}."""
    places = defaultdict(list)
    citations = Citation.objects.filter(source=source).select_related("content_type").order_by("paragraph", "id")
    for citation in citations.prefetch_related(prefetch_cited_records()):
        record = citation.record
        if record is None or citation.paragraph > len(lines):
            continue
        spans = spans_of(citation, lines[citation.paragraph - 1])
        places[citation.paragraph].append(CitedPlace(_label(record, citation), citation.stated, record, spans))
    return places


def _label(record, citation):
    described = {"type": record.record_model().record_type, "part": record.part_of or None}
    field_label = label_of_field(citation.field, described)
    return f"{record}: {field_label}" if field_label else str(record)


def spans_of(citation, line) -> list[tuple[int, int]]:
    """Where the words of a citation stand in its paragraph: where it says that they begin, else wherever they stand."""
    starts = places_of(citation.stated, line)
    starts = [citation.begins] if citation.begins in starts else starts
    return [(start, start + len(folded(citation.stated))) for start in starts]


def _sentences(paragraph, line, cited, progress):
    """The sentences of a paragraph, each cut where a mark begins or ends."""
    cuts = {end for place in cited for span in place.spans for end in span}
    sentences, spans = [], sentences_of(line)
    for number, (begin, end) in enumerate(spans, start=1):
        following = spans[number][0] if number < len(spans) else end
        bounds = sorted({begin, end} | {cut for cut in cuts if begin < cut < end})
        pieces = [
            Piece(line[start:stop], "; ".join(dict.fromkeys(_covering(cited, start, stop))))
            for start, stop in zip(bounds, bounds[1:], strict=False)
        ]
        ended = progress.ended.get((paragraph, number))
        sentences.append(Sentence(number, line[begin:end], pieces, ended, line[end:following]))
    return sentences


def _covering(cited, start, stop):
    return (place.label for place in cited if any(begin <= start and stop <= end for begin, end in place.spans))
