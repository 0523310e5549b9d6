"""Which letters of a name or passage a query hits, as segments of text: never as HTML."""

import re
import unicodedata
from functools import lru_cache

from names.hanzi import simplified

from . import spelling
from .query import HANZI
from .stemming import stems

WORD = re.compile(f"[{HANZI}]|(?:(?![{HANZI}_])\\w)+(?:['’](?:s\\b))?")
ASCII = re.compile(r"[a-z0-9]+(?:'s\b)?")
"""The same in a text of small ASCII letters, most of ours, in half of the time."""
PLAIN = re.compile("[\0-\x7f\u3400-\u9fff\u2010-\u2027\u3001-\u300b\uff0c]*")
"""Text whose letters become no others when it is folded, but for small ones and simplified ones."""
SNIPPET = 220


@lru_cache(20_000)
def folded(text):
    """A word as the database folds it, near enough to compare."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).lower())
    return "".join(c for c in plain if c.isalnum()).translate(simplified())


class Highlighter:
    """Finds a query's terms in texts by the stems of their words, and in names by the beginnings of their words."""

    def __init__(self, query, texts=()):
        """`texts` are all that `in_text` will be asked for: the stems of their words are learned together."""
        self.query = query
        hanzi = {run[0] for term in query.wanted for run in term.hanzi}
        latin = tuple({word[: 3 if len(word) > 5 else 2] for word in query.latin})  # all words of one stem begin alike
        self.begins = (*hanzi, *latin)
        self.asks_hanzi = bool(hanzi)
        self.cached = {}
        self.words = {text: _words(text) for text in texts if self._may_hold(text)}
        prefixed = {word for words in self.words.values() for _start, _end, word in words if word.startswith(latin)}
        self.stems = stems(prefixed.union(query.latin)) if self.words else {}

    def in_text(self, text):
        """[(start, end, term)] of the places where a term's stems or characters stand in their order."""
        words = [(start, end, self._stem(word)) for start, end, word in self.words.get(text, ())]
        return self._hits(words, self._stem, exact=True) if words else []

    def in_name(self, text):
        """The same by the beginnings of words."""
        return self._hits(_words(text), str, exact=False)

    def _may_hold(self, text):
        """Whether a text may have a hit: most have none, and to take one apart costs far more than to see that."""
        if not (text.isascii() or PLAIN.fullmatch(text)):
            return True
        small = text.lower()
        if self.asks_hanzi:
            small = small.translate(simplified())
        return any(begin in small for begin in self.begins)

    def _stem(self, word):
        return self.stems.get(word, word)

    def _hits(self, words, form, exact):
        return sorted(
            (words[place][0], words[place + len(run) - 1][1], number)
            for number, run, quoted in self._runs(form, exact)
            for place in _places(run, words, exact or quoted)
        )

    def _runs(self, form, exact):
        """[(number of the term, pieces, whether it is quoted)]: what must stand in a text behind each other."""
        if exact not in self.cached:
            self.cached[exact] = [
                (number, run, term.quoted)
                for number, term in enumerate(self.query.wanted)
                for run in _joined([list(hanzi) if hanzi else [form(latin)] for hanzi, latin in term.runs], term.runs)
                if any(piece is not None for piece in run)
            ]
        return self.cached[exact]


def _words(text):
    """[(start, end, folded)] of a text; each Chinese character is one."""
    if text.isascii():
        return [(match.start(), match.end(), match[0].replace("'", "")) for match in ASCII.finditer(text.lower())]
    return [(match.start(), match.end(), folded(match.group())) for match in WORD.finditer(text)]


def _joined(runs, kinds):
    """The runs of a term, Latin words that follow each other as one."""
    joined, last = [], False
    for run, (hanzi, _latin) in zip(runs, kinds, strict=True):
        if joined and last and not hanzi:
            joined[-1] = joined[-1] + run
        else:
            joined.append(run)
        last = not hanzi
    return joined


def _places(run, words, exact):
    """Where a run of pieces stands among the words: its last may go on, unless it must be exact; None fits any."""
    first, *_more = run
    goes_on = len(run) == 1 and not exact
    for place in range(len(words) - len(run) + 1):
        word = words[place][2]
        if (first is None or word == first or (goes_on and (word or "").startswith(first))) and (
            len(run) == 1 or _goes_on(run, words, place, exact)
        ):
            yield place


def _goes_on(run, words, place, exact):
    for number in range(1, len(run)):
        piece, word = run[number], words[place + number][2]
        if piece is None or piece == word:
            continue
        if exact or number < len(run) - 1 or not (word or "").startswith(piece):
            return False
    return True


def nearest(text, phrase):
    """The run of words of `text` that is spelled most like `phrase`, as a hit."""
    words = _words(text)
    first, behind = spelling.nearest(phrase, [word for _start, _end, word in words])
    return [(words[first][0], words[behind - 1][1], 0)] if words else [(0, len(text), 0)]


def segments(text, hits, snippet=0):
    """[{text, hit}] of a text; with `snippet`, of that many letters around the most hits."""
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
    """Where to cut a text, at blanks, so that it shows the most terms."""
    if not hits:
        start = 0
    else:
        within = [({term for s, e, term in hits if first <= s and e <= first + size}, -first) for first, _e, _t in hits]
        start = max(0, -max(within, key=lambda each: (len(each[0]), each[1]))[1] - 40)
    if start:
        blank = text.find(" ", start, start + 30)
        start = blank + 1 if blank >= 0 else start
    end = min(len(text), start + size)
    if end < len(text):
        blank = text.rfind(" ", end - 30, end)
        end = blank if blank > start else end
    return start, end
