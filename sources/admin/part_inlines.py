"""The parts of a record (titles, investments, outcomes …), a row each in the record's own form."""

from django.contrib import admin
from django.forms import BaseInlineFormSet

from records.admin.relations import LabelledRows, Rows

from .fact_fields import rows_of


class Parts(LabelledRows, BaseInlineFormSet):
    """The parts of one record."""


class PartInline(Rows, admin.TabularInline):
    """A table of parts; their citations and gaps are entered on their own pages."""

    formset = Parts

    def get_fields(self, request, obj=None):
        fields = []
        for row in rows_of(self.model):
            fields += row if isinstance(row, tuple) else [row]
        return [field for field in fields if field != self.model.part_of]

    def get_readonly_fields(self, request, obj=None):
        return [field for field in self.get_fields(request, obj) if callable(field)]
