"""What is read of a requested name: the name without its number in a list, its place, and its spellings."""

import re

from .folding import fold
from .name_parts import parse_name
from .places import PHRASES, cities_of, place_words
from .query import HANZI
from .romanisation import folded_name

_INNER = r"[^()（）\[\]【】［］]+?"
BRACKETS = re.compile(rf"\s*({_INNER})\s*[(（\[【［]\s*({_INNER})\s*[)）\]】］]\s*")


NUMBER = re.compile(r"\s*(?:[(（]\d{1,3}[)）]|\d{1,3}[.)、）．](?!\d))\s*(?=\D)")
TICKER = re.compile(r"\s*[(（][A-Z]{2,8}\s*[:：]\s*[A-Z0-9.]{1,8}[)）]\s*")
EXCHANGES = "NYSE NASDAQ AMEX OTC HKEX SEHK HKSE HK SZSE SSE SH SZ BSE NEEQ LSE TSX TSE ASX SIX FWB EPA AMS KRX"
_LATIN = rf"([A-Za-z][^{HANZI}/／]{{2,}}?)"
TWO_SCRIPTS = re.compile(rf"([{HANZI}]{{2,}})[ /／|·]*{_LATIN}|{_LATIN}[ /／|·]*([{HANZI}]{{2,}})")


def plain_name(name) -> str:
    """A name without its number in a list and its ticker: “2. IBM (NYSE: IBM)” is IBM."""
    ticker = TICKER.search(name)
    if ticker and re.search("[A-Z]+", ticker[0])[0] in EXCHANGES.split():
        name = name[: ticker.start()] + name[ticker.end() :]
    return NUMBER.sub("", name, count=1) if NUMBER.match(name) else name


def in_brackets(name) -> bool:
    return bool(BRACKETS.fullmatch(name))


def spellings_of(name):
    """A name, or two if the second is in brackets or in the other script: “推想医疗 InferVision”, “… (CMDE)”.

    Anything else in brackets, like a place, may distinguish it from another name and remains part of it.
    """
    if two := TWO_SCRIPTS.fullmatch(name.strip()):
        return [text.strip() for text in two.groups() if text]
    match = BRACKETS.fullmatch(name)
    if not match or match[2].casefold() in match[1].casefold():
        return [name]
    other_script = has_hanzi(match[1]) != has_hanzi(match[2])
    inner = parse_name(folded_name(match[2]))
    is_place = bool(inner.places) and not (inner.core or inner.kinds or inner.trade)
    is_other = other_script or _is_acronym(match[2]) or is_written_out(*match.groups())
    return [match[1], match[2]] if is_other and not is_place else [name]


def _is_acronym(text):
    return bool(re.fullmatch(r"[A-Z][A-Za-z&]{1,7}(?:[ -]?\d{2,4})?", text)) and text[1:] != text[1:].lower()


def is_written_out(acronym, text) -> bool:
    """Whether the initials of a text are an acronym: “ESC (European Society of Cardiology)”."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", text) if word[0].isupper())
    return _is_acronym(acronym) and len(initials) > 1 and initials == acronym.replace("&", "")


def bracketed_place(name):
    """(name, city, country) of a name with a city or country in brackets: “Al Qassimi Hospital (Sharjah, UAE)”.

    None for any other name. Cities that names of organizations hold themselves, like “(Shanghai)”, remain a part of it.
    """
    match = BRACKETS.fullmatch(name)
    if not match:
        return None
    city, *others = (part.strip() for part in re.split("[,，]", match[2]))
    is_city = not any(isinstance(known, str) for known in cities_of(city)) and fold(city) not in place_words()
    countries = [_country(other) for other in others]
    if not others and (country := _country(city)):
        return match[1], "", country
    return (match[1], city, next(filter(None, countries), "")) if is_city and cities_of(city) else None


def _country(text):
    """The code of a country that is written out, or ""."""
    place = place_words().get(PHRASES.get(fold(text), fold(text)), "")
    return place if len(place) == 2 and place.isupper() else ""


def has_hanzi(text) -> bool:
    return bool(re.search(f"[{HANZI}]", text))
