"""Where in a source an entry is made: the paragraph, the words that were chosen in it, what these say."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext as _

from sources.texts import as_written, folded, places_of

from .known_names import KnownName, known_names
from .outcomes import clause_around
from .readings import amounts_in, dates_in, words_of_vocabulary
from .sentences import sentences_of


@dataclass
class Place:
    """A paragraph of a source and the words chosen in it; `begins` where they begin, if that was said."""

    source: object
    lines: list[str] = field(repr=False)
    paragraph: int
    words: str = ""
    begins: int | None = None
    stance: str = "supports"

    def __post_init__(self):
        self.words = folded(self.words).strip()

    @property
    def line(self) -> str:
        return self.lines[self.paragraph - 1]

    @property
    def begin(self) -> int:
        """Where the chosen words begin; 0 where they don't stand there."""
        places = places_of(self.words, self.line)
        return self.begins if self.begins in places else (places[0] if places else 0)

    @property
    def problem(self) -> str:
        """Why the chosen words can't be cited here, or ""."""
        if not self.words or places_of(self.words, self.line):
            return ""
        values = {"words": self.words, "paragraph": self.paragraph, "written": as_written(self.words, self.line)}
        if values["written"]:
            return _("Paragraph %(paragraph)s writes “%(written)s”.") % values
        return _("“%(words)s” does not stand in paragraph %(paragraph)s: copy the source's words.") % values

    @cached_property
    def known(self) -> list[KnownName]:
        """The records that the paragraph names."""
        return known_names(self.line)

    def known_of(self, model) -> list:
        """The records of a type that the paragraph names, those in the chosen words first."""
        ordered = sorted(self.known, key=lambda one: not self._is_chosen(one))
        return list(dict.fromkeys(one.record for one in ordered if isinstance(one.record, model)))

    def in_sentence(self, model) -> list:
        """The records of a type that the sentence of the chosen words names."""
        begin, end = next((span for span in sentences_of(self.line) if self.begin < span[1]), (0, len(self.line)))
        named = [one.record for one in self.known if begin <= one.begin < end and isinstance(one.record, model)]
        return list(dict.fromkeys(named))

    def chosen_of(self, model) -> KnownName | None:
        """The first record of a type that the chosen words name."""
        return next((one for one in self.known if isinstance(one.record, model) and self._is_chosen(one)), None)

    def _is_chosen(self, one):
        return bool(self.words) and self.begin <= one.begin and one.end <= self.begin + len(self.words)

    @property
    def dates(self):
        return dates_in(self.words, self.line, self.begin)

    @property
    def amounts(self):
        """The amounts in the chosen words, money and shares first."""
        return amounts_in(self.words, self.line, self.begin)

    def choices_of(self, model):
        """{field: (value, word)} of the choices that the chosen words stand for, in their clause."""
        clause = clause_around(self.line, self.begin, self.begin + len(self.words))
        return words_of_vocabulary(model, self.words, clause) if self.words else {}
