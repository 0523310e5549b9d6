"""Check planned rows against the models, each other and the database before anything is written."""

from functools import partial

from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.utils.translation import gettext as _

from curation.files import nearest
from curation.fixture_schema import fixture_schema, is_relation
from names.models import Name
from sources.models import Citation, Source
from sources.models.citation import Basis
from values.fields import Amounted

ITSELF, ANOTHER = -1, 0
"""Placeholders for numbers of records: constraints test whether one is set, and whether it is the record's own."""


class Checker:
    """Resolves slugs, validates unsaved objects, and adds to `mistakes`."""

    def __init__(self, rows, existing, mistakes, former):
        self.rows = rows
        self.existing = existing
        self.mistakes = mistakes
        self.former = former

    def check(self):
        for by_slug in self.rows.values():
            for row in by_slug.values():
                self._row(row)
                self._siblings(row)
                for part in row.parts:
                    self._row(part)

    def _error(self, row, key, message):
        self.mistakes.append(row.mistake(message, row.lines.get(key)))

    def _row(self, row):
        schema = fixture_schema(row.model)
        instance = row.model(pk=ITSELF)
        for key, value in row.values.items():
            if key in schema.fields and is_relation(schema.fields[key]):
                self._relation(row, key, schema.fields[key].related_model, value)
                is_itself = schema.fields[key].related_model is row.model and value == row.values.get("slug")
                setattr(instance, f"{key}_id", ITSELF if is_itself else ANOTHER)
            else:
                setattr(instance, key, value)
        for key, slugs in row.lists.items():
            for slug in slugs:
                self._relation(row, key, schema.lists[key].related_model, slug)
        if issubclass(row.model, Amounted):
            instance.amount = row.values.get("amount_stated", "")
        self._validate(row, schema, instance)
        self._citations_of(row, schema)
        self._names(row)

    def _relation(self, row, key, model, slug):
        known = self.rows[model].keys() | self.existing[model].keys()
        if slug not in known:
            values = {"type": model._meta.verbose_name, "slug": slug}
            former = self.former[model].get(slug)
            hint = _(" See former_slugs.yaml:%(line)s.") % {"line": former.line} if former else nearest(slug, known)
            self._error(row, key, _("There is no %(type)s “%(slug)s”.") % values + hint)

    def _validate(self, row, schema, instance):
        owner = {row.model.part_of} if row.model.part_of else set()
        relations = {key for key, field in schema.fields.items() if is_relation(field)}
        required = {key for key in relations if not schema.fields[key].blank and key not in row.values}
        for key in sorted(required):
            self._error(row, key, _("“%(key)s” is missing.") % {"key": key})
        passed = [
            self._passes(row, lambda: instance.clean_fields(exclude=relations | owner)),
            self._passes(row, instance.clean),
        ]
        for constraint in row.model._meta.constraints:
            if isinstance(constraint, CheckConstraint) and not required and all(passed):
                self._passes(row, partial(constraint.validate, row.model, instance))

    def _passes(self, row, check):
        """Run one check of the model and record its mistakes; return whether it passed."""
        try:
            check()
        except ValidationError as error:
            by_key = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
            for key, messages in by_key.items():
                prefix = "" if key == "__all__" else f"{key}: "
                self._error(row, key, prefix + " ".join(messages) + _allowed(row.model, key, error))
            return False
        return True

    def _siblings(self, row):
        seen = set()
        for part in row.parts:
            key = tuple(part.values.get(name) for name in part.model.part_key)
            if key in seen:
                self._error(part, "", _("This part stands twice."))
            seen.add(key)
        texts = set()
        for line, name in row.names:
            if (name["text"], name["kind"]) in texts:
                self.mistakes.append(row.mistake(_("This name stands twice."), line))
            texts.add((name["text"], name["kind"]))

    def _names(self, row):
        for line, name in row.names:
            try:
                Name(**name).clean_fields(exclude=["content_type", "object_id"])
            except ValidationError as error:
                self.mistakes.append(row.mistake(_messages(error), line))

    def _citations_of(self, row, schema):
        seen = set()
        for citation in row.citations:
            problem = self._problem(citation, schema)
            key = tuple(citation[part] for part in ("source", "paragraph", "field", "stated"))
            if key in seen:
                problem = _("This place is cited twice for the same value.")
            seen.add(key)
            if problem:
                self.mistakes.append(row.mistake(problem, citation["line"]))

    def _problem(self, citation, schema):
        row = self.rows[Source].get(citation["source"])
        stored = self.existing[Source].get(citation["source"])
        if row is None and stored is None:
            known = self.rows[Source].keys() | self.existing[Source].keys()
            return _("There is no source “%(slug)s”.") % {"slug": citation["source"]} + nearest(
                citation["source"], known
            )
        last = row.values.get("paragraphs") if row else stored.paragraphs
        if not 1 <= citation["paragraph"] <= int(last or 0):
            values = {"slug": citation["source"], "last": last, "asked": citation["paragraph"]}
            return _("%(slug)s has paragraphs 1 to %(last)s, not %(asked)s.") % values
        fields = [key for key in schema.keys if key not in ("cite", "gaps", schema.parts)]
        if citation["field"] and citation["field"] not in fields:
            values = {"field": citation["field"], "allowed": ", ".join(fields)}
            return _("A citation's field is one of %(allowed)s; not “%(field)s”.") % values
        try:
            keys = ("paragraph", "field", "stated", "begins", "stance", "basis", "note")
            Citation(**{key: citation[key] for key in keys}).clean_fields(
                exclude=["content_type", "object_id", "source"]
            )
        except ValidationError as error:
            return _messages(error)
        if citation["basis"] == Basis.INFERRED and not citation["note"]:
            return _("Say in the note how the value is inferred from this place.")
        if citation["begins"] is not None and not citation["stated"]:
            return _("Where words begin is kept with the words alone.")
        return None


def _messages(error):
    return "; ".join(f"{key}: {' '.join(messages)}" for key, messages in error.message_dict.items())


def _allowed(model, key, error):
    """A hint with the allowed values if the mistake is a value outside of a vocabulary."""
    if key == "__all__" or not any(e.code == "invalid_choice" for e in error.error_dict[key]):
        return ""
    words = ", ".join(str(value) for value, _label in model._meta.get_field(key).choices)
    return " " + _("Allowed: %(words)s.") % {"words": words}
