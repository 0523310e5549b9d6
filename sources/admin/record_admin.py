"""The base admins of facts and records, on which the apps above build theirs."""

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from records.admin.database_errors import LockingAdmin
from records.admin.large_tables import CountsBySize
from records.admin.relations import RelationsBySearch, relations_of
from records.admin.values import FORM_FIELDS
from sources.models import Citation, Cited
from sources.value_check import settle

from .citation_inlines import CitationInline
from .cited_fields import show_places
from .evidence_status import EvidenceFilter, publish, unpublish, with_evidence_status
from .fact_fields import form_rows
from .places import remember_place
from .record_forms import GAP_FIELDS, FactForm, RecordForm
from .warnings import warnings_for

TOLD = "hidden_sources_told"
"""The key of the session under which the sources are kept that readers do not see and the editor was told of."""


class FactAdmin(RelationsBySearch, CountsBySize, LockingAdmin):
    """A fact with its citations and gaps. Parts of a record are edited here in full."""

    form = FactForm
    inlines = [CitationInline]
    formfield_overrides = FORM_FIELDS
    list_filter = [EvidenceFilter]
    change_form_template = "admin/fact_change_form.html"

    class Media:
        js = ["kb/next-place.js"]

    hint = ""  # where to edit what an editor may miss on this form

    def get_queryset(self, request):
        return with_evidence_status(super().get_queryset(request))

    def get_autocomplete_fields(self, request):
        return relations_of(self.model)

    def get_list_select_related(self, request):
        """Join the relations that are shown: Django alone would leave out the optional ones."""
        return [name for name in relations_of(self.model) if name in self.list_display]

    def get_readonly_fields(self, request, obj=None):
        in_words = [row[1] for row in form_rows(self.model) if isinstance(row, tuple)]
        return [*in_words, "created_at", "updated_at"]

    def get_fieldsets(self, request, obj=None):
        if not self._may_save(request, obj):
            return [(None, {"fields": [*self.first_rows(obj), *form_rows(self.model), "gaps"]})]
        state = [*self.state_rows(), *([("created_at", "updated_at")] if obj else [])]
        return [
            (None, {"fields": [*self.first_rows(obj), *form_rows(self.model), *(["seen"] if obj else [])]}),
            *([(gettext_lazy("State"), {"fields": state})] if state else []),
            (gettext_lazy("Known gaps"), {"fields": list(GAP_FIELDS), "classes": ["collapse"]}),
        ]

    def first_rows(self, obj):
        """The rows above the facts."""
        return []

    def state_rows(self):
        """The rows below the facts, above the dates of entry and change."""
        return []

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        changed = [(form.instance, form.changed_data)]
        for formset in formsets:
            changed += formset.changed_objects
            changed += [(row, list(formset.form.base_fields)) for row in formset.new_objects]
        self._remember_place(request, formsets)
        told = set(request.session.get(TOLD, ()))
        for record, fields in changed:
            if isinstance(record, Cited):
                settle(record)
                self.warn_of_recheck(request, record)
            for warning in warnings_for(record, fields, told):
                self.message_user(request, warning, messages.WARNING)
        request.session[TOLD] = sorted(told)

    def _remember_place(self, request, formsets):
        """Offer the last place that was cited here for the next citation of this session."""
        cited = [place for formset in formsets for place in getattr(formset, "cited", ())]
        for formset in formsets:
            if formset.model is Citation:
                cited += [*[row for row, _fields in formset.changed_objects], *formset.new_objects]
        if cited:
            remember_place(request, cited[-1])

    def _may_save(self, request, obj):
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)

    def warn_of_recheck(self, request, record):
        """Show a warning with a link where citations of the record need a re-check."""
        number = record.citations.filter(needs_recheck=True).count()
        if number:
            text = ngettext("%d citation needs a re-check", "%d citations need a re-check", number) % number
            link = format_html('<a href="{}">{}</a>', citations_of(record, needs_recheck__exact=1), text)
            message = format_html(_("{record}: {link}, since a value changed."), record=record, link=link)
            self.message_user(request, message, messages.WARNING)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        for inline in context["inline_admin_formsets"]:
            if inline.formset.model is Citation:
                show_places(context["adminform"].form, inline.formset.initial_forms)
        relations = self._referring_relations(request)
        context["kb_related"] = [self._reference(request, obj, relation) for relation in relations] if obj else []
        context["kb_later"] = self._to_add_later(request, relations) if add else []
        context["kb_hint"] = self.hint
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _referring_relations(self, request):
        """The relations from models that refer to such a record and are edited elsewhere."""
        inlined = {inline.model for inline in self.inlines}
        return [
            relation for relation in self.opts.related_objects
            if relation.one_to_many and relation.related_model not in inlined
            and self.admin_site.is_registered(relation.related_model)
            and self.admin_site.get_model_admin(relation.related_model).has_view_permission(request)
        ]  # fmt: skip

    def _to_add_later(self, request, relations):
        models = dict.fromkeys(relation.related_model for relation in relations)
        return [
            model._meta.verbose_name_plural for model in models
            if self.admin_site.get_model_admin(model).has_add_permission(request)
        ]  # fmt: skip

    def _label(self, relation):
        """The plural of what refers to it; with the name of the field, where it does so by several."""
        model, plural = relation.related_model, relation.related_model._meta.verbose_name_plural
        several = sum(other.related_model is model for other in self.opts.related_objects) > 1
        return f"{plural}, {relation.field.verbose_name}" if several else plural

    def _reference(self, request, obj, relation):
        """One kind of reference: its name, how many there are, where to see them and to add one."""
        model, name = relation.related_model, relation.field.name
        address = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        may_add = self.admin_site.get_model_admin(model).has_add_permission(request)
        return {
            "label": self._label(relation),
            "one": model._meta.verbose_name,
            "number": model._default_manager.filter(**{name: obj}).count(),
            "list": f"{reverse(f'{address}_changelist')}?{urlencode({f'{name}__id__exact': obj.pk})}",
            "add": f"{reverse(f'{address}_add')}?{urlencode({name: obj.pk})}" if may_add else "",
        }


class RecordAdmin(FactAdmin):
    """A record with an address of its own, published or not."""

    form = RecordForm
    list_filter = ["is_published", EvidenceFilter]
    actions = [publish, unpublish]
    title_field = "name"

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.title_field = self.title_field
        return form

    def first_rows(self, obj):
        return ["slug"] if obj else ["is_another"]

    def state_rows(self):
        return ["is_published"]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None:
            rows = fieldsets[0][1]["fields"]
            rows.insert(rows.index(self.title_field) + 1, "slug")
        return fieldsets

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *(["slug"] if obj else [])]

    def get_view_on_site_url(self, obj=None):
        """The record's public page; an unpublished record has none."""
        return super().get_view_on_site_url(obj) if obj and obj.is_published else None


def citations_of(record, **further) -> str:
    """The address of the list of a record's citations."""
    of_record = {"content_type__id__exact": ContentType.objects.get_for_model(record).pk}
    query = urlencode({**of_record, "object_id__exact": record.pk, **further})
    return f"{reverse('admin:sources_citation_changelist')}?{query}"
