"""The parts of a name or passage that match a query, as segments of text: never as HTML."""

import re
import unicodedata
from functools import lru_cache

from names.hanzi import simplified

from . import spelling
from .query import HANZI
from .stemming import stems

WORD = re.compile(
    f"[{HANZI}]|(?![{HANZI}_])\\w(?:[\u00ad\u200b-\u200d\u2060\ufeff]*(?![{HANZI}_])\\w)*(?:['’](?:s\\b))?"
)
ASCII = re.compile(r"[a-z0-9]+(?:'s\b)?")
"""The same for lowercase ASCII texts, as most of ours are, in half the time."""
PLAIN = re.compile("[\0-\x7f\u3400-\u9fff\u2010-\u2027\u3001-\u300b\uff0c]*")
"""Text that folding changes only by lowering case and simplifying characters."""
SNIPPET = 220


@lru_cache(20_000)
def folded(text):
    """A word folded almost as the database does: good enough for comparison."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower())
    return "".join(c for c in plain if c.isalnum()).translate(simplified())


class Highlighter:
    """Finds a query's terms in texts by the stems of words, and in names by the prefixes of words."""

    def __init__(self, query, texts=()):
        """`texts` are all that `in_text` will be called with: the stems of their words are looked up at once."""
        self.query = query
        hanzi = {run[0] for term in query.terms for run in term.hanzi}
        latin = tuple({word[: 3 if len(word) > 5 else 2] for word in query.latin})  # words of a stem begin alike
        self.prefixes = (*hanzi, *latin)
        self.has_hanzi = bool(hanzi)
        self.cached = {}
        self.words = {text: _words(text) for text in texts if self._may_hold(text)}
        prefixed = {word for words in self.words.values() for _start, _end, word in words if word.startswith(latin)}
        self.stems = stems(prefixed.union(query.latin)) if self.words else {}

    def in_text(self, text):
        """[(start, end, number of the term)] where the stems or characters of a term occur in order."""
        words = [(start, end, self._stem(word)) for start, end, word in self.words.get(text, ())]
        return self._hits(words, self._stem, exact=True) if words else []

    def in_name(self, text):
        """The same by the prefixes of words."""
        return self._hits(_words(text), str, exact=False)

    def _may_hold(self, text):
        """Whether a text may contain a hit: most don't, and splitting one into words costs far more than this check."""
        if not (text.isascii() or PLAIN.fullmatch(text)):
            return True
        lowered = text.lower()
        if self.has_hanzi:
            lowered = lowered.translate(simplified())
        return any(prefix in lowered for prefix in self.prefixes)

    def _stem(self, word):
        return self.stems.get(word, word)

    def _hits(self, words, form, exact):
        return sorted(
            (words[start][0], words[start + len(run) - 1][1], number)
            for number, run, quoted in self._runs(form, exact)
            for start in _positions(run, words, exact or quoted)
        )

    def _runs(self, form, exact):
        """[(number of the term, pieces, whether it is quoted)]: the sequences of words to be found in a text."""
        if exact not in self.cached:
            self.cached[exact] = [
                (number, run, term.quoted)
                for number, term in enumerate(self.query.terms)
                for run in _joined([list(hanzi) if hanzi else [form(latin)] for hanzi, latin in term.runs], term.runs)
                if any(piece is not None for piece in run)
            ]
        return self.cached[exact]


def _words(text):
    """[(start, end, folded)] of the words of a text; each Chinese character is a word."""
    if text.isascii():
        return [(match.start(), match.end(), match[0].replace("'", "")) for match in ASCII.finditer(text.lower())]
    return [(match.start(), match.end(), folded(match.group())) for match in WORD.finditer(text)]


def _joined(runs, kinds):
    """The runs of a term, with consecutive Latin words joined into one."""
    joined, after_latin = [], False
    for run, (hanzi, _latin) in zip(runs, kinds, strict=True):
        if after_latin and not hanzi:
            joined[-1] = joined[-1] + run
        else:
            joined.append(run)
        after_latin = not hanzi
    return joined


def _positions(run, words, exact):
    """The indexes of the words at which a run starts; its last piece may be a prefix unless `exact`; None fits any."""
    first = run[0]
    as_prefix = len(run) == 1 and not exact
    for start in range(len(words) - len(run) + 1):
        word = words[start][2]
        if (first is None or word == first or (as_prefix and (word or "").startswith(first))) and (
            len(run) == 1 or _continues(run, words, start, exact)
        ):
            yield start


def _continues(run, words, start, exact):
    """Whether the pieces after the first follow at `start`."""
    for number in range(1, len(run)):
        piece, word = run[number], words[start + number][2]
        if piece is None or piece == word:
            continue
        if exact or number < len(run) - 1 or not (word or "").startswith(piece):
            return False
    return True


def nearest(text, phrase):
    """The run of words of `text` that is most like `phrase`, as a hit."""
    words = _words(text)
    start, end = spelling.nearest(phrase, [word for _start, _end, word in words])
    return [(words[start][0], words[end - 1][1], 0)] if words else [(0, len(text), 0)]


def segments(text, hits, snippet=0):
    """[{text, hit}] of a text, or of `snippet` letters of it around the most hits."""
    start, end = _window(text, hits, snippet) if snippet and len(text) > snippet else (0, len(text))
    pieces, at = [], start
    for first, last in _merged(hits):
        if first < start or last > end:
            continue
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    pieces.append((text[at:end], False))
    if start:
        pieces.insert(0, ("… ", False))
    if end < len(text):
        pieces.append((" …", False))
    merged = []
    for piece, hit in pieces:
        if piece and merged and merged[-1]["hit"] == hit:
            merged[-1]["text"] += piece
        elif piece:
            merged.append({"text": piece, "hit": hit})
    return merged


def _merged(hits):
    merged = []
    for first, last, _term in hits:
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _window(text, hits, size):
    """(start, end) of the part of a text, cut at spaces, that shows the most terms."""
    if not hits:
        start = 0
    else:
        within = [({term for s, e, term in hits if first <= s and e <= first + size}, -first) for first, _e, _t in hits]
        start = max(0, -max(within, key=lambda window: (len(window[0]), window[1]))[1] - 40)
    if start:
        blank = text.find(" ", start, start + 30)
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), start + size)
    if end < len(text):
        blank = text.rfind(" ", end - 30, end)
        end = blank if blank > start else end
    return start, end
