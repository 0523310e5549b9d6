"""Revisions as models; the tables are made by a migration's SQL and written by the database alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What sort of change a revision is. Editors choose among the first six; the others are set by the program."""

    EVENT = "event", _("something happened")
    ENRICHMENT = "enrichment", _("more was entered")
    CORRECTION = "correction", _("correction")
    WITHDRAWAL = "withdrawal", _("withdrawal of a source")
    REVIEW = "review", _("review")
    IMPORT = "import", _("import")
    MERGE = "merge", _("merge")
    UNDO = "undo", _("undo")
    ERASURE = "erasure", _("erasure")
    MIGRATION = "migration", _("migration")
    BASELINE = "baseline", _("beginning of the history")


CHOSEN_BY_EDITORS = (Kind.EVENT, Kind.ENRICHMENT, Kind.CORRECTION, Kind.WITHDRAWAL, Kind.REVIEW, Kind.IMPORT)


class Revision(models.Model):
    """One transaction that changed curated data; numbered without gaps in the order of commits."""

    number = models.BigIntegerField(_("number"), primary_key=True, help_text=_("From 1 on, without gaps."))
    at = models.DateTimeField(_("time"), help_text=_("When it was committed."))
    author = models.CharField(_("author"), max_length=150, blank=True, help_text=_("The editor; empty for a command."))
    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind, blank=True, help_text=_("Empty where whoever wrote did not say.")
    )
    reason = models.TextField(_("reason"), blank=True, help_text=_("Why, in a few words."))

    class Meta:
        managed = False
        db_table = 'history"."revision'
        ordering = ["number"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")

    def __str__(self):
        return str(self.number)
