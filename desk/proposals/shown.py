"""A proposal as its page shows it: each unit with its inputs, its places beside their paragraphs, and doubts."""

from dataclasses import dataclass, field

from django import forms
from django.utils.html import format_html_join

from records.admin.relations import form_url
from sources.models import Source
from sources.texts import folded, places_of

from ..models import ProposedValue
from ..passages import Piece
from .amending import inputs_of, proposed_value
from .doubts import OtherProposals, Texts, doubts_about, duplicates_of
from .present_places import PresentPlaces
from .row_owners import Owners
from .row_words import RowWords, is_citation
from .units import records_of


@dataclass
class ShownUnit:
    """A unit with what the page shows beside it."""

    unit: object
    inputs: list
    answer: str
    reason: str
    problem: str
    doubts: list
    others: list
    decided: object
    places: list = field(default_factory=list)
    paragraph: object = None
    present: list = field(default_factory=list)


@dataclass
class ShownParagraph:
    """The paragraph of a place, with its words marked."""

    source: str
    number: int
    pieces: list

    @property
    def marked(self):
        return format_html_join("", "{}", ((piece,) for piece in self.pieces))


@dataclass
class ShownRecord:
    """A record of a proposal with its form, if it is there, and what it may repeat."""

    record: object
    units: list
    url: str
    duplicates: list
    also_new: list


def shown_records(proposal, request, problems) -> list[ShownRecord]:
    """The records of a proposal, with what was typed where the form comes back."""
    records, texts = records_of(proposal), Texts()
    others = OtherProposals(proposal) if proposal.waits else None
    words = RowWords(Owners(proposal.rows.all()))
    decided = {(one.row_id, one.key): one for one in ProposedValue.objects.filter(row__proposal=proposal)}
    may_read = request.user.has_perm("sources.view_sourcetext")
    present = PresentPlaces(unit for record in records for unit in record.units)

    def shown(unit):
        return ShownUnit(
            unit, _inputs(unit, request.POST) if proposal.waits else [], request.POST.get(unit.name, ""),
            request.POST.get(f"{unit.name}-reason", ""), problems.get(unit.name, ""),
            doubts_about(unit, texts) if proposal.waits else [],
            others.of_unit(unit, words) if others else [], decided.get((unit.row.pk, unit.key)),
            [shown(place) for place in unit.places], _paragraph(unit, texts, words.owners) if may_read else None,
            [(one, _present_paragraph(one, texts) if may_read else None) for one in present.of(unit)],
        )  # fmt: skip

    return [
        ShownRecord(
            record, [shown(unit) for unit in record.units], _url(record),
            duplicates_of(record) if proposal.waits else [], others.of_new(record) if others else [],
        )
        for record in records
    ]  # fmt: skip


def _url(record):
    found = record.model._default_manager.filter(pk=record.number).first()
    return form_url(found) if found else ""


def _inputs(unit, sent):
    """The inputs of a unit as a form's bound fields, named after it."""
    fields = inputs_of(unit)
    if not fields:
        return []
    form = forms.Form(initial={f"{unit.name}-{name}": proposed_value(unit, name) for name in fields})
    for name, one in fields.items():
        one.required = False
        one.help_text = ""
        form.fields[f"{unit.name}-{name}"] = one
        if f"{unit.name}-{name}" in sent:
            form.initial[f"{unit.name}-{name}"] = sent[f"{unit.name}-{name}"]
    return list(form)


def _paragraph(unit, texts, owners):
    """The paragraph of a citation that is proposed."""
    columns = unit.row.after or unit.row.before
    if not is_citation(unit.row):
        return None
    slug = owners.values_of(Source, columns["source_id"])["slug"]
    return _marked(slug, texts.lines(columns["source_id"]), columns["paragraph"], columns["stated"])


def _present_paragraph(citation, texts):
    """The paragraph of a citation that is there."""
    return _marked(citation.source.slug, texts.lines(citation.source_id), citation.paragraph, citation.stated)


def _marked(slug, lines, number, stated):
    if not 0 < number <= len(lines):
        return None
    line = folded(lines[number - 1])
    length, pieces, at = len(folded(stated)), [], 0
    for start in places_of(stated, line) if stated else ():
        if start >= at:
            pieces += [Piece(line[at:start]), Piece(line[start : start + length], stated)]
            at = start + length
    return ShownParagraph(slug, number, [*pieces, Piece(line[at:])])
