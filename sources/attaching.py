"""Attach the text of a source, and hold its citations against it."""

from .models import Source, SourceText
from .texts import begins_right, is_stated_in, paragraphs_of


def attach_text(source: Source, text: str) -> int:
    """Store the text of a source, for editors alone; returns how many citations fail in it and now need a re-check.

    A citation fails where its paragraph is missing or does not hold its words, or not where they are said to begin. A
    text that was attached before is replaced; the same text once more marks nothing.
    """
    before = SourceText.objects.filter(source=source).values_list("text", flat=True).first()
    if before == text:
        return 0
    SourceText.objects.update_or_create(source=source, defaults={"text": text})
    lines = paragraphs_of(text)
    failed = [citation.pk for citation in source.places.all() if not _stands_in(citation, lines)]
    return source.places.filter(pk__in=failed).update(needs_recheck=True)


def _stands_in(citation, lines):
    line = lines[citation.paragraph - 1] if citation.paragraph <= len(lines) else None
    return line is not None and is_stated_in(citation.stated, line) and begins_right(citation, line)
