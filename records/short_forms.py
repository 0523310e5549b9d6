"""The short form of a record: what a table cell, a comparison, a search hit, a timeline or a file says of it.

Each record type writes its own in one place (`short_forms.py` of its package) from the fields of its document, and its
serializer names it as `Meta.short`. A short form never drops what changes the meaning of a value: what a result is
compared with, on what condition it holds, its date or that none is stated, who claims it, that it is contested.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, partial

from django.utils.translation import gettext as _

from values.amounts import StatedAmount
from values.dates import PartialDate

from .view_models import Value, missing_date
from .wording import language


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A record in one line: subject, result, date, and what limits them.

    `when` is None only for what has no date by its nature, like an outcome of a study.
    """

    subject: Value
    result: Value = field(default_factory=partial(Value, "text"))
    joint: str = ": "
    when: Value | None = None
    notes: tuple = ()
    is_contested: bool = False

    def __str__(self):
        return self.as_text()

    def as_text(self, joint="; "):
        head = self.joint.join(filter(None, (self.subject.text, self.result.text)))
        when = self.when.text if self.when else ""
        return joint.join(filter(None, (head, when, *self.notes, _("contested") if self.is_contested else "")))


@dataclass(frozen=True)
class ShortWriter:
    """Writes the short form of a document that has these keys.

    A part whose values say little one by one has it in the cells of files too, with the texts of the keys `in_files`.
    """

    keys: tuple
    write: Callable
    in_files: tuple = ()

    def __call__(self, doc) -> ShortForm:
        return self.write(doc)

    def cell(self, doc) -> str:
        """A part within a cell of a spreadsheet."""
        return ", ".join([self.write(doc).as_text(", "), *(doc[key] for key in self.in_files if doc[key])])


def written_from(*keys, in_files=()):
    """Make a function of a document the writer of its short form, and name the keys that it reads."""
    return lambda write: ShortWriter(keys, write, in_files)


def label(model, field, key):
    """A word of a vocabulary as readers see it."""
    return _labels(model, field, language()).get(key, key)


@lru_cache(1_000)
def _labels(model, field, _language):
    return {key: str(words) for key, words in model._meta.get_field(field).flatchoices}


def date_of(doc) -> Value:
    """The date of a document in words, or that none is stated."""
    if raw := doc.get("when"):
        return _date(raw["edtf"], raw.get("words", ""), language())
    return Value("gap", missing_date(doc))


@lru_cache(10_000)
def _date(edtf, words, _language):
    return Value("date", PartialDate(edtf, words).in_words, key=edtf)


def amount_of(doc, words=str) -> Value:
    """The amount of a document in the source's words, made ready by `words`; with what is read from them, for money."""
    raw = doc.get("amount")
    if not raw:
        is_undisclosed = (doc.get("gaps") or {}).get("amount") == "undisclosed"
        return Value("gap", _("amount undisclosed") if is_undisclosed else _("amount not stated"))
    if not raw["disclosed"]:
        return Value("gap", _("amount undisclosed"))
    return Value("amount", words(raw["stated"]))


def reading_of(raw):
    """What an amount is read as, where its words say less: “read as US$10M to under US$100M, currency inferred”."""
    amount = StatedAmount.of_document(raw) if raw else None
    if not amount or not amount.bounds:
        return ""
    is_plain = amount.low == amount.high and not amount.currency_inferred
    parts = ["" if is_plain else _("read as %(range)s") % {"range": amount.in_words}, amount.ends_in_words]
    parts += [_("currency inferred")] if amount.currency_inferred else []
    return ", ".join(filter(None, parts))


def name_in(doc, *keys):
    """The name of the first of these records that the document refers to; empty where it refers to none."""
    return next((doc[key]["name"] for key in keys if doc.get(key)), "")


def by_kind(model, *owners, notes=()):
    """The writer for records that are told by whose they are, their kind and their date; `notes` are keys of texts."""

    @written_from(*owners, "kind", "when", *notes, "contested", "gaps")
    def write(doc):
        kind = Value("choice", label(model, "kind", doc["kind"]), key=doc["kind"])
        texts = tuple(doc[key] for key in notes if doc.get(key))
        owner = name_in(doc, *owners)
        whose, what = (Value("text", owner), kind) if owner else (kind, Value("text"))
        return ShortForm(whose, what, when=date_of(doc), notes=texts, is_contested=doc["contested"])

    return write
