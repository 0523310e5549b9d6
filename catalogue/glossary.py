"""The glossary: the field's terms and ours, as a page and in docs/glossary.md.

What a model or vocabulary says already is taken from there: the label of a pathway, the help text of a field.
"""

from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from records.presenters import presentation_schema
from regulatory.vocabulary import Pathway, Strength
from sources.record_types import CITATIONS
from values.dates import PartialDate

from .record_types import RECORD_TYPES


@dataclass(frozen=True)
class Term:
    """A term with its meaning; `key` is its anchor on the page."""

    key: str
    label: str
    meaning: str


@dataclass(frozen=True)
class FieldTerm:
    """A field as pages label it, with its help text; `words` are the labels of its vocabulary."""

    key: str
    label: str
    meaning: str
    words: list


@dataclass(frozen=True)
class TypeTerms:
    """The fields of a record type, or of a part of one."""

    key: str
    label: str
    fields: list
    parts: list = field(default_factory=list)


class Topic(TextChoices):
    """The headings of the glossary, in its order."""

    EVIDENCE = "evidence", gettext_lazy("Evidence")
    REGULATION = "regulation", gettext_lazy("Regulation")
    READING = "reading", gettext_lazy("Dates and amounts")


def terms() -> dict:
    """{topic: its terms}, in the active language."""
    return {Topic.EVIDENCE: _evidence(), Topic.REGULATION: _regulation(), Topic.READING: _reading()}


def _evidence():
    return [
        Term("source", _("source"), _("One document that someone read.")),
        Term("paragraph", _("paragraph n, ¶n"), _("The n-th line of a source's text that holds a character, from 1.")),
        Term("citation", _("citation, place"),
             _("One place in a source that supports or contradicts one value of one record.")),
        Term("stated", _("stated"), _("In the source's own few words.")),
        Term("contested", _("contested"),
             _("Some place contradicts a value of the record (≠ before its number); the record carries our ruling, and "
               "its note says why.")),
        Term("inferred", _("inferred"),
             _("No place states the value in these words; it follows from the place with ∴ before its number, whose "
               "note says how.")),
        Term("cited-with-the-record", _("cited with the record"),
             _("The place is that of the record as a whole, whose words hold the value.")),
        Term("our-judgement", _("our judgement"),
             _("The editors' decision, as whether a company is profiled: it has no place.")),
        Term("not-looked-for", _("not looked for, or empty"),
             _("An empty value for which nothing is said: nobody looked, so nothing follows from it.")),
        Term("not-stated", _("–, not stated in the sources read"),
             _("Somebody looked, and no source read so far says it.")),
        Term("undisclosed", _("undisclosed"),
             _("A source says that it is not made public. An undisclosed amount is never counted as zero.")),
        Term("needs-recheck", _("needs re-check"), _("The value changed after its place was cited.")),
        Term("profiled", _("profiled, only mentioned"), _("A source tells of the company; a source only names it.")),
        Term("investor-list-incomplete", _("list of investors incomplete"),
             _("The source says that there are more investors than it names.")),
        Term("claim", _("claim"),
             _("“First”, “only”, “superior”: what a source says, with who says it; never our finding.")),
    ]  # fmt: skip


def _regulation():
    order = " < ".join(str(label) for label in Strength.labels)
    return [
        Term("nmpa", "NMPA",
             _("National Medical Products Administration, China's regulator of drugs and devices; CFDA until 2018. It "
               "registers devices of class III; those of class II that are made in China are registered by their "
               "province.")),
        Term("nmpa_green_channel", _("green channel, innovative device procedure"),
             _("The NMPA's special review of innovative devices: a faster route, not a registration.")),
        Term("nmpa_trial", Pathway.NMPA_TRIAL.label,
             _("A trial whose results are filed with the NMPA; it allows no marketing.")),
        Term("device-class", _("device class: class I, II, III"),
             _("How much risk a device bears, I being the least. China: I is filed, II and III are registered. EU: I, "
               "IIa, IIb, III. United States: I, II (mostly 510(k)), III (mostly PMA). A class of one is not that of "
               "another.")),
        Term("ce_mdr", _("CE-MDR, CE marking under the MDR"),
             _("CE marking under Regulation (EU) 2017/745: a notified body certifies that the device conforms.")),
        Term("ce", Pathway.CE.label, _("The source does not say whether under the MDR or the directives before it.")),
        Term("fda_ide", Pathway.FDA_IDE.label,
             _("21 CFR 812: permission to run a trial in the United States, not to sell.")),
        Term("fda_hde", Pathway.FDA_HDE.label,
             _("21 CFR 814 H: approval for small groups of patients, on safety and probable benefit.")),
        Term("fda_510k", Pathway.FDA_510K.label,
             _("21 CFR 807 E: clearance of a device that is substantially equivalent to one on the market.")),
        Term("fda_de_novo", Pathway.FDA_DE_NOVO.label,
             _("21 CFR 860 D: a new kind of device of low or moderate risk; once granted it may be marketed.")),
        Term("fda_pma", Pathway.FDA_PMA.label,
             _("21 CFR 814: approval of a device of class III on evidence of safety and effectiveness.")),
        Term("fda_breakthrough", Pathway.FDA_BREAKTHROUGH.label,
             _("Closer contact with the FDA during review; it allows no marketing.")),
        Term("fda_anda", Pathway.FDA_ANDA.label, _("21 CFR 314: the route of generic drugs.")),
        Term("cms_coverage", Pathway.CMS_COVERAGE.label,
             _("The public payer of the United States (Centers for Medicare and Medicaid Services) pays; it allows no "
               "marketing.")),
        Term("pathway", _("pathway, outcome"), _("The route with an authority; its result, in the route's own word.")),
        Term("marketing-authorization", _("marketing authorization"),
             _("A step that allows marketing: cleared (510(k)), granted (De Novo), approved (PMA, HDE, ANDA), "
               "certified (CE), registered (NMPA).")),
        Term("condition", _("condition"),
             _("What narrows a result, repeated wherever it is shown: “during the clinical trial phase”.")),
        Term("strength", _("strength"), _("How strong the basis of a milestone is: %(order)s.") % {"order": order}),
        Term("applicant", _("applicant, manufacturer, sponsor"), _("Who files; who makes; who runs a trial.")),
    ]  # fmt: skip


def _reading():
    dates = [
        ("deadline", "[..2026]", _("At some moment up to then; the source names no beginning.")),
        ("span", "2013/2019", _("It lasted from the first to the second.")),
        ("open-end", "2020-03/..", _("It began then; no end is stated, or there is none.")),
        ("moment-in-a-span", "[2020-03..2020-09]", _("At one moment between the two.")),
        ("approximate", "2013~", _("About then, as the source says.")),
        ("uncertain", "2024?", _("The source doubts it itself.")),
    ]
    return [
        *(Term(key, PartialDate(edtf).in_words, f"{meaning} {_('In files and addresses:')} {edtf}")
          for key, edtf, meaning in dates),
        Term("edtf", "EDTF",
             _("Extended Date/Time Format, ISO 8601-2: how dates are written in files, addresses and the API, never "
               "more precise than the source.")),
        Term("certainly", _("certainly, possibly"),
             _("As a filter: the whole range of a date or amount lies in what is asked for; some of it does.")),
        Term("read-as", _("read as"),
             _("The range that the source's words leave open: “tens of millions” is 10 million to under 100 million.")),
        Term("currency-inferred", _("currency inferred"),
             _("The source's word fits several currencies, as “dollars” does; we take the likeliest.")),
    ]  # fmt: skip


def fields_by_type() -> list:
    """The fields of every record type as its pages label them, each with the parts that its profile holds."""
    return [
        TypeTerms(record_type.name, record_type.menu_label, _fields(record_type.row), _parts(record_type.profile))
        for record_type in (*RECORD_TYPES, CITATIONS)
    ]


def _fields(serializer):
    schema = presentation_schema(serializer, get_language())
    return [
        FieldTerm(item.key, item.label, item.help, _words(schema.model, item.key))
        for item in schema.fields if item.help
    ]  # fmt: skip


def _parts(profile):
    """The parts in a profile: what is no record type of its own."""
    schema, children = presentation_schema(profile, get_language()), profile().fields
    return [
        TypeTerms(key, label, _fields(type(children[key].child)))
        for key, label, rows in schema.sections if not rows.type
    ]  # fmt: skip


def _words(model, key):
    choices = {column.name: column.flatchoices for column in model._meta.concrete_fields if column.choices}
    return [str(label) for value, label in choices.get(key, ()) if value]
