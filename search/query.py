"""A query as typed: words, "quoted phrases" and -words, folded as the database folds names and texts are."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from records.problems import BadParameter

from .folding import fold

LONGEST = 200
SHORTEST = 4
"""Letters of a word that may be taken for another."""
HANZI = "〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U000323af"
QUOTES = str.maketrans(dict.fromkeys("“”„«»「」『』＂", '"'))
PIECES = re.compile(r'(?:(?<=\s)|^)(-?)"([^"]*)"?|(-?)([^\s"]+)')
RUNS = re.compile(f"([{HANZI}]+)|([^\\s{HANZI}]+)")


@dataclass
class Term:
    """One word or phrase, folded."""

    folded: str
    quoted: bool = False
    excluded: bool = False

    @cached_property
    def runs(self):
        """[(Chinese characters, Latin word)] in their order, one of each pair empty."""
        return [match.groups(default="") for match in RUNS.finditer(self.folded)]

    @cached_property
    def hanzi(self):
        return [hanzi for hanzi, _latin in self.runs if hanzi]

    @cached_property
    def latin(self):
        return [latin for _hanzi, latin in self.runs if latin]

    @cached_property
    def pairs(self):
        """Its Chinese characters as a tsquery on pairs; the Latin words are for the database to stem."""
        return _all(map(_pairs, self.hanzi))

    @cached_property
    def in_names(self):
        """The term as a tsquery on the words of names."""
        return self._in_names("")

    @cached_property
    def begins(self):
        """The same where its last word may go on."""
        return self._in_names(":*" if not self.quoted and self.latin and len(self.latin[-1]) > 1 else "")

    def _in_names(self, end):
        words = [_quoted(word) for word in self.latin]
        return f"({_all([*([' <-> '.join(words) + end] if words else []), *map(_pairs, self.hanzi)])})"


@dataclass
class Query:
    """What is asked for: terms that must be there, and terms that must not."""

    text: str
    wanted: list
    unwanted: list

    @cached_property
    def folded(self):
        return " ".join(term.folded for term in self.wanted)

    @cached_property
    def compact(self):
        return self.folded.replace(" ", "")

    @cached_property
    def latin(self):
        """All its Latin words, once each."""
        return list(dict.fromkeys(word for term in self.wanted for word in term.latin))

    @cached_property
    def in_names(self):
        return _all([term.in_names for term in self.wanted])

    @cached_property
    def opened(self):
        """Its terms in names, the last of which may go on: whoever types is still in the middle of it."""
        return [*(term.in_names for term in self.wanted[:-1]), *(term.begins for term in self.wanted[-1:])]

    @cached_property
    def goes_on(self):
        return self.opened[-1:] != [term.in_names for term in self.wanted[-1:]]

    @cached_property
    def is_one_term(self):
        return len(self.wanted) == 1

    @cached_property
    def may_be_misspelled(self):
        """Whether it is words only, one of them long enough that another may be meant."""
        return not any(term.quoted for term in self.wanted) and any(_may_slip(word) for word in self.latin)

    @cached_property
    def slips(self):
        """The words that may be misspelled; `rest` is a tsquery of all others."""
        return [word for word in self.latin if _may_slip(word)]

    @cached_property
    def rest(self):
        others = [_quoted(word) for word in self.latin if not _may_slip(word)]
        return _all([*others, *(term.pairs for term in self.wanted)])


def type_query(types):
    """Types as a tsquery: each row of search has its type as a word."""
    return " | ".join(f"'@{name}'" for name in types)


def read(text) -> Query:
    """The query that a text asks. Raises BadParameter where it is empty, too long or can't be text."""
    text = (text or "").strip()
    if not text:
        raise _bad(_("Say what to find: “q” is empty."))
    if len(text) > LONGEST:
        raise _bad(_("The query has %(length)s characters; at most %(most)s are read.")
                   % {"length": len(text), "most": LONGEST})  # fmt: skip
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise _bad(_("The query holds a character that is none."))
    terms = [Term(fold(piece), quoted, excluded) for piece, quoted, excluded in _pieces(text)]
    terms = [term for term in terms if term.folded]
    wanted, unwanted = ([term for term in terms if term.excluded == out] for out in (False, True))
    if unwanted and not wanted:
        raise _bad(_("Say what to find, not only what to leave out."))
    return Query(text, wanted, unwanted)


def _bad(message):
    allowed = [_("1 to %(most)s characters") % {"most": LONGEST}, '"a phrase"', "-without"]
    return BadParameter({"parameter": "q", "message": message, "allowed": allowed})


def _pieces(text):
    """[(text, quoted, excluded)] of what blanks and quotes part."""
    pieces = []
    for minus, phrase, dash, word in PIECES.findall(text.translate(QUOTES)):
        quoted = not word
        pieces.append((phrase if quoted else word, quoted, bool(minus or dash)))
    return pieces


def _may_slip(word):
    return len(word) >= SHORTEST and word.isascii() and word.isalpha()


def _quoted(word):
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _pairs(run):
    """A run of characters as a phrase of pairs; one character is whatever begins with it."""
    if len(run) == 1:
        return f"{_quoted(run)}:*"
    return " <-> ".join(_quoted(run[place : place + 2]) for place in range(len(run) - 1))


def _all(parts):
    return " & ".join(f"({part})" for part in parts if part)
