"""The sentences of a paragraph, in English and in Chinese: where each begins and ends."""

import re
from itertools import pairwise

CLOSING = "\"'”’)）」』】》"
END = re.compile(rf"(?:[。！？…]+|[.!?]+(?=[{CLOSING}]*(?:\s|$)))[{CLOSING}]*")
"""Where a sentence may end: the full stop of a number or an address is followed by no space."""
ABBREVIATIONS = {
    *("mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "fig", "figs", "vol", "vs", "approx", "ca", "cf", "al"),
    *("inc", "co", "ltd", "corp", "dept", "jr", "sr", "e.g", "i.e", "u.s", "u.k", "ph.d", "m.d", "b.v", "s.a"),
    *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
}
WORD_IN_FRONT = re.compile(r"[\w.]*$")
SMALL_NEXT = re.compile(r"\s*[a-z]")


def sentences_of(text: str) -> list[tuple[int, int]]:
    """(begin, end) of each sentence; the spaces between two belong to neither."""
    ends = [0, *(match.end() for match in END.finditer(text) if _ends(text, match)), len(text)]
    spans = []
    for begin, end in pairwise(ends):
        piece = text[begin:end]
        if piece.strip():
            begin += len(piece) - len(piece.lstrip())
            spans.append((begin, begin + len(piece.strip())))
    return spans


def _ends(text, match):
    """Whether a sentence ends here; a full stop may belong to an abbreviation, and a small letter goes on with one."""
    if match.group()[0] in "。！？…":
        return True
    if SMALL_NEXT.match(text, match.end()):
        return False
    if match.group()[0] != ".":
        return True
    word = WORD_IN_FRONT.search(text[: match.start()]).group()
    is_initial = len(word) == 1 and word.isupper()
    return not is_initial and (word.casefold() not in ABBREVIATIONS or match.end() == len(text))
