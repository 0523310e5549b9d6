"""What a reviewer should look at twice: values and the words cited for them, duplicates, other proposals."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from records.admin.duplicates import likely_duplicates
from sources.admin.warnings import OWN_WORDS
from sources.models import SourceText
from sources.models.searchable import name_of
from sources.texts import is_stated_in, paragraphs_of
from sources.value_check import doubt, more_precise
from values.dates import PartialDate
from values.fields import PartialDateField

from ..models import ProposedRow
from ..models.proposal import WAITING
from .row_owners import is_record, model_of
from .row_words import holds_facts, is_citation


def doubts_about(unit, texts) -> list[str]:
    """Why a value or a place may be wrong; `texts` gives the paragraphs of a source, where its text is attached."""
    places = [unit, *unit.places] if is_citation(unit.row) else unit.places
    found = [message for place in places for message in _of_place(place, texts)]
    if unit.key and unit.row.after and holds_facts(model_of(unit.row.table)):
        fact = _instance(unit.row)
        for place in unit.places:
            words = place.row.after["stated"]
            if place.row.after["stance"] != "supports":
                continue
            if not words and place.row.after["basis"] == "stated":
                found.append(_("No words are cited for it."))
            found += filter(None, [words and (doubt(fact, unit.key, words) or more_precise(fact, unit.key, words))])
        if not unit.places and unit.before != unit.after and _needs_place(unit):
            found.append(_("No place comes with it."))
    return found


def _needs_place(unit):
    """Whether the value is one that a source states: no words of ours, no default, and not cited with the row."""
    model = model_of(unit.row.table)
    if unit.key in (*OWN_WORDS, "slug", "is_published", "gaps", *getattr(model, "judged", ())):
        return False
    cited = {row.after["field"] for row in unit.row.proposal.rows.all() if _cites(row, model, unit.row.number)}
    if "" in cited:
        return False
    field = next((one for one in model._meta.concrete_fields if one.name == unit.key), None)
    return field is None or unit.row.after[field.attname] not in (None, "", field.get_default())


def _cites(row, model, number):
    if not is_citation(row) or row.after is None:
        return False
    cited = ContentType.objects.get_for_model(model).pk
    return (row.after["content_type_id"], row.after["object_id"]) == (cited, number)


def _of_place(place, texts):
    columns = place.row.after
    if columns is None:
        return
    lines = texts.lines(columns["source_id"])
    if lines and columns["paragraph"] > len(lines):
        yield _("The source has no paragraph %(paragraph)s.") % columns
    elif lines and columns["stated"] and not is_stated_in(columns["stated"], lines[columns["paragraph"] - 1]):
        yield _("“%(stated)s” does not stand in paragraph %(paragraph)s.") % columns


def _instance(row):
    """A fact as proposed, not saved."""
    model = model_of(row.table)
    values = {}
    for field in model._meta.concrete_fields:
        if not field.generated and field.attname in row.after:
            raw = row.after[field.attname]
            is_date = isinstance(field, PartialDateField)
            values[field.attname] = PartialDate.of_text(raw) if is_date and raw else field.to_python(raw)
    return model(**values)


def duplicates_of(record) -> list:
    """Records that a new one may repeat."""
    head = next((unit for unit in record.units if unit.is_head and is_record(model_of(unit.row.table))), None)
    if not record.is_new or head is None:
        return []
    found = likely_duplicates(record.model, [record.name], name_of(record.model))
    return [one for one in found if one.pk != record.number]


class OtherProposals:
    """What other proposals that wait say of the same rows, or of a new record of the same name."""

    def __init__(self, proposal):
        rows = list(proposal.rows.all())
        waiting = ProposedRow.objects.filter(proposal__state__in=WAITING).exclude(proposal=proposal)
        self.same = {}
        for row in waiting.filter(number__in=[row.number for row in rows]).select_related("proposal"):
            self.same.setdefault((row.table, row.number), []).append(row)
        new = waiting.filter(before=None).select_related("proposal")
        self.new = [row for row in new if is_record(model_of(row.table))]

    def of_unit(self, unit, words) -> list:
        """[(proposal, the value that it proposes in words)] for the same value."""
        found = []
        for row in self.same.get((unit.row.table, unit.row.number), ()):
            model = model_of(row.table)
            if not unit.key or row.after is None:
                found.append((row.proposal, words.in_a_line(model, row.after)))
            elif row.before is None or any(row.after[name] != row.before[name] for name in unit.columns):
                found.append((row.proposal, words.values(model, row.after).get(unit.key)))
        return found

    def of_new(self, record) -> list:
        """The proposals of another new record of the same name or address."""
        name = name_of(record.model)
        return [
            row.proposal for row in self.new
            if record.is_new and row.table == record.model._meta.db_table and row.number != record.number
            and record.name.casefold() == str(row.after[name]).casefold()
        ]  # fmt: skip


class Texts:
    """The paragraphs of sources, each read once; empty where the text is not attached."""

    def __init__(self):
        self.found = {}

    def lines(self, source) -> list[str]:
        if source not in self.found:
            text = SourceText.objects.filter(source_id=source).values_list("text", flat=True).first()
            self.found[source] = paragraphs_of(text or "")
        return self.found[source]
