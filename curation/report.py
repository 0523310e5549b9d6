"""What a load says: what it did, or every mistake for which it refused."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field


class Refused(Exception):
    """The files hold mistakes; nothing was written. `mistakes` lists them all."""

    def __init__(self, mistakes):
        super().__init__(f"{len(mistakes)}")
        self.mistakes = sorted(set(mistakes))


@dataclass
class Report:
    """What a load did, by record type: created, changed, unchanged, extra (in the database, not in the files)."""

    counts: dict = field(default_factory=lambda: defaultdict(Counter))
    changed: list = field(default_factory=list)
    extra: list = field(default_factory=list)

    def note(self, model, verdict, label):
        self.counts[model][verdict] += 1
        if verdict == "changed":
            self.changed.append((model, label))
        if verdict == "extra":
            self.extra.append((model, label))

    @property
    def changes(self):
        return sum(counts["created"] + counts["changed"] for counts in self.counts.values())
