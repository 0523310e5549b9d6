"""Holding citations against the texts that they cite."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from sources.models import Citation, Source
from sources.texts import is_stated_in, paragraphs_of


@dataclass
class Verdict:
    """What a verification found."""

    checked: int = 0
    problems: list = field(default_factory=list)
    missing: list = field(default_factory=list)


def texts_in(folder) -> dict:
    """The text of each source whose SHA-256 a file in `folder` has: {source: text}."""
    by_hash = {}
    for path in sorted(Path(folder).iterdir()):
        if path.is_file():
            content = path.read_bytes()
            by_hash[hashlib.sha256(content).hexdigest()] = content
    return {
        source: by_hash[source.sha256].decode("utf-8")
        for source in Source.objects.all() if source.sha256 in by_hash
    }  # fmt: skip


def verify(folder) -> Verdict:
    """Check every citation: its paragraph exists, its stated words stand there, the text is the one that was read."""
    texts = texts_in(folder)
    verdict = Verdict(missing=[source for source in Source.objects.all() if source not in texts])
    by_source = defaultdict(list)
    for cite in Citation.objects.select_related("source", "content_type").order_by("source_id", "paragraph", "id"):
        by_source[cite.source].append(cite)
    for source, text in texts.items():
        lines = paragraphs_of(text)
        if len(lines) != source.paragraphs:
            verdict.problems.append(f"{source.slug}: {len(lines)} paragraphs, but {source.paragraphs} are recorded")
        for cite in by_source[source]:
            verdict.checked += 1
            if cite.paragraph > len(lines):
                verdict.problems.append(f"{cite}: there is no such paragraph")
            elif not is_stated_in(cite.stated, lines[cite.paragraph - 1]):
                verdict.problems.append(f"{cite} [{cite.field}]: “{cite.stated}” does not stand there")
    return verdict
