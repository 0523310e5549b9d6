from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class Taken(models.Model):
    """That an editor works at an item of the worklist, or gave it back although it would be known as theirs."""

    keeps_history = False

    line = models.CharField(_("line"), max_length=20, help_text=_("The line of the worklist, by its word."))
    content_type = models.ForeignKey(
        ContentType, models.CASCADE, related_name="+", verbose_name=_("kind of item"), help_text=_("What it is."),
    )  # fmt: skip
    object_id = models.BigIntegerField(_("number"), help_text=_("Which one of that kind."))
    by = models.CharField(
        _("by"), max_length=150, blank=True, help_text=_("The editor; empty where it was given back.")
    )
    at = models.DateTimeField(_("time"), auto_now=True, help_text=_("When it was taken or given back."))

    class Meta:
        ordering = ["id"]
        verbose_name, verbose_name_plural = _("taken item"), _("taken items")
        indexes = [models.Index(fields=["by", "line"], name="taken_by")]
        constraints = [
            models.UniqueConstraint(
                fields=["line", "content_type", "object_id"], name="an_item_has_one_owner",
                violation_error_message=_("Somebody has this item already."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.line} {self.object_id}: {self.by}"
