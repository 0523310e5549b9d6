"""The entry of a new record at the desk."""

from functools import cached_property

from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalogue.record_types import TYPES
from names.models import Name
from sources.admin.fact_fields import fact_fields
from sources.models.triggers import citation_key

from .cited_words import CitedWords
from .entry_forms import EntryForms, Row
from .kept import carried
from .place import Place
from .prefilling import kept_of, prefilled, prefilled_words
from .relation_inputs import type_relations
from .slugs import proposed_name, proposed_slug


class Entry(EntryForms):
    """The form of a new record of one type, at a place; bound where `data` are what an editor sent."""

    def __init__(self, request, place: Place, type_name: str, data=None):
        self.request, self.place, self.type_name = request, place, type_name
        self.model = TYPES[type_name].model
        self.admin = admin.site.get_model_admin(self.model)
        self.data = None if data is None else self._completed(data.copy())
        form_class = self.admin.get_form(request, None, change=False)
        initial = prefilled(self.model, place, kept_of(request, place.source)) if data is None else {}
        self.form = form_class(self.data, initial=initial)
        type_relations(self.form)
        self.formsets = self.formsets_for(lambda model: model is Name or getattr(model, "part_of", ""))

    @property
    def title(self):
        return _("New: %(type)s") % {"type": self.model._meta.verbose_name}

    def _completed(self, data):
        """What was sent, with the name and the address that follow from the rest, where they were left empty."""
        if not data.get("name", "").strip():
            data["name"] = proposed_name(self.model, self._labels(data))
        if not data.get("slug", "").strip():
            data["slug"] = proposed_slug(self.model, data["name"])
        return data

    def _labels(self, data):
        choices = {field.name: dict(field.flatchoices) for field in self.model._meta.concrete_fields if field.choices}
        return {name: choices.get(name, {}).get(value, value) for name, value in data.items()}

    @cached_property
    def whole(self):
        """The words for the record as a whole."""
        words = self.place.words if len(self.place.words) <= CitedWords.base_fields["words"].max_length else ""
        initial = {"words": words, "begins": self.place.begins}
        return self.cite("", self.model, "record", _("Words for the record as a whole"), initial, is_needed=True)

    @cached_property
    def rows(self):
        """The fields that sources state, each with the words for it."""
        words = {} if self.data is not None else prefilled_words(self.model, self.place, self.form.initial)
        fields = [field for field in fact_fields(self.model) if field.name in self.form.fields]
        rows = [self.row(field, words.get(citation_key(field))) for field in fields]
        kept = carried(self.place, self.form.initial) if self.data is None else ()
        for row in rows:
            if row.bound.name in kept:
                row.reading = _("as in the entry before; this paragraph does not name it")
        return rows

    @property
    def another(self):
        """Beside the records that it may repeat: whether it is another one."""
        return Row(self.form["is_another"]) if "is_another" in self.form.fields else None

    @property
    def state_rows(self):
        """What is asked besides the facts: its address, and whether readers see it."""
        names = ("slug", "is_published")
        return [Row(self.form[name]) for name in names if name in self.form.fields]


def types_to_add(request) -> list:
    """The names of the types of which the user may enter a record, in the order of the menu."""
    return [name for name, each in TYPES.items() if admin.site.get_model_admin(each.model).has_add_permission(request)]


def types_for(request):
    """[(name, label)] of the types that the user may record from a source, in the order of the menu."""
    return [
        (name, capfirst(TYPES[name].model._meta.verbose_name)) for name in types_to_add(request) if name != "sources"
    ]
