"""Relations chosen by search, and rows of parts, at a number of queries that does not grow with the rows."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .values import AS_WRITTEN


def relations_of(model, but=()) -> list[str]:
    """The names of the relations that an editor chooses, foreign keys and many-to-many."""
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return [field.name for field in fields if field.remote_field and field.editable and field.name not in but]


class Prompt:
    """Says what to do where nothing is chosen yet, so that the empty choice has a name to be read out."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": _("choose …")}


class KnownChoices(Prompt, AutocompleteSelectMultiple):
    """Several choices by search."""


class KnownChoice(Prompt, AutocompleteSelect):
    """A choice by search that asks the database nothing about the one it shows."""

    known = None

    def optgroups(self, name, value, attr=None):
        if self.known is None or [str(chosen) for chosen in value] != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, self.known.pk, str(self.known), True, len(options)))
        return [(None, options, 0)]


class RowForm(forms.ModelForm):
    """One row of a table of parts; its relations come with the row."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownChoice) and self.instance.pk:
                widget.known = self.instance._state.fields_cache.get(name)


class LabelledRows:
    """What the formsets of tables have in common: every input says by itself what it is for."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)
            if field.label and not widget.is_hidden:
                widget.attrs["aria-label"] = capfirst(field.label)


class ChosenBySearch:
    """An admin, or a table in it, in which relations are chosen by searching all names."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownChoice(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KnownChoices(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The field; what a relation points at is not deleted from here, and what is too long is not cut unseen."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field and field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        if field:
            field.widget.attrs.pop("maxlength", None)  # a browser keeps two letters of “CHINA”: another country
        return field


class Rows(ChosenBySearch):
    """What tables of parts have in common, whether they hang on a foreign key or on a generic relation."""

    form = RowForm
    extra = 1
    show_change_link = True
    formfield_overrides = AS_WRITTEN

    def get_autocomplete_fields(self, request):
        return [name for name in self.get_fields(request) if name in relations_of(self.model)]

    def get_queryset(self, request):
        related = [field.name for field in self.model._meta.fields if field.many_to_one]
        return super().get_queryset(request).select_related(*related)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The field; in a table there is room only for adding what is missing."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field and field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_view_related = False
        return field
