from django.db import models
from django.utils.translation import gettext_lazy as _

from names.models import Named
from sources.models import Cited
from sources.models.cited import reference
from values.fields import Amounted, Dated, indexes_by_date, is_a_date
from values.units import with_unit


class StudyKind(models.TextChoices):
    ANIMAL = "animal", _("animal experiment")
    FIRST_IN_HUMAN = "human", _("human study")
    CLINICAL = "clinical", _("clinical study")
    REGISTRATION = "registration", _("registration study")
    MULTICENTRE = "multicentre", _("multicentre trial")
    FOLLOW_UP = "follow_up", _("long-term follow-up")
    BENCHMARK = "benchmark", _("technical comparison")


class StudyStatus(models.TextChoices):
    ALLOWED = "allowed", _("trial allowed, start not stated")
    STARTED = "started", _("study started")
    DONE = "done", _("done or results reported")
    UNSTATED = "unstated", _("status not stated")


class Study(Named, Dated):
    """An experiment or trial of a product, and what was measured in it. `when` is its start, if stated."""

    record_type = "studies"
    judged = ("kind", "status")

    company = reference("companies.Company", "studies", _("company"), _("Whose product is studied."))
    product = reference("products.Product", "studies", _("product"), _("What is studied."))
    kind = models.CharField(_("kind"), max_length=14, choices=StudyKind, help_text=_("What sort of study it is."))
    status = models.CharField(
        _("status"), max_length=10, choices=StudyStatus, default=StudyStatus.UNSTATED,
        help_text=_("How far it is, as stated. A trial that may start has not started."),
    )  # fmt: skip
    indication = models.TextField(_("indication"), blank=True, help_text=_("The condition studied, as stated."))
    geography = models.CharField(_("geography"), max_length=120, blank=True, help_text=_("Where, as stated."))
    comparator = models.CharField(
        _("comparator"), max_length=160, blank=True, help_text=_("What it was compared with, as stated.")
    )
    summary = models.TextField(_("summary"), blank=True, help_text=_("What is said of it, in our own words."))

    class Meta(Named.Meta):
        verbose_name = _("study")
        verbose_name_plural = _("studies")
        constraints = [is_a_date("study_when_is_a_date")]
        indexes = [*Named.Meta.indexes, *indexes_by_date("study")]


class Direction(models.TextChoices):
    HIGHER = "higher", _("higher than the comparator")
    LOWER = "lower", _("lower than the comparator")
    LEVEL = "level", _("a level, not a difference")


class Outcome(Cited, Amounted):
    """One thing measured in a study, as stated; the amount is the result in its unit."""

    part_of = "study"
    judged = ("note",)
    part_label = "metric"
    part_key = ("metric",)

    study = models.ForeignKey(
        Study, models.CASCADE, related_name="outcomes", verbose_name=_("study"), help_text=_("Where it was measured.")
    )
    metric = models.CharField(_("metric"), max_length=160, help_text=_("What was measured."))
    unit = models.CharField(_("unit"), max_length=60, blank=True, help_text=_("%, minutes …"))
    direction = models.CharField(
        _("direction"), max_length=8, choices=Direction, default=Direction.LEVEL,
        help_text=_("Whether the result is a difference to the comparator, and which way."),
    )  # fmt: skip
    comparator = models.CharField(
        _("comparator"), max_length=160, blank=True, help_text=_("What it was compared with, as stated.")
    )
    note = models.CharField(
        _("note"), max_length=300, blank=True, help_text=_("What the source leaves open: absolute or relative …")
    )

    class Meta(Cited.Meta):
        ordering = ["study", "metric", "id"]
        verbose_name = _("outcome")
        constraints = [
            models.UniqueConstraint(
                fields=["study", "metric"], name="a_metric_is_kept_once_per_study",
                violation_error_message=_("This metric is already there."),
            ),
        ]  # fmt: skip

    def __str__(self):
        result = with_unit(self.amount_stated, self.unit)
        return f"{self.metric}: {result}" + ("" if self.direction == Direction.LEVEL else f", {self.direction}")
