from django.db import models
from django.utils.translation import gettext_lazy as _

from names.models import Named
from sources.models.cited import reference
from values.countries import country_is_a_code
from values.fields import Dated, indexes_by_date, is_a_date


class PartnerKind(models.TextChoices):
    HOSPITAL = "hospital", _("hospital")
    UNIVERSITY = "university", _("university")
    COMMITTEE = "committee", _("committee")
    OTHER = "other", _("other clinical body")


class ClinicalPartner(Named):
    """A hospital or other clinical body that names a need, develops, tests, first uses or advises on products."""

    record_type = "partners"
    judged = ("kind",)

    kind = models.CharField(
        _("kind"), max_length=12, choices=PartnerKind, default=PartnerKind.HOSPITAL, help_text=_("What sort of body.")
    )
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        help_text=_("ISO 3166 code of two letters, like CN, where stated or implied."),
    )
    city = models.CharField(_("city"), max_length=80, blank=True, help_text=_("As stated, or as its name says."))
    affiliation = models.CharField(
        _("affiliation"), max_length=160, blank=True, help_text=_("The university or body it belongs to, as stated.")
    )
    summary = models.TextField(_("summary"), blank=True, help_text=_("What the sources say of it, in our own words."))

    class Meta(Named.Meta):
        verbose_name = _("clinical partner")
        verbose_name_plural = _("clinical partners")
        constraints = [country_is_a_code("partner")]


class CollaborationKind(models.TextChoices):
    CO_DEVELOPMENT = "co_development", _("co-development")
    CLINICAL_NEED = "clinical_need", _("clinical need identified")
    TRIAL_SITE = "trial_site", _("trial site")
    FIRST_USE = "first_use", _("first use")
    DATA = "data", _("data or standards")
    ADVICE = "advice", _("scientific advice")
    OTHER = "other", _("other contribution")


class Collaboration(Named, Dated):
    """What one clinical partner contributed to one company's product."""

    record_type = "collaborations"
    judged = ("kind",)

    partner = reference(ClinicalPartner, "collaborations", _("clinical partner"), _("Who contributed."), required=True)
    company = reference(
        "companies.Company", "collaborations", _("company"), _("With which company; empty where no source says.")
    )
    product = reference("products.Product", "collaborations", _("product"), _("On which product."))
    kind = models.CharField(
        _("kind"), max_length=16, choices=CollaborationKind, help_text=_("What sort of contribution it is.")
    )
    contribution = models.TextField(
        _("contribution"), blank=True, help_text=_("What the partner brought in, in our own words.")
    )

    class Meta(Named.Meta):
        verbose_name = _("collaboration")
        verbose_name_plural = _("collaborations")
        constraints = [is_a_date("collaboration_when_is_a_date")]
        indexes = [*Named.Meta.indexes, *indexes_by_date("collaboration")]
