"""What the rules find in a paragraph: names that are known, dates, amounts, words of a vocabulary.

Each is only a way to open the entry form with these words chosen; nothing is written without a person.
"""

from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.text import capfirst

from companies.models import FundingRound
from products.models import Recognition, Study
from regulatory.models import Milestone

from .readings import amounts_in, dates_in, words_of_vocabulary

TOLD_BY_WORDS = (Milestone, FundingRound, Study, Recognition)
"""The types of which a word of their vocabulary tells: “registered”, “Series B”."""
MOST = 24


@dataclass(frozen=True)
class Suggestion:
    """Words of a paragraph, what they may be, and the type of record that they may tell of."""

    words: str
    begins: int
    about: str
    type_name: str = ""

    @property
    def query(self):
        """The part of an address by which these words are chosen."""
        chosen = {"words": self.words, "begins": self.begins}
        return urlencode(chosen | ({"type": self.type_name} if self.type_name else {}))


def suggestions_for(place, sentences) -> list[Suggestion]:
    """What is found in the paragraph of a place, in the order of its words."""
    line = place.line
    found = [Suggestion(one.words, one.begin, f"{_type(one.record)}: {one.record}") for one in place.known]
    found += [Suggestion(one.words, one.begin, one.reading) for one in (*dates_in(line), *amounts_in(line))]
    for sentence in sentences:
        for model in TOLD_BY_WORDS:
            for field, (value, word) in words_of_vocabulary(model, sentence.text).items():
                label = dict(model._meta.get_field(field).flatchoices)[value]
                about = f"{capfirst(model._meta.verbose_name)}: {label}"
                begins = line.find(word, line.find(sentence.text))
                found.append(Suggestion(word, begins, about, model.record_type))
    return sorted(dict.fromkeys(found), key=lambda one: one.begins)[:MOST]


def _type(record):
    return capfirst(record._meta.verbose_name)
