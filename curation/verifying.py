"""Check citations against the cited texts."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from curation.files import Mistake
from sources.models import Citation, Source
from sources.texts import begins_right, is_stated_in, paragraphs_of
from sources.value_check import checked, doubts
from values.amounts import StatedAmount

BATCH = 2000


@dataclass
class Verification:
    """The result of a verification; `missing` are the sources without a text."""

    checked: int = 0
    problems: list = field(default_factory=list)
    missing: list = field(default_factory=list)


def texts_in(folder) -> dict:
    """{source: text} for each source whose SHA-256 is that of a file in `folder`."""
    by_hash = {}
    for path in sorted(Path(folder).iterdir()):
        if path.is_file():
            content = path.read_bytes()
            by_hash[hashlib.sha256(content).hexdigest()] = content
    return {
        source: by_hash[source.sha256].decode("utf-8")
        for source in Source.objects.all() if source.sha256 in by_hash
    }  # fmt: skip


def verify(folder) -> Verification:
    """Check for every citation that its paragraph exists and contains the stated words."""
    texts = texts_in(folder)
    result = Verification(missing=[source for source in Source.objects.all() if source not in texts])
    by_source = defaultdict(list)
    for citation in Citation.objects.select_related("source", "content_type").order_by("source_id", "paragraph", "id"):
        by_source[citation.source].append(citation)
    for source, text in texts.items():
        lines = paragraphs_of(text)
        if len(lines) != source.paragraphs:
            result.problems.append(f"{source.slug}: {len(lines)} paragraphs, but {source.paragraphs} are recorded")
        for citation in by_source[source]:
            result.checked += 1
            if citation.paragraph > len(lines):
                result.problems.append(f"{citation}: there is no such paragraph")
            elif not is_stated_in(citation.stated, lines[citation.paragraph - 1]):
                result.problems.append(f"{citation} [{citation.field}]: “{citation.stated}” does not stand there")
            elif not begins_right(citation, lines[citation.paragraph - 1]):
                place = f"{citation} [{citation.field}]"
                result.problems.append(
                    f"{place}: “{citation.stated}” does not begin behind {citation.begins} characters"
                )
    return result


def warnings_of_values() -> list[str]:
    """A line for each date, amount or outcome whose cited words read as another one, and have no note on it."""
    citations = checked(Citation.objects.order_by("source__slug", "paragraph", "pk"))
    return [
        _("%(place)s, %(record)s, %(field)s: %(problem)s Cite other words, or say in the note why they stand for it.")
        % {"place": citation, "record": citation.record, "field": citation.field, "problem": problem}
        for citation, problem in doubts(citations.iterator(chunk_size=BATCH))
    ]


def warnings_of_amounts(rows) -> list[Mistake]:
    """Each amount of the planned `rows` ({model: {slug: Row}}) that is kept in words only: no range can be read."""
    warnings = []
    for record in (row for by_slug in rows.values() for row in by_slug.values()):
        for row in (record, *record.parts):
            stated = row.values.get("amount_stated") or ""
            amount = StatedAmount.read(stated, row.values.get("unit") or "")
            if stated and amount.is_disclosed and not amount.bounds:
                message = _(
                    "amount: “%(stated)s” is kept in words only: no number is read from it, see docs/amounts.md."
                )
                warnings.append(row.mistake(message % {"stated": stated}, row.lines.get("amount")))
    return sorted(warnings)
