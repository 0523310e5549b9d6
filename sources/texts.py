"""The text of a source: its paragraphs, and whether one of them contains given words."""

import re

PLAIN = str.maketrans("‘’“”–—", "''\"\"--")
"""Typographic quotation marks and dashes, and the characters of a keyboard for them."""

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_\u2e80-\uffef]+")
"""A number, or a word of a script that has blanks between words."""


def paragraphs_of(text: str) -> list[str]:
    """Paragraph n is the n-th line that holds a non-blank character, counted from 1: item n - 1 of this list."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def is_stated_in(words: str, paragraph: str) -> bool:
    """Whether the paragraph contains the words exactly, whatever the width of spaces."""
    return folded(words) in folded(paragraph)


def places_of(words: str, paragraph: str) -> list[int]:
    """Where the words begin in the folded paragraph, each time that they stand there."""
    words, line, places = folded(words), folded(paragraph), []
    at = line.find(words) if words else -1
    while at >= 0:
        places.append(at)
        at = line.find(words, at + 1)
    return places


def is_cut(words: str, paragraph: str) -> bool:
    """Whether the words begin or end inside a word or a number wherever they stand in the paragraph.

    Chinese is written without blanks, so any of its signs may begin and end a phrase.
    """
    line, words = folded(paragraph), folded(words.strip())
    places = places_of(words, paragraph)
    return bool(places) and all(_is_inside(line, at) or _is_inside(line, at + len(words)) for at in places)


def begins_right(citation, paragraph: str) -> bool:
    """Whether the words of a citation begin where it says, if it says so."""
    return citation.begins is None or citation.begins in places_of(citation.stated, paragraph)


def as_written(words: str, paragraph: str) -> str:
    """The words as the paragraph writes them, where it differs in capitals or quotation marks alone; else empty."""
    line, words = folded(paragraph), folded(words)
    at = _plain(line).find(_plain(words))
    return line[at : at + len(words)] if at >= 0 else ""


def _is_inside(line, at):
    """Whether the place before the letter at `at` is inside a word or a number."""
    return any(match.start() < at < match.end() for match in WORD.finditer(line))


def folded(text: str) -> str:
    """The text with each run of spaces as one: in this citations count characters."""
    return re.sub(r"\s+", " ", text)


def _plain(text):
    return text.translate(PLAIN).lower()
