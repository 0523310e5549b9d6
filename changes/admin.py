"""Revisions in the admin: what each changed, in words, and taking it back."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models.expressions import RawSQL
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalogue.record_types import TYPES
from history.erasing import record_at
from history.models import Revision
from history.touched_rows import NotUndoable, touched_rows
from history.undoing import undo, why_not

from .record_history_admin import history_urls
from .undo_preview import preview

ADDRESS = "history_revision"
TOUCHED = 'SELECT count(*) FROM history.touched t WHERE t.revision = "history"."revision"."number"'
MOST_TRIED = 500
"""Up to how many records a revision is tried before its page offers to take it back."""


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin):
    """Nothing is entered here: a revision is written by the database. It can be taken back by a new one."""

    list_display = ["number", "at", "author", "kind", "reason", "records"]
    list_filter = ["kind", "at"]
    search_fields = ["author", "reason"]
    ordering = ["-number"]
    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(touched=RawSQL(TOUCHED, ()))

    @admin.display(description=gettext_lazy("records"))
    def records(self, revision):
        return revision.touched

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def get_urls(self):
        undo_view = self.admin_site.admin_view(self.undo_view)
        undo = path("<int:number>/undo/", undo_view, name=f"{ADDRESS}_undo")
        return [undo, *history_urls(), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The page of a revision is that from which it can be taken back."""
        if not object_id.isdigit():
            raise Http404
        return HttpResponseRedirect(reverse(f"admin:{ADDRESS}_undo", args=[int(object_id)]))

    def undo_view(self, request, number):
        """Show what a revision changed, for one record where `record` names it, and take it back when asked to."""
        revision = Revision.objects.filter(pk=number).first()
        if revision is None:
            raise Http404
        if not self.has_view_permission(request, revision):
            raise PermissionDenied
        record = record_named(request.GET.get("record", ""))
        if request.method == "POST":
            if not may_undo(request.user, number, record):
                raise PermissionDenied
            return self._undo(request, number, record)
        shown, total = preview(number, record)
        allowed = may_undo(request.user, number, record)
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "revision": revision, "shown": shown,
            "total": total, "of_one": record is not None, "may_undo": allowed,
            "refusal": why_not(number, record) if allowed and total <= MOST_TRIED else "",
            "title": _("Revision %(number)s") % {"number": number},
        }  # fmt: skip
        return TemplateResponse(request, "admin/revision.html", context)

    def _undo(self, request, number, record):
        try:
            new = undo(number, record, author=request.user.get_username(), reason=request.POST.get("reason", ""))
        except NotUndoable as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())
        link = reverse(f"admin:{ADDRESS}_undo", args=[new])
        message = _("Taken back by {link}.")
        revision = format_html('<a href="{}">{}</a>', link, _("revision %(number)s") % {"number": new})
        self.message_user(request, format_html(message, link=revision), messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:{ADDRESS}_changelist"))


def record_named(text):
    """(record type, number) of a record by its type and slug, now or in the past: "companies/pamu-medical"."""
    if not text:
        return None
    found = record_at(text)
    if found is None or not found.numbers:
        raise Http404
    return found.model.record_type, found.numbers[-1]


def may_undo(user, number, record):
    """Whether a user may add, change and delete whatever the revision touched: taking it back can do each of these."""
    with connection.cursor() as cursor:
        try:
            tables = {rows.table for rows in touched_rows(cursor, number, record)}
        except NotUndoable:
            tables = set()  # it will be refused with the reason
    models = [record_type.model for record_type in TYPES.values()]
    owners = [model for model in models if model._meta.db_table in tables] or models
    return all(
        user.has_perm(f"{model._meta.app_label}.{action}_{model._meta.model_name}")
        for model in owners for action in ("add", "change", "delete")
    )  # fmt: skip
