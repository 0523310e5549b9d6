from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FailureCount(models.Model):
    """How often a sign-in failed lately: at one account, from one origin, or at one account from one origin.

    Neither names nor addresses are kept, only digests of them that the site's secret key makes: people type
    passwords into the wrong field. Rows go a day after their last failure (failures.py).
    """

    keeps_history = False

    account = models.CharField(
        _("account"), max_length=32, blank=True, help_text=_("Digest of the name that was typed; empty: any account.")
    )
    origin = models.CharField(
        _("origin"), max_length=32, blank=True,
        help_text=_("Digest of an address, or of the mark of a browser that has signed in; empty: any origin."),
    )  # fmt: skip
    level = models.FloatField(
        _("level"), default=0, help_text=_("The failures, of which time takes half every six hours.")
    )
    counted_at = models.DateTimeField(
        _("counted at"), default=timezone.now, db_index=True, help_text=_("When the level was what it says.")
    )

    class Meta:
        ordering = ("account", "origin")
        verbose_name, verbose_name_plural = _("count of failures"), _("counts of failures")
        constraints = (
            models.UniqueConstraint(
                fields=("account", "origin"),
                name="one_count_of_failures_each",
                violation_error_message=_("There is one count for an account and an origin."),
            ),
        )

    def __str__(self):
        return f"{self.account or '*'} / {self.origin or '*'}: {self.level:.1f}"
