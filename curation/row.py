"""One record or part as a fixture file describes it."""

from dataclasses import dataclass, field

from curation.files import Mistake


@dataclass
class Row:
    """One record or part as described in a file. `values` are plain values; relations are slugs until resolved."""

    model: type
    file: str
    line: int
    label: str
    values: dict = field(default_factory=dict)
    lists: dict = field(default_factory=dict)
    citations: list = field(default_factory=list)
    names: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    lines: dict = field(default_factory=dict)

    @property
    def slug(self):
        return self.values.get("slug")

    def mistake(self, message, line=None) -> Mistake:
        return Mistake(self.file, line or self.line, self.label, message)
