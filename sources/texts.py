"""The text of a source: its paragraphs, and whether words stand in one of them."""

import re

PLAIN = str.maketrans("‘’“”–—", "''\"\"--")
"""What a keyboard writes for marks that a printed text has in other forms."""


def paragraphs_of(text: str) -> list[str]:
    """Paragraph n is the n-th line that holds a non-blank character, counted from 1: item n - 1 of this list."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def stands_in(words: str, paragraph: str) -> bool:
    """Whether the paragraph holds the words, letter by letter; only the width of spaces does not matter."""
    return _folded(words) in _folded(paragraph)


def as_written(words: str, paragraph: str) -> str:
    """The words as the paragraph writes them, where it differs in capitals or quotation marks alone; else empty."""
    line, sought = _folded(paragraph), _folded(words)
    at = _plain(line).find(_plain(sought))
    return line[at : at + len(sought)] if at >= 0 else ""


def _folded(text):
    return re.sub(r"\s+", " ", text)


def _plain(text):
    return text.translate(PLAIN).lower()
