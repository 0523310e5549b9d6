"""How well a name of ours fits a requested name: a score and the reason for it.

Only what can't be another's is a match: the same name, or the same core where everything else agrees. A letter's
difference never is, because half of all short names in Latin letters are a letter away from another one.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from names.coined import is_coined, is_english, is_pinyin

from .name_parts import NameParts
from .places import countries_of
from .romanisation import spellings_in_pinyin, umlauts_as_u
from .spelling import edits

MATCH_SCORE = 0.85
UNSURE_SCORE = 0.8
"""The highest score of what a person has to decide."""
MIN_CORE_LENGTH = 4
MAX_COMMON_PINYIN = 8
"""The letters of two Chinese syllables: names of that length are shared by many."""
ORDINALS = {
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "one", "two", "three"),
}
PERSON = "people"
LEGAL_PERSONS = {"companies", "investors", "partners"}
"""The types whose names may end in a legal form."""
CARE = {"medical", "health", "healthcare"}
PINYIN = "pinyin"


@dataclass(frozen=True)
class Verdict:
    score: float
    reason: str
    is_exact: bool = False


@dataclass(frozen=True)
class Places:
    """The places that stand beside the requested name, and where our record is."""

    given: frozenset = frozenset()
    ours: frozenset = frozenset()


def compare(given: NameParts, ours: NameParts, kind: str, record_type: str, places=Places()) -> Verdict:
    """The score of a name of ours: 1 is the same name, MATCH_SCORE and above differ only in trifles."""
    verdict = _compare(given, ours, kind, record_type, places)
    if kind == PINYIN and verdict.score > UNSURE_SCORE:
        return Verdict(UNSURE_SCORE, _("it sounds like its Chinese name, as others may"))
    return verdict


def _compare(given, ours, kind, record_type, places):
    is_same = given.compact == ours.compact
    if is_same or (given.bare and given.bare == ours.bare):
        if _is_divided_otherwise(given.words, ours.words):
            return Verdict(0.7, _("the same letters, but other words"))
        return _same(kind) if is_same else _same_but_for_titles(given, ours, record_type)
    if not given.bare.isascii() and ours.bare.isascii():
        return _by_sound(given, ours)
    if umlauts_as_u(given.bare) == umlauts_as_u(ours.bare):
        return Verdict(0.75, _("the same name if its u is ü"))
    if record_type == PERSON:
        return _person(given, ours)
    if not given.core or not ours.core:
        return Verdict(0.3, _("only words of the trade are alike"))
    alike, reason = _cores(given, ours)
    if alike < 0.8:
        return Verdict(alike, reason)
    if given.titles != ours.titles:
        return Verdict(0.7, _("the name is alike, but one has a title"))
    if given.legal and record_type not in LEGAL_PERSONS:
        return Verdict(0.6, _("the name is alike, but ours is no company"))
    if limit := _limit_by_kind(given, ours) or _limit_by_trade(given, ours) or _limit_by_place(given, ours, places):
        return Verdict(min(alike, limit[0]), limit[1])
    return Verdict(alike, reason)


def _is_divided_otherwise(one, other):
    """Whether each of two texts with the same letters has a blank that the other lacks: Hy Biopharma, Hybio Pharma."""
    blanks, others = _blanks(one), _blanks(other)
    return bool(blanks - others and others - blanks)


def _blanks(text):
    """Before which letters of a text there are blanks."""
    return {end - number for number, end in enumerate(match.start() for match in re.finditer(" ", text))}


def _same(kind):
    values = {
        "name": _("the same name"), "pinyin": _("the pinyin of its Chinese name"), "former": _("its former name"),
        "brand": _("its brand"), "short": _("its short name"), "legal": _("its legal name"),
    }  # fmt: skip
    return Verdict(1.0 if kind == "name" else 0.97, values.get(kind, _("another spelling of its name")), True)


def _same_but_for_titles(given, ours, record_type):
    if record_type != PERSON and given.titles != ours.titles:
        return Verdict(0.7, _("the name is alike, but one has a title"))
    if (given.legal or ours.legal) and record_type not in LEGAL_PERSONS:
        return Verdict(0.6, _("the name is alike, but ours is no company"))
    return Verdict(0.95, _("the same name but for a title or a legal form"), True)


def _by_sound(given, ours):
    """A Chinese name and one of ours in Latin letters: others may sound so too."""
    whole = {way.replace(" ", "") for way in spellings_in_pinyin(given.bare)}
    core = {way.replace(" ", "") for way in spellings_in_pinyin(given.joined)} if given.core else set()
    if ours.bare in whole:
        return Verdict(0.74, _("its name is the pinyin of this one, as others may be"))
    if ours.joined in core and not (given.kinds and ours.kinds and given.kinds != ours.kinds):
        return Verdict(0.7, _("the core of its name is the pinyin of this one, as others may be"))
    return Verdict(0.4, _("a similar name"))


def _person(given, ours):
    """Family and given name of a person may be swapped; nothing else may differ."""
    words, theirs = (sorted(parts.words.split(" ")) for parts in (given, ours))
    if words == theirs:
        return Verdict(0.92, _("the same name, turned round"))
    close = edits(given.bare, ours.bare) <= 1
    return Verdict(0.6 if close else 0.3, _("a similar name of a person"))


def _cores(given, ours):
    """(score, reason) of the core words, which distinguish names."""
    if given.joined == ours.joined:
        if len(given.joined) < (2 if not given.joined.isascii() else MIN_CORE_LENGTH):
            return 0.7, _("the same few letters")
        return 0.93, _("the same name but for words of the trade or a legal form")
    if len(given.core) == len(ours.core):
        different = [pair for pair in zip(given.core, ours.core, strict=True) if pair[0] != pair[1]]
        if len(different) == 1:
            return _misspelled(*different[0], len(given.core))
    if sorted(given.core) == sorted(ours.core):
        return 0.75, _("the same words in another order")
    fewer, more = sorted((set(given.core), set(ours.core)), key=len)
    shorter, longer = sorted((given.joined, ours.joined), key=len)
    if (fewer < more and len("".join(fewer)) >= MIN_CORE_LENGTH) or (not shorter.isascii() and shorter in longer):
        return 0.65, _("one name holds the other, and more")
    return 0.4, _("a similar name")


def _misspelled(given, ours, words):
    """(score, reason) of a word that differs: a long one may be misspelled, a short one or a number is another name."""
    number = edits(given, ours)
    is_word = given.isalpha() and ours.isalpha() and given.isascii() and not {given, ours} & ORDINALS
    length = min(len(given), len(ours))
    if is_word and ((number == 1 and length >= 7) or (number == 2 and length >= 10)):
        return 0.78, _("one word is spelled a little differently")
    if number <= 2 and length >= MIN_CORE_LENGTH and is_word:
        return 0.7 if words == 1 else 0.6, _("nearly the same letters, but too few to be sure")
    return 0.4, _("a similar name")


def _limit_by_kind(given, ours):
    """(highest score, reason) that the kinds of organization allow, or None: a college isn't its hospital."""
    if not given.trade | given.kinds and ours.trade | ours.kinds:
        return UNSURE_SCORE, _("only the first word of ours; another may begin so")
    if given.kinds != ours.kinds:
        words = ", ".join(sorted(given.kinds ^ ours.kinds))
        is_shorter = given.kinds and given.kinds < ours.kinds and "partners" in ours.kinds - given.kinds
        return 0.75 if is_shorter else 0.6, _("the name is alike, but another kind of body: %(words)s") % {
            "words": words
        }
    return None


def _limit_by_trade(given, ours):
    """(highest score, reason) that the words of the trade allow, or None: the rarer the core, the less they count."""
    if given.trade == ours.trade or given.kinds == ours.kinds != frozenset():
        differ = given.trade - ours.trade and ours.trade - given.trade
        return (0.7, _("the name is alike, but the words of the trade differ")) if differ else None
    if is_coined(given.joined):
        differ = not (given.trade <= ours.trade or ours.trade <= given.trade or given.trade | ours.trade <= CARE)
    else:
        differ = ours.trade - given.trade - {"technology"} or (not ours.trade and _is_common(given.core))
        differ = differ or (ours.trade - given.trade and _is_common(given.core))
    return (0.7, _("the name is alike, but the words of the trade differ")) if differ else None


def _is_common(core):
    """Whether many names may have this core: one or two Chinese syllables or characters, or an English word."""
    joined = "".join(core)
    if not joined.isascii():
        return len(joined) <= 2
    return (is_pinyin(joined) and len(joined) <= MAX_COMMON_PINYIN) or (len(core) == 1 and is_english(joined))


def _limit_by_place(given, ours, places):
    """(highest score, reason) that the places in the names allow, or None."""
    known, asked = ours.places | places.ours, given.places | places.given
    known |= countries_of(known)
    if unknown := given.places - known:
        sure = known and not given.places & known
        values = {"places": ", ".join(sorted(unknown)).title()}
        return 0.5 if sure else 0.75, _("the name is alike, but nothing places it in %(places)s") % values
    if ours.places - asked - countries_of(asked):
        return 0.75, _("the name is alike, but ours says where it is")
    return None
