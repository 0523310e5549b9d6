"""The list of proposals in the admin; each leads to its page."""

from django.contrib import admin
from django.db.models import Count
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .models import Proposal


@admin.register(Proposal)
class ProposalAdmin(admin.ModelAdmin):
    """Nothing is entered here: proposals come from forms and are decided on pages of their own."""

    list_display = ["__str__", "title", "state", "origin", "by", "at", "reason", "decided_by", "rows_changed"]
    list_filter = ["state", "origin", "at"]
    search_fields = ["title", "by", "reason", "decided_by"]
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number_of_rows=Count("rows"))

    @admin.display(description=_("rows"), ordering="number_of_rows")
    def rows_changed(self, proposal):
        return proposal.number_of_rows

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not object_id.isdigit():
            raise Http404
        return HttpResponseRedirect(reverse("desk:proposal", args=[int(object_id)]))
