"""What only a person can say of a table: which record a name means, and what a spreadsheet has changed."""

import hashlib
from dataclasses import dataclass, field

NEW, NONE = "+", "-"
"""Answers to a name: a record that isn't here yet; none of those that are offered."""


@dataclass
class Question:
    """One question about all cells that are equal, or about one cell; `answer` is "" while it is open.

    `choices` is [(answer, what it means)]; of a cell, another text can be given as well. `hint` is for whoever can't be
    asked, and has to change the table.
    """

    key: str
    text: str
    words: str
    choices: list
    is_of_cell: bool = False
    offered: str = ""
    hint: str = ""
    answer: str = ""
    places: list = field(default_factory=list)

    @property
    def name(self):
        """How a form calls it."""
        return "q-" + hashlib.sha256(self.key.encode()).hexdigest()[:16]

    def allows(self, answer) -> bool:
        return bool(answer) and (self.is_of_cell or answer in [value for value, _meaning in self.choices])

    def kept(self) -> dict:
        """As plain data."""
        return {
            "key": self.key, "name": self.name, "text": self.text, "words": self.words, "choices": self.choices,
            "is_of_cell": self.is_of_cell, "offered": self.offered, "answer": self.answer,
            "places": [str(place) for place in self.places],
        }  # fmt: skip


class Questions:
    """The questions about one table, each asked once, with the answers that were given."""

    def __init__(self, answers):
        self.answers = answers
        self.asked = {}

    def ask(self, key, place, **values) -> str:
        """The answer, or "" while it is open."""
        question = self.asked.get(key)
        if question is None:
            question = self.asked[key] = Question(key, **values)
            answer = self.answers.get(key, "")
            question.answer = answer if question.allows(answer) else ""
        if place not in question.places:
            question.places.append(place)
        return question.answer

    @property
    def open(self):
        return [question for question in self.asked.values() if not question.answer]

    def open_places(self):
        """The places of all that is open."""
        return {(int(place), place.column) for question in self.open for place in question.places}
