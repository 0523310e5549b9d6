"""How well a name of ours fits a requested name: a score and the reason for it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .name_parts import NameParts
from .spelling import edits

MATCH_SCORE = 0.85
FIRST_WORD_SCORE = 0.82
MIN_CORE_LENGTH = 4
ORDINALS = {
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "one", "two", "three"),
}
PERSON = "people"


@dataclass(frozen=True)
class Verdict:
    score: float
    reason: str


def compare(given: NameParts, ours: NameParts, kind: str, record_type: str, city: str = "") -> Verdict:
    """The score of a name of ours: 1 is the same name, MATCH_SCORE and above differ only in trifles."""
    if given.compact == ours.compact:
        return _same(kind)
    if record_type == PERSON:
        return _person(given, ours)
    if not given.core or not ours.core:
        return Verdict(0.3, _("only words of the trade are alike"))
    alike, reason = _cores(given, ours)
    if alike < 0.8:
        return Verdict(alike, reason)
    if limit := _limit(given, ours, city):
        return Verdict(min(alike, limit[0]), limit[1])
    if len(given.core) == 1 and not given.trade | given.kinds and ours.trade | ours.kinds:
        return Verdict(min(alike, FIRST_WORD_SCORE), _("only the first word of ours; another may begin so"))
    return Verdict(alike, reason)


def _same(kind):
    values = {
        "name": _("the same name"), "pinyin": _("the pinyin of its Chinese name"), "former": _("its former name"),
        "brand": _("its brand"), "short": _("its short name"), "legal": _("its legal name"),
    }  # fmt: skip
    return Verdict(1.0 if kind == "name" else 0.97, values.get(kind, _("another spelling of its name")))


def _person(given, ours):
    """Family and given name of a person may be swapped; nothing else may differ."""
    if sorted(given.folded.split(" ")) == sorted(ours.folded.split(" ")):
        return Verdict(0.92, _("the same name, turned round"))
    close = edits(given.compact, ours.compact) <= 1
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
    if fewer < more and len("".join(fewer)) >= MIN_CORE_LENGTH:
        return 0.65, _("one name holds the other, and more")
    return 0.4, _("a similar name")


def _misspelled(given, ours, words):
    """(score, reason) of a word that differs: a long one may be misspelled, a short one or a number is another name."""
    number = edits(given, ours)
    is_word = given.isalpha() and ours.isalpha() and given.isascii() and not {given, ours} & ORDINALS
    length = min(len(given), len(ours))
    if is_word and ((number == 1 and length >= 7) or (number == 2 and length >= 10)):
        return 0.88, _("one word is spelled a little differently")
    if number <= 2 and length >= MIN_CORE_LENGTH and is_word:
        return 0.7 if words == 1 else 0.6, _("nearly the same letters, but too few to be sure")
    return 0.4, _("a similar name")


def _limit(given, ours, city):
    """(highest score, reason) that the generic words of the names allow, or None."""
    if given.kinds != ours.kinds and not (given.kinds < ours.kinds):
        words = ", ".join(sorted(given.kinds ^ ours.kinds))
        return 0.6, _("the name is alike, but another kind of body: %(words)s") % {"words": words}
    if given.kinds < ours.kinds and not given.trade <= ours.trade:
        return 0.6, _("the name is alike, but the trade differs")
    if not (given.trade <= ours.trade or ours.trade <= given.trade):
        return 0.7, _("the name is alike, but the words of the trade differ")
    places = ours.places | ({city} if city else set())
    if given.places - places:
        sure = places and not given.places & places
        values = {"places": ", ".join(sorted(given.places - places)).title()}
        return 0.5 if sure else 0.75, _("the name is alike, but nothing places it in %(places)s") % values
    if ours.places - given.places:
        return 0.75, _("the name is alike, but ours says where it is")
    return None
