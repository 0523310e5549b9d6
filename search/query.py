"""A query as typed: words, "quoted phrases" and -words, folded in the same way as names and texts in the database."""

import re
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from records.problems import BadParameter

from .folding import fold

MAX_LENGTH = 200
MIN_FUZZY_LENGTH = 4
"""The letters that a word needs before a misspelling is assumed."""
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
        """[(Chinese characters, Latin word)] in order; one of each pair is empty."""
        return [match.groups(default="") for match in RUNS.finditer(self.folded)]

    @cached_property
    def hanzi(self):
        return [hanzi for hanzi, _latin in self.runs if hanzi]

    @cached_property
    def latin(self):
        return [latin for _hanzi, latin in self.runs if latin]

    @cached_property
    def pairs(self):
        """The Chinese characters as a tsquery of character pairs; the Latin words are stemmed by the database."""
        return _all(map(_pairs, self.hanzi))

    @cached_property
    def in_names(self):
        """The term as a tsquery on the words of names."""
        return self._name_query()

    @cached_property
    def prefix_in_names(self):
        """The same with the last word as a prefix."""
        return self._name_query(":*" if not self.quoted and self.latin and len(self.latin[-1]) > 1 else "")

    def _name_query(self, ending=""):
        phrase = [" <-> ".join(map(_quoted, self.latin)) + ending] if self.latin else []
        return f"({_all([*phrase, *map(_pairs, self.hanzi)])})"


@dataclass
class Query:
    """The terms that a result must contain, and those that it must not."""

    terms: list
    excluded: list

    @cached_property
    def folded(self):
        return " ".join(term.folded for term in self.terms)

    @cached_property
    def compact(self):
        return self.folded.replace(" ", "")

    @cached_property
    def latin(self):
        """All Latin words, without duplicates."""
        return list(dict.fromkeys(word for term in self.terms for word in term.latin))

    @cached_property
    def in_names(self):
        return _all(self.name_terms)

    @cached_property
    def name_terms(self):
        """The terms as tsqueries on names."""
        return [term.in_names for term in self.terms]

    @cached_property
    def name_prefixes(self):
        """The same with the last one as a prefix: the user may still be typing it."""
        return [*self.name_terms[:-1], *(term.prefix_in_names for term in self.terms[-1:])]

    @cached_property
    def has_prefix(self):
        return self.name_prefixes != self.name_terms

    @cached_property
    def is_one_term(self):
        return len(self.terms) == 1

    @cached_property
    def may_be_misspelled(self):
        """Whether nothing is quoted and at least one word is long enough."""
        return not any(term.quoted for term in self.terms) and bool(self.fuzzy_words)

    @cached_property
    def fuzzy_words(self):
        """The words that may be misspelled."""
        return [word for word in self.latin if _may_be_misspelled(word)]

    @cached_property
    def exact_words(self):
        """A tsquery of all other words."""
        words = [_quoted(word) for word in self.latin if not _may_be_misspelled(word)]
        return _all([*words, *(term.pairs for term in self.terms)])


def type_query(types):
    """Record types as a tsquery: each search row contains its type as a word."""
    return " | ".join(f"'@{name}'" for name in types)


def read(text) -> Query:
    """Parse the text of a query. Raises BadParameter if it is empty, too long or not valid text."""
    text = (text or "").strip()
    if not text:
        raise _error(_("Say what to find: “q” is empty."))
    if len(text) > MAX_LENGTH:
        raise _error(_("The query has %(length)s characters; at most %(most)s are read.")
                     % {"length": len(text), "most": MAX_LENGTH})  # fmt: skip
    if "\0" in text or any("\ud800" <= letter <= "\udfff" for letter in text):
        raise _error(_("The query holds a character that is none."))
    terms = [Term(fold(piece), quoted, excluded) for piece, quoted, excluded in _pieces(text)]
    terms = [term for term in terms if term.folded]
    included, excluded = ([term for term in terms if term.excluded == out] for out in (False, True))
    if excluded and not included:
        raise _error(_("Say what to find, not only what to leave out."))
    return Query(included, excluded)


def _error(message):
    allowed = [_("1 to %(most)s characters") % {"most": MAX_LENGTH}, '"a phrase"', "-without"]
    return BadParameter({"parameter": "q", "message": message, "allowed": allowed})


def _pieces(text):
    """[(text, quoted, excluded)], split at blanks and quotes."""
    matches = PIECES.findall(text.translate(QUOTES))
    return [(word or phrase, not word, bool(minus or dash)) for minus, phrase, dash, word in matches]


def _may_be_misspelled(word):
    return len(word) >= MIN_FUZZY_LENGTH and word.isascii() and word.isalpha()


def _quoted(word):
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _pairs(run):
    """A run of characters as a phrase of pairs; a single character matches every pair that starts with it."""
    if len(run) == 1:
        return f"{_quoted(run)}:*"
    return " <-> ".join(_quoted(run[index : index + 2]) for index in range(len(run) - 1))


def _all(parts):
    return " & ".join(f"({part})" for part in parts if part)
