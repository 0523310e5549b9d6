from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.admin import GenericTabularInline
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from history.models import Kind
from records.admin.conflicts import StampedForm, display_value
from records.admin.relations import PartRows, RowForm, form_url
from records.admin.values import FORM_FIELDS, when_in_words
from sources.admin.citation_admin import AttachedRowAdmin, record_link
from sources.admin.citation_inlines import AttachedRows, CitationInline
from sources.admin.fact_fields import fact_fields
from sources.admin.record_admin import RecordAdmin
from sources.admin.record_forms import RecordForm

from .merging import Unmergeable, merge
from .models import Name, Successor


class NameInline(PartRows, GenericTabularInline):
    """Further names, a row each."""

    model = Name
    formset = AttachedRows
    fields = ["text", "language", "kind", "when"]
    verbose_name = gettext_lazy("further name")
    verbose_name_plural = gettext_lazy("further names")


class NamedForm(RecordForm):
    def clean_slug(self):
        """An address that leads on can't be used again; one at which nothing is any more can."""
        slug = self.cleaned_data["slug"]
        leading_on = Successor.objects.of_type(self._meta.model).filter(object_id__isnull=False)
        if successor := leading_on.filter(slug=slug).first():
            raise ValidationError(_("This address leads to “%(record)s” since a merge.") % {"record": successor.record})
        return slug


class NamedAdmin(RecordAdmin):
    """A record with a name: searched by all its names, and merged with a duplicate of it."""

    form = NamedForm
    inlines = [NameInline, CitationInline]
    search_fields = ["name", "slug", "names__text"]
    actions = [*RecordAdmin.actions, "merge_two"]

    @admin.action(description=gettext_lazy("Merge the two selected records"), permissions=["change", "delete"])
    def merge_two(self, request, queryset):
        chosen = list(queryset.values_list("pk", flat=True)[:3])
        if len(chosen) != 2:
            self.message_user(request, _("Choose exactly two records to merge."), messages.ERROR)
            return None
        return HttpResponseRedirect(reverse(f"admin:{self._address}_merge", args=sorted(chosen)))

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if not change:
            Successor.objects.of_type(self.model).filter(slug=obj.slug).delete()

    def delete_model(self, request, obj):
        self._leave_gone([obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        self._leave_gone(list(queryset))
        super().delete_queryset(request, queryset)

    def _leave_gone(self, records):
        """Let the addresses that readers may know say that the records are gone: theirs, and those that led there."""
        reason = _("An editor took this record out.")
        Successor.objects.of_type(self.model).leading_to(records).update(object_id=None, reason=reason)
        public = {record.slug: (None, reason) for record in records if record.is_published}
        Successor.objects.remember(self.model, public)

    @property
    def _address(self):
        return f"{self.opts.app_label}_{self.opts.model_name}"

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        return [path("merge/<int:one>/<int:other>/", view, name=f"{self._address}_merge"), *super().get_urls()]

    def merge_view(self, request, one, other):
        """Ask which of the two survives, and merge them."""
        if not (self.has_change_permission(request) and self.has_delete_permission(request)):
            raise PermissionDenied
        pair = [self.get_queryset(request).filter(pk=number).first() for number in (one, other)]
        if None in pair or one == other:
            self.message_user(request, _("One of the two is not there any more."), messages.ERROR)
            return HttpResponseRedirect(reverse(f"admin:{self._address}_changelist"))
        survivor = next((record for record in pair if str(record.pk) == request.POST.get("stays")), None)
        if survivor:
            return self._merge(request, survivor, next(record for record in pair if record is not survivor))
        return self._ask_which_survives(request, pair)

    def _ask_which_survives(self, request, pair):
        rows = [
            (field.verbose_name, *[display_value(record, field.name) for record in pair])
            for field in fact_fields(self.model)
        ]
        rows.append((_("citations"), *[record.citation_number for record in pair]))
        context = {
            **self.admin_site.each_context(request), "opts": self.opts, "pair": pair, "rows": rows,
            "title": _("Merge two records: which one stays?"), "unanswered": request.method == "POST",
        }  # fmt: skip
        return TemplateResponse(request, "admin/merge.html", context)

    def _merge(self, request, survivor, duplicate):
        name, slug, number = str(duplicate), duplicate.slug, duplicate.pk
        try:
            with self.revising(request, Kind.CORRECTION):  # merge() says itself that it is a merge
                survivor = merge(survivor, duplicate)
        except Unmergeable as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(request.path)
        duplicate.pk = number
        LogEntry.objects.log_actions(request.user.pk, [duplicate], DELETION, _("Merged into “%s”.") % survivor)
        LogEntry.objects.log_actions(request.user.pk, [survivor], CHANGE, _("Took over “%s”.") % name)
        message = _("“%(name)s” is merged into this record. Its address %(slug)s leads here from now on.")
        self.message_user(request, message % {"name": name, "slug": slug}, messages.SUCCESS)
        self.warn_of_recheck(request, survivor)
        return HttpResponseRedirect(form_url(survivor))


class NameForm(RowForm, StampedForm):
    """A further name on a page of its own."""


@admin.register(Name)
class NameAdmin(AttachedRowAdmin):
    form = NameForm
    formfield_overrides = FORM_FIELDS
    list_display = ["text", record_link, "kind", "language", when_in_words]
    list_filter = ["kind", "language", ("content_type", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["text"]
    readonly_fields = [record_link, when_in_words]
    fields = [record_link, "text", "language", "kind", ("when", when_in_words), "seen"]


@admin.register(Successor)
class SuccessorAdmin(AttachedRowAdmin):
    """Which former address leads where; written by merges, deletions and former_slugs.yaml only."""

    list_display = ["slug", record_link, "reason", "merged_at"]
    list_filter = [("content_type", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["slug"]
    fields = ["slug", record_link, "reason", "merged_at"]

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
