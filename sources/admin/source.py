from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medtech_kb.browse.admin.values import published_in_words
from sources.models import Source, SourceText
from sources.texts import paragraphs_of

from .cited import RecordAdmin
from .forms import RecordForm
from .standing import RECORD_STANDING


def may_read_texts(request) -> bool:
    """Whether the user is one of the editors, who alone see the texts that are not ours to publish."""
    return request.user.has_perm("sources.view_sourcetext")


class SourceForm(RecordForm):
    def clean_paragraphs(self):
        """A source keeps the paragraphs that are cited."""
        number = self.cleaned_data["paragraphs"]
        last = self.instance.pk and self.instance.places.aggregate(last=Max("paragraph"))["last"]
        if last and number < last:
            raise ValidationError(_("Paragraph %(last)s is cited, so there are at least as many.") % {"last": last})
        return number


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    form = SourceForm
    titled = "title"
    list_display = ["title", "publisher", published_in_words, "kind", "reading_status", *RECORD_STANDING]
    list_filter = [*RecordAdmin.list_filter, "reading_status", "kind", "language"]
    search_fields = ["title", "slug", "publisher", "authors"]

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["places", "text"] if obj else [])]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj:
            fieldsets[0][1]["fields"].append("places")
        if obj and may_read_texts(request):
            private = {"fields": ["text"], "classes": ["collapse"]}
            fieldsets.append((gettext_lazy("The text that was read (not public)"), private))
        return fieldsets

    @admin.display(description=gettext_lazy("places"))
    def places(self, source):
        """How many citations name it, with the way to them."""
        address = reverse("admin:sources_citation_changelist")
        query = urlencode({"source__id__exact": source.pk})
        said = _("%(number)s citations of this source") % {"number": source.places.count()}
        return format_html('<a href="{}?{}">{}</a>', address, query, said)

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
