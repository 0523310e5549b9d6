from django.contrib import admin, messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from records.admin.values import published_in_words
from sources.models import Source, SourceText
from sources.texts import paragraphs_of

from .citation_inlines import CitationFormSet, CitationInline
from .citing_records import citing_records, own_citations
from .evidence_status import RECORD_COLUMNS
from .record_admin import RecordAdmin
from .text_attachment import SourceForm


def may_read_texts(request) -> bool:
    """Whether the user may read the texts of sources, which only editors see: they are not ours to publish."""
    return request.user.has_perm("sources.view_sourcetext")


@admin.display(description=gettext_lazy("desk"))
def desk_link(source):
    """The way to where a source is read."""
    return format_html('<a href="{}">{}</a>', reverse("desk:desk", args=[source.pk]), _("Read at the desk"))


class SourceCitationFormSet(CitationFormSet):
    """The citations of a source. A new one needs none: it can't be chosen yet, and cites itself once it is saved."""

    def _has_remaining(self):
        return self.instance.pk is None or super()._has_remaining()


class SourceCitationInline(CitationInline):
    """The citations of a source's own facts, like its authors and date."""

    formset = SourceCitationFormSet


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    form = SourceForm
    inlines = [SourceCitationInline]
    title_field = "title"
    list_display = ["title", "publisher", published_in_words, "kind", "reading_status", *RECORD_COLUMNS]
    list_filter = [*RecordAdmin.list_filter, "reading_status", "kind", "language"]
    search_fields = ["title", "slug", "publisher", "authors"]

    def get_list_display(self, request):
        """The columns; the last leads who may read the texts to the desk."""
        return [*self.list_display, *([desk_link] if may_read_texts(request) else [])]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["reading", "places", "text"] if obj else [])]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        rows = fieldsets[0][1]["fields"]
        if self._may_save(request, obj):
            rows[rows.index("paragraphs") : rows.index("paragraphs")] = ["text_file", "is_text"]
        if obj:
            rows[rows.index("reading_status")] = "reading"
            rows.append("places")
        if obj and may_read_texts(request):
            private = {"fields": ["text"], "classes": ["collapse"]}
            fieldsets.append((gettext_lazy("The text that was read (not public)"), private))
        return fieldsets

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if failed := form.attach():
            message = ngettext(
                "%d citation does not stand in this text; it needs a re-check.",
                "%d citations do not stand in this text; they need a re-check.", failed,
            )  # fmt: skip
            self.message_user(request, message % failed, messages.WARNING)

    def save_related(self, request, form, formsets, change):
        """Save its citations; a new source without any cites itself, so that it can be published."""
        if not change and not any(formset.remaining_forms() for formset in formsets):
            form.instance.citations.create(source=form.instance, paragraph=1)
            self.message_user(request, _("It cites its own first paragraph; add where it says who wrote it, and when."))
        super().save_related(request, form, formsets, change)

    @admin.display(description=gettext_lazy("reading"))
    def reading(self, source):
        """How far it is read, which is said at the desk alone, with the way there."""
        return format_html("{} · {}", source.get_reading_status_display(), desk_link(source))

    def get_deleted_objects(self, objs, request):
        """What goes with the sources; what stands in the way is what cites them, by titles."""
        to_delete, counts, lacking, _protected = super().get_deleted_objects(objs, request)
        return to_delete, counts, lacking, citing_records(objs)

    def delete_model(self, request, obj):
        own_citations([obj]).delete()
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        own_citations(queryset).delete()
        super().delete_queryset(request, queryset)

    @admin.display(description=gettext_lazy("places"))
    def places(self, source):
        """The number of citations of this source, as a link to them."""
        address = reverse("admin:sources_citation_changelist")
        query = urlencode({"source__id__exact": source.pk})
        number = source.places.count()
        text = ngettext("%d citation of this source", "%d citations of this source", number) % number
        return format_html('<a href="{}?{}">{}</a>', address, query, text)

    @admin.display(description=gettext_lazy("text"))
    def text(self, source):
        """Every paragraph with its number, as citations count them."""
        private = SourceText.objects.filter(source=source).first()
        if private is None:
            return _("The text is not attached.")
        lines = ((number, line) for number, line in enumerate(paragraphs_of(private.text), start=1))
        return format_html(
            '<ol class="kb-paragraphs">{}</ol>', format_html_join("", '<li id="paragraph-{}">{}</li>', lines)
        )
