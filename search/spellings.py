"""The spellings that one requested name offers: itself, and the two that a bracket holds."""

import re

from .folding import fold
from .name_parts import parse_name
from .places import PHRASES, cities_of, place_words
from .query import HANZI
from .romanisation import folded_name

_INNER = r"[^()（）\[\]【】［］]+?"
BRACKETS = re.compile(rf"\s*({_INNER})\s*[(（\[【［]\s*({_INNER})\s*[)）\]】］]\s*")


def spellings_of(name):
    """A name, or two if the second is in brackets: “InferVision (推想医疗)”, “… (CMDE)”.

    Anything else in brackets, like a place, may distinguish it from another name and remains part of it.
    """
    match = BRACKETS.fullmatch(name)
    if not match or match[2].casefold() in match[1].casefold():
        return [name]
    other_script = has_hanzi(match[1]) != has_hanzi(match[2])
    inner = parse_name(folded_name(match[2]))
    is_place = bool(inner.places) and not inner.core
    is_other = other_script or _is_acronym(match[2]) or is_written_out(*match.groups())
    return [match[1], match[2]] if is_other and not is_place else [name]


def _is_acronym(text):
    return bool(re.fullmatch(r"[A-Z][A-Za-z&]{1,7}(?:[ -]?\d{2,4})?", text)) and text[1:] != text[1:].lower()


def is_written_out(acronym, text) -> bool:
    """Whether the initials of a text are an acronym: “ESC (European Society of Cardiology)”."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper())
    return _is_acronym(acronym) and len(initials) > 1 and initials == acronym.replace("&", "")


def bracketed_place(name):
    """(name, city, country) of a name with a city in brackets, or None: “Al Qassimi Hospital (Sharjah, UAE)”.

    What names of organizations hold themselves, like “(Shanghai)”, remains a part of the name.
    """
    match = BRACKETS.fullmatch(name)
    if not match:
        return None
    city, *others = (part.strip() for part in re.split("[,，]", match[2]))
    is_city = not any(isinstance(known, str) for known in cities_of(city)) and fold(city) not in place_words()
    codes = [PHRASES.get(fold(other), fold(other)) for other in others]
    country = next((place_words()[code] for code in codes if len(place_words().get(code, "")) == 2), "")
    return (match[1], city, country) if is_city and cities_of(city) else None


def has_hanzi(text) -> bool:
    return bool(re.search(f"[{HANZI}]", text))
