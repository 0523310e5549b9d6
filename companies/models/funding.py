from django.db import models
from django.utils.translation import gettext_lazy as _

from names.models import Named
from sources.models import Cited
from sources.models.cited import CitedQuerySet, reference
from values.fields import Amounted, Dated, indexes_by_date, is_a_date


class InvestorKind(models.TextChoices):
    VENTURE = "venture", _("venture capital")
    PRIVATE_EQUITY = "private_equity", _("private equity")
    CORPORATE = "corporate", _("corporate investor")
    UNSTATED = "unstated", _("kind not stated")


class Investor(Named):
    """Someone who puts money into companies."""

    record_type = "investors"
    judged = ("kind",)

    kind = models.CharField(
        _("kind"), max_length=16, choices=InvestorKind, default=InvestorKind.UNSTATED,
        help_text=_("What sort of investor the sources call it."),
    )  # fmt: skip
    region = models.CharField(_("region"), max_length=80, blank=True, help_text=_("Where from, as stated: European …"))
    summary = models.TextField(_("summary"), blank=True, help_text=_("What the sources say of it, in our own words."))

    class Meta(Named.Meta):
        verbose_name = _("investor")
        verbose_name_plural = _("investors")


class Series(models.TextChoices):
    ANGEL = "angel", _("angel round")
    SEED = "seed", _("seed round")
    A = "a", _("Series A")
    B = "b", _("Series B")
    C = "c", _("Series C")
    D = "d", _("Series D")
    ADDITIONAL = "additional", _("additional financing")
    UNSTATED = "unstated", _("series not stated")


class InvestorList(models.TextChoices):
    AS_LISTED = "as_listed", _("as listed by the source")
    INCOMPLETE = "incomplete", _("incomplete: the source says there are more")


class FundingRound(Named, Amounted, Dated):
    """One financing of one company, with its date and amount as stated."""

    record_type = "rounds"
    judged = ("investor_list",)

    company = reference("companies.Company", "rounds", _("company"), _("Who was financed."), required=True)
    series = models.CharField(
        _("series"), max_length=12, choices=Series, default=Series.UNSTATED, help_text=_("The series as stated.")
    )
    investor_list = models.CharField(
        _("list of investors"), max_length=12, choices=InvestorList, default=InvestorList.AS_LISTED,
        help_text=_("Whether the source says that its list of investors is not complete (“etc.”)."),
    )  # fmt: skip
    summary = models.TextField(_("summary"), blank=True, help_text=_("What else is stated, in our own words."))

    class Meta(Named.Meta):
        verbose_name = _("funding round")
        verbose_name_plural = _("funding rounds")
        constraints = [is_a_date("round_when_is_a_date")]
        indexes = [*Named.Meta.indexes, *indexes_by_date("round")]


class InvestmentRole(models.TextChoices):
    LEAD = "lead", _("lead")
    CO_LEAD = "co_lead", _("co-lead")
    PARTICIPANT = "participant", _("participant")
    UNSTATED = "unstated", _("role not stated")


class InvestmentQuerySet(CitedQuerySet):
    def led_by(self, investor):
        """Investments in which this investor led or co-led."""
        return self.filter(investor=investor, role__in=[InvestmentRole.LEAD, InvestmentRole.CO_LEAD])


class Investment(Cited, Amounted):
    """One investor's part in one round."""

    part_of = "round"
    judged = ("role", "note")
    part_label = "investor__name"
    part_key = ("investor",)

    round = models.ForeignKey(
        FundingRound, models.CASCADE, related_name="investments", verbose_name=_("round"), help_text=_("The round.")
    )
    investor = reference(Investor, "investments", _("investor"), _("Who invested."), required=True)
    role = models.CharField(
        _("role"), max_length=12, choices=InvestmentRole, default=InvestmentRole.UNSTATED,
        help_text=_("Lead, co-lead (two or more lead together) or participant, as stated."),
    )  # fmt: skip
    note = models.CharField(
        _("note"), max_length=200, blank=True, help_text=_("What else is stated, like “additional investment”.")
    )

    objects = InvestmentQuerySet.as_manager()

    class Meta(Cited.Meta):
        ordering = ["round", "role", "investor", "id"]
        verbose_name = _("investment")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "investor"], name="an_investor_joins_a_round_once",
                violation_error_message=_("This investor is already in the round."),
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.investor} ({self.get_role_display()})"
