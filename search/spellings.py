"""The spellings that one requested name offers: itself, and the two that a bracket holds."""

import re

from .name_parts import parse_name
from .query import HANZI
from .romanisation import folded_name


def spellings_of(name):
    """A name, or two if the second is in brackets: “InferVision (推想医疗)”, “… (CMDE)”.

    Anything else in brackets, like a place, may distinguish it from another name and remains part of it.
    """
    match = re.fullmatch(r"\s*([^()（）]+?)\s*[(（]\s*([^()（）]+?)\s*[)）]\s*", name)
    if not match or match[2].casefold() in match[1].casefold():
        return [name]
    other_script = has_hanzi(match[1]) != has_hanzi(match[2])
    inner = parse_name(folded_name(match[2]))
    is_place = bool(inner.places) and not inner.core
    is_short = re.fullmatch(r"[A-Z][A-Za-z&]{1,7}", match[2]) and match[2][1:] != match[2][1:].lower()
    return [match[1], match[2]] if (other_script or is_short) and not is_place else [name]


def has_hanzi(text) -> bool:
    return bool(re.search(f"[{HANZI}]", text))
