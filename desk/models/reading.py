from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Ending(models.TextChoices):
    """How a paragraph or a sentence ends for whoever has read it."""

    RECORDED = "recorded", _("recorded")
    NOTHING = "nothing", _("nothing to record")
    NO_PLACE = "no_place", _("not in the model yet")


class ReadPart(models.Model):
    """A paragraph of a source that somebody closed, or a sentence of it that somebody is done with."""

    keeps_history = False

    source = models.ForeignKey(
        "sources.Source", models.CASCADE, related_name="read_parts", verbose_name=_("source"),
        help_text=_("The source that is read."),
    )  # fmt: skip
    paragraph = models.PositiveIntegerField(_("paragraph"), help_text=_("Counted as citations count it."))
    sentence = models.PositiveIntegerField(
        _("sentence"), default=0, help_text=_("The n-th sentence of the paragraph; 0 for the paragraph itself.")
    )
    ending = models.CharField(
        _("ending"), max_length=10, choices=Ending, help_text=_("How it ended for the editor who read it.")
    )
    missing = models.CharField(
        _("missing kind"), max_length=80, blank=True,
        help_text=_("Which kind of fact has no place here yet, in a few words: what to build next."),
    )  # fmt: skip
    by = models.CharField(
        _("by"), max_length=150, blank=True, help_text=_("The editor; empty for what was read before it was noted.")
    )
    at = models.DateTimeField(_("time"), auto_now=True, help_text=_("When it ended so."))

    class Meta:
        ordering = ["source", "paragraph", "sentence"]
        verbose_name, verbose_name_plural = _("read part"), _("read parts")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "paragraph", "sentence"], name="a_part_ends_in_one_way",
                violation_error_message=_("This part has ended already."),
            ),
            models.CheckConstraint(
                condition=Q(ending__in=Ending.values), name="an_ending_is_known",
                violation_error_message=_("A part ends as recorded, with nothing to record, or as not in the model."),
            ),
            models.CheckConstraint(
                condition=Q(ending=Ending.NO_PLACE) & ~Q(missing="") | ~Q(ending=Ending.NO_PLACE) & Q(missing=""),
                name="what_has_no_place_is_of_a_kind",
                violation_error_message=_("Say which kind is missing, of what has no place and of nothing else."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.source.slug}#{self.paragraph}" + (f".{self.sentence}" if self.sentence else "")


class SecondReading(models.Model):
    """That somebody read a source a second time, as an adversary of what was recorded."""

    keeps_history = False

    source = models.OneToOneField(
        "sources.Source", models.CASCADE, related_name="second_reading", verbose_name=_("source"),
        help_text=_("The source that was read again."),
    )  # fmt: skip
    by = models.CharField(_("by"), max_length=150, help_text=_("The editor who read it again."))
    at = models.DateTimeField(_("time"), auto_now_add=True, help_text=_("When they were through."))

    class Meta:
        ordering = ["source_id"]
        verbose_name, verbose_name_plural = _("second reading"), _("second readings")

    def __str__(self):
        return f"{self.source.slug}: {self.by}"


class SentForm(models.Model):
    """That an entry form of an editor was saved, and as what: it is not saved a second time."""

    keeps_history = False

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"),
        help_text=_("The editor whose form it was."),
    )  # fmt: skip
    number = models.UUIDField(_("number"), help_text=_("The number that the form was opened with."))
    digest = models.CharField(_("digest"), max_length=64, help_text=_("SHA-256 of what was typed in it."))
    record_type = models.CharField(_("record type"), max_length=40, help_text=_("The type of the record it made."))
    record_pk = models.PositiveBigIntegerField(_("record"), help_text=_("The number of the record that it made."))
    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True, help_text=_("When it was saved."))

    class Meta:
        ordering = ["id"]
        verbose_name, verbose_name_plural = _("sent form"), _("sent forms")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "number"], name="a_form_is_saved_once",
                violation_error_message=_("This form was saved already."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.number}: {self.record_type}/{self.record_pk}"
