"""The records of ours that a text names, in either script: equal names, and what the matcher is sure of."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from companies.models import Company, Investor, Person
from market.models import Event, Segment
from names.models import Name
from names.models.search_rows import SearchName
from products.models import ClinicalPartner, Product
from regulatory.models import Authority, Policy
from search.folding import fold
from search.matcher import match_names
from search.name_parts import RequestedName
from search.query import HANZI
from search.search_query import MODELS

MENTIONED = (Company, Product, ClinicalPartner, Investor, Person, Authority, Segment, Policy, Event)
"""The types whose records a text names; of the others it tells."""
TOKEN = re.compile(rf"[{HANZI}]|[^\W{HANZI}]+")
PHRASE = re.compile(r"[A-Z][\w&.-]*(?:\s+(?:(?:of|and|the|for|de)\s+)?[A-Z][\w&.-]*)*")
MAX_WORDS, MAX_CHARACTERS, MAX_PHRASES = 8, 14, 20
MIN_LETTERS = 2


@dataclass(frozen=True)
class KnownName:
    """A stretch of a text that names a record."""

    record: object
    words: str
    begin: int

    @property
    def end(self):
        return self.begin + len(self.words)


def known_names(text: str) -> list[KnownName]:
    """The records that a text names, in the order of the text; of two names one within the other, the longer."""
    spans = _spans(text)
    found = _equal(text, spans)
    for span, key in _by_matcher(text, found):
        found[span].add(key)
    longest = [
        span for span in found
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in found)
    ]  # fmt: skip
    records = _records(key for span in longest for key in found[span])
    return [
        KnownName(records[key], text[slice(*span)], span[0])
        for span in sorted(longest) for key in sorted(found[span], key=lambda key: MENTIONED.index(key[0]))
        if key in records
    ]  # fmt: skip


def _spans(text):
    """The stretches of a text that may be a name: up to some words, or some Chinese characters."""
    tokens = [match.span() for match in TOKEN.finditer(text)]
    spans = []
    for at, (begin, _end) in enumerate(tokens):
        longest = MAX_CHARACTERS if re.match(f"[{HANZI}]", text[begin]) else MAX_WORDS
        spans += [(begin, end) for _begin, end in tokens[at : at + longest]]
    return spans


def _equal(text, spans):
    """{span: {(model, number)}} of the stretches that are a name of ours, further names and drafts among them."""
    compact, exact = defaultdict(list), defaultdict(list)
    for span in spans:
        words = text[slice(*span)]
        if len(words) >= MIN_LETTERS and not words.isdigit():
            compact[fold(words).replace(" ", "")].append(span)
            exact[words].append(span)
    types = {ContentType.objects.get_for_model(model).pk: model for model in MENTIONED}
    words = [model.record_type for model in MENTIONED]
    found = defaultdict(set)
    names = SearchName.objects.filter(record_type__in=words, compact__in=list(compact)).exclude(kind=SearchName.PINYIN)
    for word, number, pk in names.values_list("compact", "content_type_id", "object_id"):
        for span in compact[word]:
            found[span].add((types[number], pk))
    drafts = [
        (name, model, pk) for model in MENTIONED
        for pk, name in model.objects.filter(is_published=False, name__in=list(exact)).values_list("pk", "name")
    ]  # fmt: skip
    further = Name.objects.filter(text__in=list(exact), content_type_id__in=types)
    further = further.values_list("text", "content_type_id", "object_id")
    for name, model, pk in [*drafts, *((text, types[number], pk) for text, number, pk in further)]:
        for span in exact[name]:
            found[span].add((model, pk))
    return found


def _by_matcher(text, found):
    """(span, (model, number)) of the phrases in capitals that are no name of ours, where the matcher is sure of one."""
    phrases = [
        match.span() for match in PHRASE.finditer(text)
        if len(match.group()) > MIN_LETTERS and not any(b < match.end() and match.start() < e for b, e in found)
    ][:MAX_PHRASES]  # fmt: skip
    if not phrases:
        return
    for span, match in zip(phrases, match_names([RequestedName(text[slice(*span)]) for span in phrases]), strict=True):
        model = MODELS[match.best.type] if match.verdict == "match" else None
        if model in MENTIONED:
            yield span, (model, model.objects.values_list("pk", flat=True).get(slug=match.best.slug))


def _records(keys):
    """{(model, number): record} of those that are there."""
    numbers = defaultdict(set)
    for model, pk in keys:
        numbers[model].add(pk)
    return {(model, pk): one for model, pks in numbers.items() for pk, one in model.objects.in_bulk(pks).items()}
