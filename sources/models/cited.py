"""The bases of every fact and record: citations, known gaps, and whether it is published."""

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from . import triggers
from .searchable import search_follows
from .truncation import facts_truncated


class Gap(models.TextChoices):
    """Why a value is missing. Without a gap, nobody looked for it: three cases, never one blank."""

    NOT_STATED = "not_stated", _("not stated in the sources read")
    UNDISCLOSED = "undisclosed", _("stated as undisclosed")


class CitedQuerySet(models.QuerySet):
    """Queries of every kind of fact."""

    def contested(self):
        """Facts that at least one citation contradicts."""
        return self._with_citation(stance="contradicts")

    def needing_recheck(self):
        """Facts with a value that changed after it was cited."""
        return self._with_citation(needs_recheck=True)

    def from_source(self, source_slug):
        """Facts that cite the source, whatever the paragraph."""
        return self._with_citation(source__slug=source_slug)

    def _with_citation(self, **lookups):
        from django.contrib.contenttypes.models import ContentType

        citations = self.model._meta.get_field("citations").related_model.objects.filter(**lookups)
        number = ContentType.objects.get_for_model(self.model).pk
        return self.filter(Exists(citations.filter(content_type_id=number, object_id=OuterRef("pk"))))


class Cited(models.Model):
    """A fact with citations of where it is stated; they are deleted with it.

    A part of a record (a title, an investor's role) names in `part_of` the relation to its record, in `part_label` the
    path to what distinguishes it for a reader, and in `part_key` the fields that do so in a fixture file. The fields in
    `judged` are the editors' own judgement where no place is cited for them. What is by somebody (attribution.py) names
    in `attributed_in` the field of the words that say by whom, and in `attributed_to` the relations to whom they name.
    """

    judged = ()
    part_of = ""
    part_label = ""
    part_key = ()
    attributed_in = ""
    attributed_to = ()

    gaps = models.JSONField(
        _("known gaps"), default=dict, blank=True,
        help_text=_("Fields looked for and not found: {“website”: “not_stated”} or “undisclosed”."),
    )  # fmt: skip
    created_at = models.DateTimeField(
        _("entered at"), auto_now_add=True, help_text=_("When the row was first entered.")
    )
    updated_at = models.DateTimeField(_("changed at"), auto_now=True, help_text=_("When the row last changed."))
    citations = GenericRelation("sources.Citation")

    objects = CitedQuerySet.as_manager()

    class Meta:
        abstract = True
        triggers = [
            triggers.version_moves, triggers.citations_die_with_their_record, triggers.changed_values_need_recheck,
            search_follows, facts_truncated,
        ]  # fmt: skip

    @classmethod
    def record_model(cls):
        """Return the model of the records that these facts are, or are parts of."""
        return cls._meta.get_field(cls.part_of).related_model if cls.part_of else cls

    def clean(self):
        super().clean()
        self._check_gaps()

    def _check_gaps(self):
        if not isinstance(self.gaps, dict):
            raise ValidationError({"gaps": _("Write the gaps as {“field”: “not_stated”}.")})
        columns = {field.name: field for field in self._meta.concrete_fields if field.editable}
        relations = {field.name for field in self._meta.get_fields() if field.is_relation} | {"amount"}
        for field, gap in self.gaps.items():
            values = {"field": field, "gap": gap, "allowed": ", ".join(Gap.values)}
            if gap not in Gap.values:
                raise ValidationError({"gaps": _("“%(gap)s” is no kind of gap; allowed: %(allowed)s.") % values})
            if field not in columns and field not in relations:
                raise ValidationError({"gaps": _("There is no field “%(field)s” here.") % values})
            if field in columns and columns[field].value_from_object(self) not in (None, ""):
                raise ValidationError({"gaps": _("“%(field)s” has a value, so it is no gap.") % values})
            if field == "amount" and self.amount_stated:
                raise ValidationError({"gaps": _("“%(field)s” has a value, so it is no gap.") % values})


def reference(model, related_name, verbose_name, help_text, required=False):
    """A foreign key to a record of `model`, which can't be deleted while something refers to it."""
    optional = {} if required else {"null": True, "blank": True}
    return models.ForeignKey(
        model, models.PROTECT, related_name=related_name, verbose_name=verbose_name, help_text=help_text, **optional
    )


class RecordQuerySet(CitedQuerySet):
    def published(self):
        """Records that anonymous readers may see."""
        return self.filter(is_published=True)


class Record(Cited):
    """A fact with a page of its own, under /<record_type>/<slug>/. Its slug is its address for ever."""

    record_type = ""

    slug = models.SlugField(
        _("slug"), max_length=120, unique=True,
        help_text=_("The address of the record: lower-case Latin letters, digits and hyphens. It never changes."),
    )  # fmt: skip
    is_published = models.BooleanField(
        _("published"), default=False, db_index=True,
        help_text=_("Whether readers see it. A record without a citation can't be published."),
    )  # fmt: skip

    objects = RecordQuerySet.as_manager()

    class Meta(Cited.Meta):
        abstract = True
        triggers = [*Cited.Meta.triggers, triggers.slug_stays, triggers.published_means_cited]
        indexes = [
            models.Index(
                fields=["updated_at", "id"], name="%(class)s_by_change", condition=models.Q(is_published=True)
            ),
        ]

    def get_absolute_url(self):
        return reverse(f"{self.record_type}:detail", args=[self.slug])

    def clean(self):
        super().clean()
        if self.slug != self.slug.lower():
            raise ValidationError({"slug": _("Write the slug in lower-case letters.")})
