"""An amount with its unit, which the source's own words may hold already: “10%”, “16-minute”, “27 seconds”."""

import re

JOINED = ("%", "-", "°")
"""What a unit begins with that is written without a blank before it: “90%”, “120-fold”."""
LAST_WORD = re.compile(r"(?P<before>.*\S)(?P<joint>\s+|-)(?P<word>[^\W\d]+)")


def with_unit(stated: str, unit: str) -> str:
    """Return the stated words with the unit once: “10%” of “%” stays, “16-minute” of “minutes” is “16 minutes”."""
    if not stated or not unit:
        return stated
    for end in sorted((match.start() for match in re.finditer(r"\s|$|(?<=%)", unit)), reverse=True):
        if end and _ends_with(stated.lower(), unit[:end].lower()):
            return stated + unit[end:]
    first = unit.split(maxsplit=1)[0]
    if (match := LAST_WORD.fullmatch(stated)) and _is_same_word(match["word"].lower(), first.lower()):
        return f"{match['before']} {unit}" if match["joint"] == "-" else stated + unit[len(first) :]
    return stated + unit if unit.startswith(JOINED) else f"{stated} {unit}"


def _ends_with(stated: str, unit: str) -> bool:
    """Whether the stated words end with these, at the beginning of a word."""
    return stated.endswith(unit) and not (unit[0].isalpha() and stated[: -len(unit)][-1:].isalpha())


def _is_same_word(one: str, other: str) -> bool:
    """Whether two words differ by their plural at most."""
    return one == other or other in (f"{one}s", f"{one}es") or one in (f"{other}s", f"{other}es")
