"""Tables that wait to be taken in, and how their columns were mapped. None of it has a history."""

from datetime import timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT = timedelta(days=7)
"""How long a table waits."""


class UploadQuerySet(models.QuerySet):
    def of(self, user):
        """The tables of a user that have not expired."""
        return self.filter(user=user, at__gt=timezone.now() - KEPT)

    def expired(self):
        return self.filter(at__lte=timezone.now() - KEPT)

    def for_list(self):
        return self.defer("rows", "found")


class Upload(models.Model):
    """A table that somebody has sent and not yet taken in, with what was said about it; only they see it."""

    keeps_history = False

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"),
        help_text=_("Who sent it."),
    )  # fmt: skip
    at = models.DateTimeField(_("time"), auto_now_add=True, db_index=True, help_text=_("When it was sent."))
    file_name = models.CharField(_("file"), max_length=120, help_text=_("What the file was called."))
    record_type = models.CharField(_("record type"), max_length=40, help_text=_("What its rows are."))
    read_as = models.CharField(_("read as"), max_length=120, help_text=_("Its encoding, or the sheet that was read."))
    rows = models.JSONField(_("rows"), encoder=DjangoJSONEncoder, help_text=_("Its head and its rows, cell by cell."))
    columns = models.JSONField(_("columns"), default=dict, help_text=_("What each column holds, by its number."))
    answers = models.JSONField(_("answers"), default=dict, help_text=_("What was answered, by question."))
    as_source = models.JSONField(
        _("as a source"),
        default=dict,
        blank=True,
        help_text=_("What is said of the table where it is a source itself."),
    )
    found = models.JSONField(_("preview"), default=dict, help_text=_("What each row would do, as last looked at."))
    revision = models.ForeignKey(
        "history.Revision", models.DO_NOTHING, null=True, blank=True, db_constraint=False, related_name="+",
        verbose_name=_("revision"), help_text=_("The revision by which it was taken in."),
    )  # fmt: skip
    proposal = models.ForeignKey(
        "desk.Proposal", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("proposal"),
        help_text=_("The proposal that it became."),
    )  # fmt: skip

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name, verbose_name_plural = _("table to be taken in"), _("tables to be taken in")

    def __str__(self):
        return self.file_name

    @property
    def is_done(self):
        """Whether it was taken in, or proposed."""
        return self.revision_id is not None or self.proposal_id is not None

    @property
    def expires_at(self):
        return self.at + KEPT


class ColumnChoice(models.Model):
    """What somebody said the columns of a head are, for the next table with that head."""

    keeps_history = False

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("user"), help_text=_("Who said so.")
    )
    record_type = models.CharField(_("record type"), max_length=40, help_text=_("What the rows are."))
    head = models.CharField(_("head"), max_length=64, help_text=_("SHA-256 of the heads of the columns, in order."))
    columns = models.JSONField(_("columns"), help_text=_("What each column holds, by its number."))

    class Meta:
        ordering = ["id"]
        verbose_name, verbose_name_plural = _("choice of columns"), _("choices of columns")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "record_type", "head"], name="columns_are_remembered_once",
                violation_error_message=_("The columns of this head are remembered already."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.record_type} {self.head[:8]}"
