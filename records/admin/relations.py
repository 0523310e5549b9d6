"""Relations chosen by search, and tables of parts, with a number of queries that does not grow with the rows."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple, RelatedFieldWidgetWrapper
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .values import FORM_FIELDS


def relations_of(model) -> list[str]:
    """The names of the relations that an editor chooses, foreign keys and many-to-many."""
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return [field.name for field in fields if field.remote_field and field.editable]


def form_url(record) -> str:
    """The address of a record's form in the admin."""
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])


def form_link(record) -> str:
    """The record's name as a link to its form."""
    return format_html('<a href="{}">{}</a>', form_url(record), record)


class WithPlaceholder:
    """A placeholder for an empty choice, so that screen readers have a name to read out."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, extra_attrs) | {"data-placeholder": _("choose …")}


class SearchSelectMultiple(WithPlaceholder, AutocompleteSelectMultiple):
    """Several choices by search."""


class SearchSelect(WithPlaceholder, AutocompleteSelect):
    """A choice by search that makes no query for the selected record."""

    selected = None

    def optgroups(self, name, value, attr=None):
        if self.selected is None or [str(chosen) for chosen in value] != [str(self.selected.pk)]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, self.selected.pk, str(self.selected), True, len(options)))
        return [(None, options, 0)]


class RowForm(forms.ModelForm):
    """One row of a table of parts; its relations come with the row."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, SearchSelect) and self.instance.pk:
                widget.selected = self.instance._state.fields_cache.get(name)


class LabelledFormSet:
    """A formset shown as a table: every input has a label of its own for screen readers."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for field in form.fields.values():
            widget = getattr(field.widget, "widget", field.widget)
            if field.label and not widget.is_hidden:
                widget.attrs["aria-label"] = capfirst(field.label)


class RelationsBySearch:
    """An admin, or a table in it, in which relations are chosen by searching all names."""

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SearchSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SearchSelectMultiple(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The field; related records can't be deleted from here, and text that is too long is not cut silently."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field and field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        if field:
            field.widget.attrs.pop("maxlength", None)  # a browser would cut “CHINA” to “CH”: another country
        return field


class PartRows(RelationsBySearch):
    """The base of tables of parts, whether by a foreign key or by a generic relation."""

    form = RowForm
    template = "admin/rows.html"
    extra = 1
    show_change_link = True
    formfield_overrides = FORM_FIELDS

    def get_autocomplete_fields(self, request):
        return [name for name in self.get_fields(request) if name in relations_of(self.model)]

    def get_queryset(self, request):
        related = [field.name for field in self.model._meta.fields if field.many_to_one]
        return super().get_queryset(request).select_related(*related)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The field; in a table there is only room for a link to add a missing record."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field and field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_view_related = False
        return field
