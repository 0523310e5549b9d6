"""Relations typed as names: what a form of the desk takes instead of a choice among a million records."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.admin.duplicates import likely_duplicates

SLUG_BEHIND = re.compile(r"\(([-\w]+)\)$")
MAX_NAMED = 5


def name_with_slug(record) -> str:
    """The name of a record, with its address behind it, so that no two are confused."""
    return f"{record} ({record.slug})"


def record_named(model, text):
    """The record of a type that a text names: by its slug, its name or a further name. Raises ValidationError."""
    text = " ".join(text.split())
    behind = SLUG_BEHIND.search(text)
    slugs = [slug for slug in (text, behind and behind[1]) if slug]
    if record := model.objects.filter(slug__in=slugs).first():
        return record
    named = Q(names__text__iexact=text) if hasattr(model, "names") else Q(title__iexact=text)
    named |= Q(name__iexact=text) if hasattr(model, "names") else Q()
    records = list(model.objects.filter(named).distinct()[:MAX_NAMED])
    if len(records) == 1:
        return records[0]
    values = {"text": text, "records": "; ".join(map(name_with_slug, records))}
    if records:
        raise ValidationError(_("“%(text)s” is the name of several: %(records)s.") % values, code="ambiguous")
    near = likely_duplicates(model, [text], "name" if hasattr(model, "names") else "title")[:MAX_NAMED]
    if near:
        values["records"] = "; ".join(map(name_with_slug, near))
        raise ValidationError(_("No record has the name “%(text)s”. Is it %(records)s?") % values, code="unknown")
    raise ValidationError(_("No record has the name “%(text)s”: record it first.") % values, code="unknown")


class RelationInput(forms.CharField):
    """One related record, by its name or address; what is known of the paragraph is offered beside it."""

    def __init__(self, db_field):
        self.model = db_field.related_model
        attrs = {"list": f"kb-known-{self.model.record_type}", "autocomplete": "off", "class": "vTextField"}
        super().__init__(
            required=not db_field.blank, label=capfirst(db_field.verbose_name), help_text=db_field.help_text,
            widget=forms.TextInput(attrs), max_length=400,
        )  # fmt: skip

    def prepare_value(self, value):
        if isinstance(value, int):
            value = self.model.objects.filter(pk=value).first()
        return name_with_slug(value) if hasattr(value, "slug") else value

    def to_python(self, value):
        text = super().to_python(value)
        return record_named(self.model, text) if text else None

    def run_validators(self, value):
        """A record needs no further check; the length of its name was checked as that of a text."""

    def has_changed(self, initial, data):
        return bool(data) or bool(initial)


class RelationsInput(RelationInput):
    """Several related records, with semicolons between their names."""

    def prepare_value(self, value):
        if isinstance(value, list | tuple):
            return "; ".join(filter(None, map(super().prepare_value, (getattr(one, "pk", one) for one in value))))
        return value

    def to_python(self, value):
        text = forms.CharField.to_python(self, value)
        return [record_named(self.model, name) for name in text.split(";") if name.strip()]


def type_relations(form):
    """Let the relations of a model's form be typed as names."""
    model = form._meta.model
    for field in model._meta.get_fields():
        is_typed = field.name in form.fields and field.is_relation and field.name != getattr(model, "part_of", "")
        if is_typed and hasattr(field.related_model, "record_type"):
            form.fields[field.name] = (RelationsInput if field.many_to_many else RelationInput)(field)
