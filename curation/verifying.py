"""Check citations against the texts that they cite."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from sources.models import Citation, Source
from sources.texts import is_stated_in, paragraphs_of


@dataclass
class Verification:
    """The result of a verification; `missing` are the sources whose text is not at hand."""

    checked: int = 0
    problems: list = field(default_factory=list)
    missing: list = field(default_factory=list)


def texts_in(folder) -> dict:
    """Return the text of each source whose SHA-256 a file in `folder` has: {source: text}."""
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
    """Check every citation: its paragraph exists, it contains the stated words, the text is the one that was read."""
    texts = texts_in(folder)
    result = Verification(missing=[source for source in Source.objects.all() if source not in texts])
    by_source = defaultdict(list)
    for cite in Citation.objects.select_related("source", "content_type").order_by("source_id", "paragraph", "id"):
        by_source[cite.source].append(cite)
    for source, text in texts.items():
        lines = paragraphs_of(text)
        if len(lines) != source.paragraphs:
            result.problems.append(f"{source.slug}: {len(lines)} paragraphs, but {source.paragraphs} are recorded")
        for cite in by_source[source]:
            result.checked += 1
            if cite.paragraph > len(lines):
                result.problems.append(f"{cite}: there is no such paragraph")
            elif not is_stated_in(cite.stated, lines[cite.paragraph - 1]):
                result.problems.append(f"{cite} [{cite.field}]: “{cite.stated}” does not stand there")
    return result
