from django.db import models
from django.utils.translation import gettext_lazy as _

from names.models import Named
from sources.models.attribution import BY, attributed_once, by
from sources.models.cited import reference
from values.fields import Amounted, Dated, indexes_by_date, is_a_date


class Basis(models.TextChoices):
    MEASURED = "measured", _("measured or counted")
    ESTIMATED = "estimated", _("estimated")
    FORECAST = "forecast", _("forecast")
    CLAIMED = "claimed", _("claimed by a company")
    STATED = "stated", _("stated without a basis")


class MarketFigure(Named, Amounted, Dated):
    """One number about the field or about a company, with its year, unit, scope and origin."""

    record_type = "figures"
    judged = ("basis", "segment")
    attributed_in, attributed_to = "by_whom", BY

    segment = reference("market.Segment", "figures", _("segment"), _("The segment that it counts."))
    company = reference(
        "companies.Company",
        "figures",
        _("company"),
        _("The company that it counts, where it is a figure of one company."),
    )
    product = reference(
        "products.Product",
        "figures",
        _("product"),
        _("The product that it counts, where it is a figure of one product."),
    )
    geography = models.CharField(
        _("geography"), max_length=80, blank=True, help_text=_("Where it holds, as stated: China, worldwide …")
    )
    unit = models.CharField(
        _("unit"), max_length=60, blank=True,
        help_text=_("What is counted: %, companies, examinations a year …; empty for money."),
    )  # fmt: skip
    basis = models.CharField(
        _("basis"), max_length=12, choices=Basis, default=Basis.STATED,
        help_text=_("Whether it was counted, estimated or forecast."),
    )  # fmt: skip
    by_whom = models.CharField(
        _("by whom"), max_length=200, blank=True, help_text=_("Whose number it is, as far as the source says.")
    )
    by_company = by("by_company", "stated_figures")
    by_partner = by("by_partner", "stated_figures")
    by_authority = by("by_authority", "stated_figures")
    by_person = by("by_person", "stated_figures")
    scope = models.TextField(
        _("scope"), blank=True, help_text=_("What exactly it counts, over what period, compared with what.")
    )

    class Meta(Named.Meta):
        verbose_name = _("market figure")
        verbose_name_plural = _("figures")
        constraints = [is_a_date("figure_when_is_a_date"), *attributed_once("figure", "by_whom")]
        indexes = [*Named.Meta.indexes, *indexes_by_date("figure")]
