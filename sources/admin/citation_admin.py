from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from records.admin.conflicts import StampedForm
from records.admin.database_errors import LockingAdmin
from records.admin.large_tables import CountsBySize
from records.admin.relations import RelationsBySearch, form_link
from sources.models import Citation
from sources.models.citation import cited_models
from sources.texts import paragraphs_of

from .citation_inlines import CitationRowForm
from .source_admin import may_read_texts


def prefetch_cited_records():
    """A prefetch of the records that rows belong to, so that their names cost no further queries."""
    return GenericPrefetch("record", [
        model.objects.select_related(*[field.name for field in model._meta.fields if field.many_to_one])
        if model.part_of else model.objects.all()
        for model in cited_models()
    ])  # fmt: skip


@admin.display(description=_("record"))
def record_link(row):
    """A link to the form of the record that a citation, a name or a successor belongs to."""
    return form_link(row.record) if row.record else ""


@admin.display(description=_("re-check"), ordering="needs_recheck")
def recheck(citation):
    return _("needs re-check") if citation.needs_recheck else ""


class AttachedRowAdmin(CountsBySize, LockingAdmin):
    """Rows attached to a record of any type; they are added on the record's own page."""

    list_select_related = ["content_type"]

    def has_add_permission(self, request):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related(prefetch_cited_records())


class CitationForm(CitationRowForm, StampedForm):
    """A citation on a page of its own."""


@admin.register(Citation)
class CitationAdmin(RelationsBySearch, AttachedRowAdmin):
    form = CitationForm
    list_display = ["__str__", record_link, "field", "stated", "stance", recheck]
    list_filter = [
        "needs_recheck", "stance", "basis", ("source", admin.RelatedOnlyFieldListFilter),
        ("content_type", admin.RelatedOnlyFieldListFilter),
    ]  # fmt: skip
    list_select_related = ["content_type", "source"]
    search_fields = ["stated", "note", "source__slug", "source__title"]
    autocomplete_fields = ["source"]
    readonly_fields = [record_link, "text"]
    fields = [record_link, "source", "paragraph", "field", "stated", "as_they_stand", "stance", "basis", "note",
              "needs_recheck", "seen"]  # fmt: skip
    actions = ["checked"]

    @admin.action(description=_("Checked against the source: still right"), permissions=["change"])
    def checked(self, request, queryset):
        checked = list(queryset.filter(needs_recheck=True))
        number = Citation.objects.filter(pk__in=[citation.pk for citation in checked]).update(needs_recheck=False)
        LogEntry.objects.log_actions(request.user.pk, checked, CHANGE, change_message=_("Checked against the source."))
        message = ngettext("%d citation is right again.", "%d citations are right again.", number) % number
        self.message_user(request, message, messages.SUCCESS)

    def get_fields(self, request, obj=None):
        return [*self.fields, *(["text"] if obj and may_read_texts(request) else [])]

    @admin.display(description=_("the paragraph (not public)"))
    def text(self, citation):
        private = getattr(citation.source, "private_text", None)
        lines = paragraphs_of(private.text) if private else []
        return lines[citation.paragraph - 1] if citation.paragraph <= len(lines) else _("The text is not attached.")
