"""What readers report as a mistake."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .proposal import Proposal

LONGEST = {"page": 300, "value": 300, "about": 300, "wrong": 2000, "stated_at": 1000}
"""Characters of what a reader sends."""


class Report(models.Model):
    """What a reader says is wrong, and where that is stated; a proposal without values, settled or refused as one."""

    keeps_history = False

    proposal = models.OneToOneField(
        Proposal, models.CASCADE, related_name="report", verbose_name=_("proposal"),
        help_text=_("Its place in the queue, with what became of it."),
    )  # fmt: skip
    page = models.CharField(
        _("page"), max_length=LONGEST["page"], blank=True, help_text=_("The page from which it was reported.")
    )
    value = models.CharField(
        _("address of the value"), max_length=LONGEST["value"], blank=True,
        help_text=_("As links to values name it, like “companies-airdoc-city”; empty where none was chosen."),
    )  # fmt: skip
    about = models.CharField(
        _("about"), max_length=LONGEST["about"], help_text=_("The record and the value, as they were called then.")
    )
    wrong = models.TextField(_("what is wrong"), help_text=_("In the reader's words, plain text."))
    stated_at = models.TextField(
        _("where that is stated"), help_text=_("A source's address or words, as the reader gave them.")
    )
    answer = models.TextField(_("answer"), blank=True, help_text=_("The reviewer's reason; no reader sees it."))
    form_number = models.UUIDField(
        _("number of the form"), editable=False, help_text=_("By which a form that is sent twice is known again.")
    )

    class Meta:
        ordering = ["-id"]
        verbose_name, verbose_name_plural = _("report of a mistake"), _("reports of mistakes")
        constraints = [
            models.UniqueConstraint(
                fields=["form_number"], name="a_report_is_kept_once",
                violation_error_message=_("This report is here already."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.about
