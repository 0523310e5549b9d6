"""How well one name of ours answers to a name that is asked: a score, and what speaks for and against it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from .name_parts import Parts
from .spelling import edits

SURE = 0.85
BARE = 0.82
SHORT = 4
ORDINALS = {
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "one", "two", "three"),
}
PERSON = "people"


@dataclass(frozen=True)
class Verdict:
    score: float
    reason: str


def compare(asked: Parts, ours: Parts, kind: str, record_type: str, city: str = "") -> Verdict:
    """The score of a name of ours: 1 is the same name, from SURE on nothing but trifles differs."""
    if asked.compact == ours.compact:
        return _same(kind)
    if record_type == PERSON:
        return _person(asked, ours)
    if not asked.core or not ours.core:
        return Verdict(0.3, _("only words of the trade are alike"))
    alike, reason = _cores(asked, ours)
    if alike < 0.8:
        return Verdict(alike, reason)
    against = _against(asked, ours, city)
    if against:
        return Verdict(min(alike, against[0]), against[1])
    if len(asked.core) == 1 and not asked.trade | asked.kinds and ours.trade | ours.kinds:
        return Verdict(min(alike, BARE), _("only the first word of ours; another may begin so"))
    return Verdict(alike, reason)


def _same(kind):
    said = {
        "name": _("the same name"), "pinyin": _("the pinyin of its Chinese name"), "former": _("its former name"),
        "brand": _("its brand"), "short": _("its short name"), "legal": _("its legal name"),
    }  # fmt: skip
    return Verdict(1.0 if kind == "name" else 0.97, said.get(kind, _("another spelling of its name")))


def _person(asked, ours):
    """A person's name may turn family and given name round; nothing else may differ."""
    if sorted(asked.folded.split(" ")) == sorted(ours.folded.split(" ")):
        return Verdict(0.92, _("the same name, turned round"))
    close = edits(asked.compact, ours.compact) <= 1
    return Verdict(0.6 if close else 0.3, _("a similar name of a person"))


def _cores(asked, ours):
    """(score, reason) of the words that tell names apart."""
    if asked.joined == ours.joined:
        if len(asked.joined) < (2 if not asked.joined.isascii() else SHORT):
            return 0.7, _("the same few letters")
        return 0.93, _("the same name but for words of the trade or a legal form")
    if len(asked.core) == len(ours.core):
        different = [pair for pair in zip(asked.core, ours.core, strict=True) if pair[0] != pair[1]]
        if len(different) == 1:
            return _misspelled(*different[0], len(asked.core))
    if sorted(asked.core) == sorted(ours.core):
        return 0.75, _("the same words in another order")
    few, many = sorted((set(asked.core), set(ours.core)), key=len)
    if few < many and len("".join(few)) >= SHORT:
        return 0.65, _("one name holds the other, and more")
    return 0.4, _("a similar name")


def _misspelled(asked, ours, words):
    """One word that differs: a slip in a long word is forgiven, in a short one or in a number it is another name."""
    number = edits(asked, ours)
    is_word = asked.isalpha() and ours.isalpha() and asked.isascii() and not {asked, ours} & ORDINALS
    length = min(len(asked), len(ours))
    if is_word and ((number == 1 and length >= 7) or (number == 2 and length >= 10)):
        return 0.88, _("one word is spelled a little differently")
    if number <= 2 and length >= SHORT and is_word:
        return 0.7 if words == 1 else 0.6, _("nearly the same letters, but too few to be sure")
    return 0.4, _("a similar name")


def _against(asked, ours, city):
    """(highest score, reason) that the rest of the names allows, or None."""
    if asked.kinds != ours.kinds and not (asked.kinds < ours.kinds):
        words = ", ".join(sorted(asked.kinds ^ ours.kinds))
        return 0.6, _("the name is alike, but another kind of body: %(words)s") % {"words": words}
    if asked.kinds < ours.kinds and not asked.trade <= ours.trade:
        return 0.6, _("the name is alike, but the trade differs")
    if not (asked.trade <= ours.trade or ours.trade <= asked.trade):
        return 0.7, _("the name is alike, but the words of the trade differ")
    places = ours.places | ({city} if city else set())
    if asked.places - places:
        sure = places and not asked.places & places
        said = {"places": ", ".join(sorted(asked.places - places)).title()}
        return 0.5 if sure else 0.75, _("the name is alike, but nothing places it in %(places)s") % said
    if ours.places - asked.places:
        return 0.75, _("the name is alike, but ours says where it is")
    return None
