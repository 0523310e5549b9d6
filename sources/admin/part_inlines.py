"""The parts of a record (titles, investments, outcomes …), a row each in the record's own form."""

from django.contrib import admin
from django.forms import BaseInlineFormSet

from records.admin.relations import PartRows
from records.admin.rows import OpenedRows

from .fact_fields import form_rows


class PartFormSet(OpenedRows, BaseInlineFormSet):
    """The parts of one record."""


class PartInline(PartRows, admin.TabularInline):
    """A table of parts; their citations and gaps are entered on their own pages."""

    formset = PartFormSet

    def get_fields(self, request, obj=None):
        fields = []
        for row in form_rows(self.model):
            fields += row if isinstance(row, tuple) else [row]
        return [field for field in fields if field != self.model.part_of]

    def get_readonly_fields(self, request, obj=None):
        return [field for field in self.get_fields(request, obj) if callable(field)]
