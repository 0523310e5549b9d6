from django.db import models
from django.utils.translation import gettext_lazy as _

from names.models import Named
from regulatory.vocabulary import Jurisdiction
from sources.models.cited import reference
from values.fields import Dated, indexes_by_date, is_a_date


class PolicyKind(models.TextChoices):
    GUIDELINE = "guideline", _("guideline or key points of review")
    PROCEDURE = "procedure", _("procedure")
    NOTICE = "notice", _("notice or plan")
    PHASE = "phase", _("phase of regulation")
    STANDARD = "standard", _("standard or test method")
    STRATEGY = "strategy", _("national strategy")
    REQUIREMENT = "requirement", _("requirement on institutions")
    PRACTICE = "practice", _("practice of institutions")


class Policy(Named, Dated):
    """A rule, plan or phase of regulation: who issued it, when, what it requires."""

    record_type = "policies"
    judged = ("kind",)

    kind = models.CharField(_("kind"), max_length=12, choices=PolicyKind, help_text=_("What sort of policy it is."))
    jurisdiction = models.CharField(
        _("jurisdiction"), max_length=4, choices=Jurisdiction, help_text=_("Where it counts.")
    )
    issuer = reference("regulatory.Authority", "policies", _("issuer"), _("Who issued it; empty where no source says."))
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("What it is and why it matters, in our own words.")
    )
    requirements = models.TextField(
        _("requirements"), blank=True, help_text=_("What it asks for, as far as stated, in our own words.")
    )

    class Meta(Named.Meta):
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        constraints = [is_a_date("policy_when_is_a_date")]
        indexes = [*Named.Meta.indexes, *indexes_by_date("policy")]
