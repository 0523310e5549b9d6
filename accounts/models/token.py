"""Tokens by which scripts show on whose behalf they ask."""

from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

LONGEST = timedelta(days=365)
"""For which a token is good at most."""


class Right(models.TextChoices):
    """What a token lets a script do."""

    PROPOSE = "propose", _("propose changes")


class Token(models.Model):
    """A secret that a script sends in the name of a user; only its digest is kept, so nobody can read it here.

    It gives its rights and no others, whatever the user may do in the admin.
    """

    keeps_history = False

    label = models.CharField(_("for"), max_length=100, help_text=_("Which script uses it."))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens", verbose_name=_("user"),
        help_text=_("Who answers for what is sent with it; once their account is closed, it is refused."),
    )  # fmt: skip
    rights = ArrayField(
        models.CharField(max_length=10, choices=Right), verbose_name=_("rights"),
        help_text=_("What it may be used for."),
    )  # fmt: skip
    digest = models.CharField(
        _("digest"), max_length=64, unique=True, editable=False, help_text=_("SHA-256 of the secret.")
    )
    made_on = models.DateField(_("made on"), auto_now_add=True, help_text=_("The day on which it was made."))
    expires_on = models.DateField(
        _("last day"), help_text=_("The last day on which it is taken (UTC); within a year from now.")
    )
    revoked_at = models.DateTimeField(
        _("revoked at"), null=True, blank=True, editable=False, help_text=_("From when on it is refused.")
    )
    last_used_at = models.DateTimeField(
        _("last used"), null=True, blank=True, editable=False, help_text=_("To the minute.")
    )

    class Meta:
        ordering = ["-id"]
        verbose_name, verbose_name_plural = _("token"), _("tokens")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "label"], condition=Q(revoked_at=None), name="a_token_is_for_one_purpose",
                violation_error_message=_("This user has a token for that already."),
            ),
            models.CheckConstraint(
                condition=Q(expires_on__lte=F("made_on") + LONGEST), name="a_token_expires_within_a_year",
                violation_error_message=_("A token is good for a year at most."),
            ),
            models.CheckConstraint(
                condition=Q(rights__contained_by=Right.values, rights__len__gt=0), name="a_token_has_known_rights",
                violation_error_message=_("A token has at least one of the rights that there are."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.label
