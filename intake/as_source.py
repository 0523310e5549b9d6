"""The table itself as a source: its text has a line for each row, so that row n is paragraph n."""

import hashlib
from dataclasses import dataclass
from functools import cached_property

EMPTY = "—"
"""What stands for a row without a word, which would be no paragraph."""


@dataclass(frozen=True)
class AsSource:
    """What is said of the source that a table is registered as."""

    slug: str
    title: str
    kind: str
    text: str
    language: str = "en"

    @cached_property
    def sha256(self):
        return hashlib.sha256(self.text.encode()).hexdigest()

    def mapping(self) -> dict:
        """As a fixture file says it."""
        return {
            "slug": self.slug, "title": self.title, "kind": self.kind, "language": self.language,
            "paragraphs": str(self.text.count("\n")), "sha256": self.sha256, "cite": f"{self.slug}#1",
        }  # fmt: skip


def text_of(table) -> str:
    """The table as a text, a line for each row of the file from the first to the last."""
    lines = {table.head_row: table.head}
    lines |= {number: [cell.text for cell in cells] for number, cells in table.rows}
    return "".join(f"{_line(lines.get(number, ()))}\n" for number in range(1, max(lines) + 1))


def _line(texts):
    return " | ".join(" ".join(text.split()) for text in texts).strip(" |") or EMPTY
