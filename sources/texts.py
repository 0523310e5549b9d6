"""The text of a source: its paragraphs, and whether one of them contains given words."""

import re

PLAIN = str.maketrans("‘’“”–—", "''\"\"--")
"""Typographic quotation marks and dashes, and the characters of a keyboard for them."""


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


def as_written(words: str, paragraph: str) -> str:
    """The words as the paragraph writes them, where it differs in capitals or quotation marks alone; else empty."""
    line, words = folded(paragraph), folded(words)
    at = _plain(line).find(_plain(words))
    return line[at : at + len(words)] if at >= 0 else ""


def folded(text: str) -> str:
    """The text with each run of spaces as one: in this citations count characters."""
    return re.sub(r"\s+", " ", text)


def _plain(text):
    return text.translate(PLAIN).lower()
