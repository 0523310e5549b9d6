"""The evidence of records (published, cited, contested, needs re-check) as columns, filters and actions."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sources.models import Citation


def with_evidence_status(queryset):
    """Annotate records with their number of citations, contradictions, and marks for re-check."""
    of_type = Citation.objects.filter(content_type=ContentType.objects.get_for_model(queryset.model))
    of_record = of_type.filter(object_id=OuterRef("pk")).order_by()
    number = of_record.values("object_id").annotate(number=Count("pk")).values("number")
    return queryset.annotate(
        citation_number=Coalesce(Subquery(number, output_field=IntegerField()), 0),
        has_contradiction=Exists(of_record.filter(stance="contradicts")),
        needs_recheck=Exists(of_record.filter(needs_recheck=True)),
    )


@admin.display(description=gettext_lazy("citations"), ordering="citation_number")
def citation_number(record):
    return record.citation_number


@admin.display(description=gettext_lazy("evidence"))
def evidence_status(record):
    """Like "contested, needs re-check"; empty where nothing is wrong."""
    labels = [_("contested")] if record.has_contradiction else []
    return ", ".join(labels + ([_("needs re-check")] if record.needs_recheck else []))


EVIDENCE_COLUMNS = [citation_number, evidence_status]
RECORD_COLUMNS = ["is_published", *EVIDENCE_COLUMNS]


class EvidenceFilter(admin.SimpleListFilter):
    title = gettext_lazy("evidence")
    parameter_name = "evidence"
    conditions = {
        "none": (gettext_lazy("no citation"), {"citation_number": 0}),
        "contested": (gettext_lazy("contested"), {"has_contradiction": True}),
        "needs_recheck": (gettext_lazy("needs re-check"), {"needs_recheck": True}),
    }

    def lookups(self, request, model_admin):
        return [(word, label) for word, (label, _lookups) in self.conditions.items()]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        if self.value() not in self.conditions:
            raise IncorrectLookupParameters
        return queryset.filter(**self.conditions[self.value()][1])


@admin.action(description=gettext_lazy("Publish the selected records"), permissions=["change"])
def publish(modeladmin, request, queryset):
    """Publish the records with citations, and name those without in an error message."""
    uncited = [str(record) for record in queryset.filter(citation_number=0)]
    _set_published(modeladmin, request, queryset.filter(citation_number__gt=0), True)
    if uncited:
        message = _("Not published, because nothing is cited: %(records)s.")
        modeladmin.message_user(request, message % {"records": "; ".join(uncited[:20])}, messages.ERROR)


@admin.action(description=gettext_lazy("Take the selected records back from the readers"), permissions=["change"])
def unpublish(modeladmin, request, queryset):
    _set_published(modeladmin, request, queryset, False)


def _set_published(modeladmin, request, queryset, published):
    changed = list(queryset.filter(is_published=not published))
    rows = modeladmin.model._default_manager.filter(pk__in=[record.pk for record in changed])
    rows.update(is_published=published)
    action = _("Published.") if published else _("Unpublished.")
    LogEntry.objects.log_actions(request.user.pk, changed, CHANGE, change_message=action)
    count = ngettext("%d record changed.", "%d records changed.", len(changed)) % len(changed)
    modeladmin.message_user(request, f"{action} {count}", messages.SUCCESS if changed else messages.INFO)
