from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Exists, OuterRef, When
from django.utils.translation import gettext_lazy as _

from . import triggers
from .cited import Cited, reference
from .truncation import citations_truncated


class Stance(models.TextChoices):
    SUPPORTS = "supports", _("supports the value")
    CONTRADICTS = "contradicts", _("contradicts the value")


class Basis(models.TextChoices):
    STATED = "stated", _("stated")
    INFERRED = "inferred", _("inferred")


class CitationQuerySet(models.QuerySet):
    def needing_recheck(self):
        """Citations whose value changed after it was cited."""
        return self.filter(needs_recheck=True)

    def published(self):
        """Citations of records that anonymous readers may see, in sources that they may see."""
        published = [
            When(
                content_type_id=ContentType.objects.get_for_model(model).pk,
                then=Exists(model.objects.filter(pk=OuterRef("object_id"), **{_published(model): True})),
            )
            for model in cited_models()
        ]
        is_published = Case(*published, default=False, output_field=models.BooleanField())
        return self.filter(is_published, source__is_published=True)


def cited_models():
    """Every model whose rows are cited: records and their parts."""
    return [model for model in apps.get_models() if issubclass(model, Cited)]


def _published(model):
    return f"{model.part_of}__is_published" if model.part_of else "is_published"


class Citation(models.Model):
    """One place in a source that supports or contradicts one value of one record.

    Paragraph n of a source is the n-th line of its text that holds a non-blank character, counted from 1.
    """

    record_type = "citations"

    content_type = models.ForeignKey(
        ContentType, models.CASCADE, verbose_name=_("record type"), help_text=_("What kind of record is cited.")
    )
    object_id = models.BigIntegerField(_("record number"), help_text=_("Which record of that kind."))
    record = GenericForeignKey()
    source = reference("sources.Source", "places", _("source"), _("The document that states it."), required=True)
    paragraph = models.PositiveIntegerField(
        _("paragraph"), help_text=_("The n-th line of the text that is not blank, counted from 1.")
    )
    field = models.SlugField(
        _("field"), max_length=40, blank=True, db_index=False,
        help_text=_("The value that is cited; empty for the record as a whole."),
    )  # fmt: skip
    stated = models.CharField(
        _("stated"), max_length=160, blank=True,
        help_text=_("The value in the source's own few words: a phrase or figure, never a sentence."),
    )  # fmt: skip
    begins = models.PositiveIntegerField(
        _("begins at"), null=True, blank=True,
        help_text=_(
            "Which of several places in the paragraph is meant, where the words stand there more than once: how many"
            " characters stand before them, each run of spaces counted as one."
        ),
    )  # fmt: skip
    stance = models.CharField(
        _("stance"), max_length=12, choices=Stance, default=Stance.SUPPORTS,
        help_text=_("Whether the place supports the value or contradicts it."),
    )  # fmt: skip
    basis = models.CharField(
        _("basis"), max_length=12, choices=Basis, default=Basis.STATED,
        help_text=_("Whether the place states the value, or we infer it from there; the note then says how."),
    )  # fmt: skip
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("What a reader must know about this place, in our words.")
    )
    needs_recheck = models.BooleanField(
        _("needs re-check"), default=False,
        help_text=_("The value changed after it was cited here; compare it with the source again."),
    )  # fmt: skip

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["source", "paragraph", "id"]
        verbose_name = _("citation")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id", "field", "stated", "source", "paragraph"],  # as they are looked up
                name="a_place_is_cited_once_per_value",
                violation_error_message=_("This place is already cited for this value."),
            ),
            models.CheckConstraint(
                condition=models.Q(paragraph__gte=1), name="paragraphs_count_from_one",
                violation_error_message=_("Paragraphs are counted from 1."),
            ),
            models.CheckConstraint(
                condition=models.Q(stance__in=Stance.values), name="stance_is_known",
                violation_error_message=_("A place supports or contradicts."),
            ),
            models.CheckConstraint(
                condition=models.Q(basis__in=Basis.values), name="basis_is_known",
                violation_error_message=_("A value is stated at a place or inferred from it."),
            ),
            models.CheckConstraint(
                condition=~models.Q(basis=Basis.INFERRED, note=""), name="an_inference_has_its_reason",
                violation_error_message=_("Say in the note how the value is inferred from this place."),
            ),
            models.CheckConstraint(
                condition=models.Q(begins__isnull=True) | ~models.Q(stated=""), name="only_words_begin_somewhere",
                violation_error_message=_("Where words begin is kept with the words alone."),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["source", "paragraph", "id"], name="source_page"),
            models.Index(
                fields=["content_type", "object_id"], condition=models.Q(stance="contradicts"), name="contested_records"
            ),
            models.Index(
                fields=["content_type", "object_id"], name="needs_recheck_records",
                condition=models.Q(needs_recheck=True),
            ),
        ]  # fmt: skip
        triggers = [
            triggers.version_moves,
            citations_truncated,
            triggers.citation_points_at_a_record,
            triggers.citation_paragraph_exists,
            triggers.new_evidence_clears_recheck,
            triggers.last_citation_stays,
        ]

    def __str__(self):
        return f"{self.source.slug}#{self.paragraph}"
