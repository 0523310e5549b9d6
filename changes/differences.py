"""Two states of a record side by side: what differs, in words."""

from dataclasses import dataclass

from django.template.defaultfilters import truncatechars
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.field_labels import label_of_field
from sources.models import Source

from .rows import NAMES, State, lists_of, parts_of
from .words import (
    NamesThen,
    amount_in_words,
    citation_in_words,
    facts_in_words,
    name_in_words,
    need_names,
)

SHORT = 50
"""How much of a value stands in a line about the last change."""


@dataclass(frozen=True)
class Change:
    """One value as it was and as it is; `part` is the label of the part that has it, `label` that of the field.

    A value that can be put back by itself names in `row` its model and the number of its row.
    """

    field: str
    part: str
    before: str | None
    after: str | None
    label: str
    row: tuple | None = None

    @property
    def in_words(self):
        """“amount: undisclosed → tens of millions of dollars”, long texts cut."""
        before, after = (truncatechars(words or _("nothing"), SHORT) for words in (self.before, self.after))
        return f"{f'{self.part}, ' if self.part else ''}{self.label.lower()}: {before} → {after}"

    @property
    def document(self):
        return {"field": self.field, "part": self.part or None, "before": self.before, "after": self.after}


def need_names_of(old: State, new: State, names: NamesThen):
    """Note all names that the differences between two states may be worded with."""
    for state in (old, new):
        if not state.own:
            continue
        need_names(state.model, state.own, state.moment, names)
        for field in lists_of(state.model):
            for record in state.listed(field):
                names.need(field.related_model, record, state.moment)
        for part in parts_of(state.model):
            for row in state.of(part).values():
                need_names(part, row, state.moment, names)
        for cited in (state.model, *parts_of(state.model)):
            for row in state.citations_of(cited).values():
                names.need(Source, row["source_id"], state.moment)


def differences(old: State, new: State, names: NamesThen) -> list[Change]:
    """What readers saw change between two states; names of other records are those of each moment."""
    if not old.is_published or not new.is_published:
        return _appearance(old, new)
    return _contents(old, new, names)


def differences_of_rows(old: State, new: State, names: NamesThen) -> list[Change]:
    """What differs between two states for editors, who see drafts as well."""
    if not old.own or not new.own:
        words = [_("entered") if state.own else None for state in (old, new)]
        return [Change("", "", *words, _("Record"))] if old.own or new.own else []
    changes = _contents(old, new, names)
    if old.is_published != new.is_published:
        words = [_("published") if state.is_published else _("draft") for state in (old, new)]
        changes.append(Change("is_published", "", *words, _("Record"), _row(new.model, new.own)))
    return changes


def _contents(old, new, names):
    changes = _facts(new.model, old.own, new.own, (old, new), names)
    changes += _lists(old, new, names)
    changes += _paired("names", "", _("Names"), *(_names(state) for state in (old, new)))
    changes += _citations(new.model, {}, old, new, names)
    for part in parts_of(new.model):
        changes += _parts(part, old, new, names)
    return changes


def _appearance(old, new):
    """A record that readers begin or cease to see: one change, without its values."""
    if old.is_published == new.is_published:
        return []
    before, after = (_("published") if state.is_published else None for state in (old, new))
    if old.is_published:
        after = _("withdrawn") if new.own else _("deleted")
    return [Change("is_published", "", before, after, _("Record"))]


def _facts(model, old, new, states, names, part=""):
    """The differences of two versions of one row."""
    before, after = (
        facts_in_words(model, row, state.moment, names) for row, state in zip((old, new), states, strict=True)
    )
    if before.get("amount") and before["amount"] == after.get("amount"):
        before["amount"], after["amount"] = (amount_in_words(row, with_reading=True) for row in (old, new))
    unmoved = {
        field.name
        for field in model._meta.concrete_fields
        if field.many_to_one and old[field.column] == new[field.column]
    }
    return [
        Change(key, part, before.get(key), after.get(key), _label(model, key), _row(model, new))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key) and key not in unmoved
    ]  # fmt: skip


def _row(model, row):
    return model._meta.label_lower, row["id"]


def _label(model, key):
    owner = {"type": model.record_model().record_type, "part": bool(model.part_of)}
    return label_of_field(key, owner)


def _lists(old, new, names):
    for field in lists_of(new.model):
        numbers = [state.listed(field) for state in (old, new)]
        if numbers[0] == numbers[1]:
            continue
        words = [
            _listed(field.related_model, found, state, names) for found, state in zip(numbers, (old, new), strict=True)
        ]
        if words[0] != words[1]:
            yield Change(field.name, "", *words, capfirst(str(field.verbose_name)), _row(new.model, new.own))


def _listed(model, numbers, state, names):
    found = [names.name(model, number, state.moment) for number in numbers]
    return ", ".join(sorted(filter(None, found))) or None


def _names(state):
    return {key: name_in_words(row) for key, row in state.rows.get(NAMES, {}).items()}


def _paired(field, part, label, before, after):
    """The changes of rows in words, by their numbers; what was only written anew is none."""
    changed = [
        (before.get(key), after.get(key))
        for key in dict.fromkeys((*before, *after))
        if before.get(key) != after.get(key)
    ]
    gone, new = [old for old, _now in changed], [now for _old, now in changed]
    for words in set(gone) & set(new) - {None}:
        changed = _without_rewritten(changed, words)
    return [Change(field, part, old, now, label) for old, now in changed if old != now]


def _without_rewritten(changed, words):
    """A row that went and one that came with the same words are no change."""
    if (words, None) in changed and (None, words) in changed:
        changed = [pair for pair in changed if pair not in ((words, None), (None, words))]
    return changed


def _citations(model, labels, old, new, names):
    """The changes of the places of a record, or of its parts; those of a part that came or went go with it."""
    found = [_places(model, state, names) for state in (old, new)]
    changes = []
    for number in dict.fromkeys((*found[0], *found[1])):
        if model.part_of and not all(number in state.of(model) for state in (old, new)):
            continue
        places = [of_state.get(number, {}) for of_state in found]
        changes += _paired("citations", labels.get(number, ""), _("Citations"), *places)
    return changes


def _places(model, state, names):
    """{number of the fact: {number of the citation: its words}}, without those in sources that readers do not see."""
    places = {}
    for key, row in state.citations_of(model).items():
        if source := names.slug(Source, row["source_id"], state.moment):
            field = _label(model, row["field"]) if row["field"] else ""
            places.setdefault(row["object_id"], {})[key] = citation_in_words(row, source, field)
    return places


def _parts(part, old, new, names):
    """Parts that came and went with their values in a line, and the differences of those that stayed."""
    section = part._meta.get_field(part.part_of).remote_field.related_name
    labels = {
        number: _part_label(part, row, state, names) for state in (old, new) for number, row in state.of(part).items()
    }
    changes, lines = [], ({}, {})
    for number in labels:
        rows = [state.of(part).get(number) for state in (old, new)]
        if None not in rows:
            changes += _facts(part, *rows, (old, new), names, labels[number])
            continue
        for row, state, words in zip(rows, (old, new), lines, strict=True):
            if row is not None:
                words[number] = _line(part, row, state, names)
    for change in _paired(section, "", capfirst(str(part._meta.verbose_name_plural)), *lines):
        number = next(key for words in lines for key, line in words.items() if line in (change.before, change.after))
        changes.append(Change(section, labels[number], change.before, change.after, change.label))
    return changes + _citations(part, labels, old, new, names)


def _part_label(part, row, state, names):
    relation, _dot, attribute = part.part_label.partition("__")
    field = part._meta.get_field(relation)
    if attribute:
        return names.name(field.related_model, row[field.column], state.moment) or ""
    return row[field.column] or ""


def _line(part, row, state, names):
    """A part's values in a line."""
    facts = facts_in_words(part, row, state.moment, names)
    return "; ".join(f"{_label(part, key).lower()}: {words}" for key, words in facts.items() if words)
