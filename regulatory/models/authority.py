from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from names.models import Named
from regulatory.vocabulary import Jurisdiction
from sources.models.cited import reference


class AuthorityKind(models.TextChoices):
    REGULATOR = "regulator", _("regulator")
    NOTIFIED_BODY = "notified_body", _("notified body")
    EVALUATION = "evaluation", _("evaluation or testing centre")
    PAYER = "payer", _("public payer")
    GOVERNMENT = "government", _("ministry or government body")
    PLATFORM = "platform", _("platform of authorities and industry")
    SOCIETY = "society", _("scientific society")


class Authority(Named):
    """A body that decides what may be done, tested, sold or paid for in a jurisdiction."""

    record_type = "authorities"
    judged = ("kind", "successor", "succession")

    jurisdiction = models.CharField(
        _("jurisdiction"), max_length=4, choices=Jurisdiction, help_text=_("Where its word counts.")
    )
    kind = models.CharField(_("kind"), max_length=14, choices=AuthorityKind, help_text=_("What sort of body it is."))
    parent = reference("self", "children", _("part of"), _("The authority it belongs to, where a source says so."))
    successor = reference(
        "self",
        "predecessors",
        _("successor"),
        _("The authority that took over its duties. What it decided itself stays under its own name."),
    )
    succession = models.CharField(
        _("succession"), max_length=250, blank=True,
        help_text=_("The public act by which the successor took over, and when: named also where no source says so."),
    )  # fmt: skip
    summary = models.TextField(_("summary"), blank=True, help_text=_("What it does, as far as the sources say."))

    class Meta(Named.Meta):
        verbose_name = _("authority")
        verbose_name_plural = _("authorities")
        constraints = [
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                name="an_authority_is_succeeded_by_another",
                violation_error_message=_("Another authority is its successor, not itself."),
            ),
        ]
