"""A query as typed: words, "quoted phrases" and -words, folded by the database as names and texts are."""

import re
from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from medtech_kb.browse.problems import BadParameter

LONGEST = 200
HANZI = "〇㐀-䶿一-鿿豈-\ufaff\U00020000-\U000323af"
QUOTES = str.maketrans(dict.fromkeys("“”„«»「」『』＂", '"'))
PIECES = re.compile(r'(?:(?<=\s)|^)(-?)"([^"]*)"?|(-?)([^\s"]+)')
RUNS = re.compile(f"([{HANZI}]+)|([^\\s{HANZI}]+)")


@dataclass
class Term:
    """One word or phrase; `stems` is its phrase of English stems, empty for words like “of”."""

    folded: str
    stems: str
    quoted: bool = False
    excluded: bool = False

    @property
    def runs(self):
        """[(Chinese characters, Latin word)] in their order, one of each pair empty."""
        return [found.groups(default="") for found in RUNS.finditer(self.folded)]

    @property
    def hanzi(self):
        return [hanzi for hanzi, _latin in self.runs if hanzi]

    @property
    def latin(self):
        return [latin for _hanzi, latin in self.runs if latin]

    @property
    def in_texts(self):
        """The term as a tsquery on stems and pairs of characters."""
        return _all([*([self.stems] if self.stems else []), *map(_pairs, self.hanzi)])

    @property
    def in_names(self):
        """The term as a tsquery on the words of names; an unquoted word may go on."""
        words = [_quoted(word) for word in self.latin]
        if words and not self.quoted and len(self.latin[-1]) > 1:
            words[-1] += ":*"
        return _all([*([" <-> ".join(words)] if words else []), *map(_pairs, self.hanzi)])


@dataclass
class Query:
    """What is asked for: terms that must be there, and terms that must not."""

    text: str
    wanted: list
    unwanted: list

    @property
    def folded(self):
        return " ".join(term.folded for term in self.wanted)

    @property
    def compact(self):
        return self.folded.replace(" ", "")

    @property
    def telling(self):
        """The wanted terms without words like “of”, as long as any other is there."""
        return [term for term in self.wanted if term.in_texts] or self.wanted

    @property
    def in_names(self):
        return _all([term.in_names for term in self.telling])

    @property
    def in_texts(self):
        return _all([term.in_texts for term in self.wanted if term.in_texts])

    @property
    def left_out(self):
        """What may be in no name or text of a hit, as a tsquery."""
        return " | ".join(f"({term.in_texts})" for term in self.unwanted if term.in_texts)

    @property
    def is_plain(self):
        """Whether it is words only, so that a misspelled one may be meant."""
        return not any(term.quoted for term in self.wanted)


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
    terms = [term for term in _folded(_pieces(text)) if term.folded]
    wanted, unwanted = ([term for term in terms if term.excluded == out] for out in (False, True))
    if unwanted and not wanted:
        raise _bad(_("Say what to find, not only what to leave out."))
    return Query(text, wanted, unwanted)


def _bad(message):
    allowed = [_("1 to %(most)s characters") % {"most": LONGEST}, '"a phrase"', "-without"]
    return BadParameter({"parameter": "q", "message": message, "allowed": allowed})


def _pieces(text):
    """[(text, quoted, excluded)] of what blanks and quotes part."""
    found = []
    for minus, phrase, dash, word in PIECES.findall(text.translate(QUOTES)):
        quoted = not word
        found.append((phrase if quoted else word, quoted, bool(minus or dash)))
    return found


def _folded(pieces):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT folded, phraseto_tsquery('pg_catalog.english', public.kb_latin(folded))::text"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS given (piece, place), public.kb_fold(piece) AS folded"
            " ORDER BY place",
            [[text for text, _quoted, _excluded in pieces]],
        )
        told = cursor.fetchall()
    return [
        Term(folded, stems, quoted, excluded)
        for (folded, stems), (_text, quoted, excluded) in zip(told, pieces, strict=True)
    ]


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
