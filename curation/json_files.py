"""Files of fixtures that come as JSON: the same values as those that people write in YAML, each with its place."""

from collections import Counter
from itertools import count

from django.utils.translation import gettext as _

from records.json_body import Number, Pairs

from .files import MAX_DEPTH, NO_CHARACTER, Mapping, Mistake, Sequence
from .folder import is_fixture, unknown_file
from .reading import Reader


class Place(int):
    """Where a value stands in the JSON of a file: the how manieth it is, printed as a JSON pointer (RFC 6901).

    It stands where a Mistake has its line, and goes by the order of the file as lines do.
    """

    def __new__(cls, number, pointer):
        place = super().__new__(cls, number)
        place.pointer = pointer
        return place

    def __str__(self):
        return self.pointer or "/"


def printable(text) -> str:
    """A text with halves of characters escaped, which nothing can print."""
    return text.encode("utf-8", "backslashreplace").decode()


class JsonFile:
    """Turns the JSON of one file, with objects as Pairs and numbers as Number, into Mappings, Sequences and texts."""

    def __init__(self, shown_as, mistakes):
        self.shown_as, self.mistakes = shown_as, mistakes
        self.numbers = count(1)

    def content(self, value):
        """The content as `read_yaml` gives that of a file; what is wrong with it is added to `mistakes`."""
        return self._value(value, Place(next(self.numbers), ""))

    def _value(self, value, place):
        if place.pointer.count("/") > MAX_DEPTH:
            self._error(place, _("The file is nested too deeply."))
            return None
        if isinstance(value, Pairs):
            return self._mapping(value, place)
        if isinstance(value, list):
            return self._sequence(value, place)
        if isinstance(value, bool):
            return str(value).lower()
        return value if value is None else self._text(value, place)

    def _below(self, place, step):
        escaped = str(step).replace("~", "~0").replace("/", "~1")
        return Place(next(self.numbers), f"{place.pointer}/{escaped}")

    def _mapping(self, pairs, place):
        mapping = Mapping()
        mapping.line = place
        for key, value in pairs:
            key, below = self._text(key, place), self._below(place, key)
            if key in mapping:
                self._error(below, _("The key “%(key)s” stands twice.") % {"key": key})
            mapping[key] = self._value(value, below)
            mapping.lines[key] = below
        return mapping

    def _sequence(self, values, place):
        sequence = Sequence()
        sequence.line = place
        for index, value in enumerate(values):
            below = self._below(place, index)
            sequence.append(self._value(value, below))
            sequence.lines.append(below)
        return sequence

    def _text(self, text, place):
        if codes := ", ".join(dict.fromkeys(f"U+{ord(letter):04X}" for letter in NO_CHARACTER.findall(text))):
            self._error(
                place, _("It holds %(codes)s, which is no character of a text. Take it out.") % {"codes": codes}
            )
        text = NO_CHARACTER.sub("", text)
        return str(text) if isinstance(text, Number) else text

    def _error(self, place, message):
        self.mistakes.append(Mistake(self.shown_as, place, "", message))


class JsonReader(Reader):
    """Reads files that come as JSON: Pairs of an address, as in a folder of fixtures, and what the file holds."""

    def __init__(self, files):
        super().__init__("")
        named = [(printable(name), value) for name, value in files]
        self.contents = {name: JsonFile(name, self.mistakes).content(value) for name, value in named}
        for name, times in Counter(name for name, _value in named).items():
            if times > 1:
                self._error(name, Place(1, ""), "", _("This file is given twice."))

    def read(self):
        for name, content in self.contents.items():
            if is_fixture(name):
                self._content(content, name)
            else:
                self._error(name, Place(1, ""), "", unknown_file())
        return self
