from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from names.models import Named
from regulatory.vocabulary import (
    GRANTED_TO_MARKET,
    MARKET_OUTCOMES,
    OUTCOME_WORDS,
    TRIAL_PATHWAYS,
    DeviceClass,
    Jurisdiction,
    MilestoneOutcome,
    Pathway,
    Strength,
    jurisdiction_of,
)  # fmt: skip
from sources.models.cited import RecordQuerySet, reference
from values.fields import Dated, indexes_by_date, is_a_date

MARKETING = (
    (Q(outcome__in=MARKET_OUTCOMES) | Q(outcome=MilestoneOutcome.GRANTED, pathway__in=GRANTED_TO_MARKET))
    & ~Q(pathway__in=[*TRIAL_PATHWAYS, Pathway.NMPA_GREEN_CHANNEL, Pathway.CMS_COVERAGE])
    & Q(strength__in=[Strength.REPORTED, Strength.SEEN])
)


class MilestoneQuerySet(RecordQuerySet):
    def marketing_authorizations(self):
        """Steps that allow marketing: never a trial permission, a designation or a coverage decision."""
        return self.filter(MARKETING)

    def trial_permissions(self):
        """Steps that allow a trial and nothing else."""
        return self.filter(outcome=MilestoneOutcome.TRIAL_ALLOWED)


class Milestone(Named, Dated):
    """One step of one product with one authority: a trial allowed, a certificate issued, a cost covered.

    An IDE allows a company to run a trial in the United States; it never allows marketing.
    """

    record_type = "milestones"
    judged = ("strength",)
    cited_words = {"outcome": OUTCOME_WORDS}

    company = reference(
        "companies.Company",
        "milestones",
        _("applicant"),
        _("Who filed or obtained it; empty where no source names them."),
    )
    product = reference(
        "products.Product", "milestones", _("product"), _("For what; empty where the source names no product.")
    )
    authority = reference("regulatory.Authority", "milestones", _("authority"), _("Who decides."), required=True)
    pathway = models.CharField(_("pathway"), max_length=20, choices=Pathway, help_text=_("The route."))
    outcome = models.CharField(_("outcome"), max_length=14, choices=MilestoneOutcome, help_text=_("The result."))
    strength = models.CharField(
        _("strength"), max_length=10, choices=Strength, default=Strength.REPORTED,
        help_text=_("How strong the basis is: planned < started < submitted < accepted < reported < seen."),
    )  # fmt: skip
    device_class = models.CharField(
        _("device class"), max_length=8, choices=DeviceClass, blank=True, help_text=_("The class, where stated.")
    )
    condition = models.CharField(
        _("condition"), max_length=80, blank=True,
        help_text=_(
            "What narrows the result, in the few words that every short form repeats: “during the clinical trial"
            " phase”; for an exemption what it is from: “European clinical trials”. Empty where nothing narrows it."
        ),
    )  # fmt: skip
    scope = models.TextField(
        _("scope"), blank=True, help_text=_("Exactly what it covers and on what condition, in our own words.")
    )
    sequence = models.PositiveSmallIntegerField(
        _("place in the stated order"), null=True, blank=True,
        help_text=_("Where a source states the order of steps without their dates: 1 came before 2."),
    )  # fmt: skip

    objects = MilestoneQuerySet.as_manager()

    class Meta(Named.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [
            is_a_date("milestone_when_is_a_date"),
            models.CheckConstraint(
                condition=~Q(pathway__in=TRIAL_PATHWAYS) | ~Q(outcome__in=[*MARKET_OUTCOMES, MilestoneOutcome.GRANTED]),
                name="a_trial_permission_is_no_approval",
                violation_error_message=_(
                    "A trial pathway ends in “trial allowed” or “trial started”, never approved."
                ),
            ),
            models.CheckConstraint(
                condition=Q(company__isnull=False) | Q(product__isnull=False) | ~Q(scope=""),
                name="a_milestone_is_somebodys",
                violation_error_message=_("Name the applicant or the product, or say in the scope whose step it is."),
            ),
        ]
        indexes = [
            *Named.Meta.indexes,
            *indexes_by_date("milestone", sequence="sequence"),
            models.Index(fields=["authority", "pathway", "outcome"], name="milestone_facets"),
        ]

    def clean(self):
        """Check pathway and device class against the authority's jurisdiction. Raises ValidationError."""
        super().clean()
        errors = {}
        for name in ("pathway", "device_class") if self.authority_id else ():
            whose = jurisdiction_of(getattr(self, name) or "")
            if whose and whose != self.authority.jurisdiction:
                word = getattr(self, f"get_{name}_display")()
                values = {"word": word, "whose": Jurisdiction(whose).label, "authority": self.authority}
                errors[name] = _("“%(word)s” belongs to another jurisdiction (%(whose)s) than %(authority)s.") % values
        if errors:
            raise ValidationError(errors)

    @property
    def is_marketing_authorization(self) -> bool:
        """Whether it allows marketing of the product."""
        return Milestone.objects.marketing_authorizations().filter(pk=self.pk).exists()
