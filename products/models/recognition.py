from django.db import models
from django.utils.translation import gettext_lazy as _

from names.models import Named
from sources.models.attribution import BY, attributed_once, by
from sources.models.cited import reference
from values.fields import Dated, indexes_by_date, is_a_date


class RecognitionKind(models.TextChoices):
    GUIDELINE = "guideline", _("included in a guideline")
    PUBLICATION = "publication", _("published in a journal")
    FIRST_USE = "first_use", _("first use")
    AWARD = "award", _("award")
    STANDARD = "standard", _("part in a standard")
    OTHER = "other", _("other recognition")


class Recognition(Named, Dated):
    """A recognition of a product: a guideline includes it, a journal publishes on it, a hospital first uses it."""

    record_type = "recognitions"
    judged = ("kind",)
    attributed_in, attributed_to = "issuer", BY

    company = reference("companies.Company", "recognitions", _("company"), _("Whose product it is."))
    product = reference("products.Product", "recognitions", _("product"), _("What is recognised."))
    kind = models.CharField(
        _("kind"), max_length=12, choices=RecognitionKind, help_text=_("What sort of recognition it is.")
    )
    issuer = models.CharField(
        _("issuer"), max_length=160, blank=True, help_text=_("The society, journal or hospital, as stated.")
    )
    by_company = by("by_company", "issued_recognitions")
    by_partner = by("by_partner", "issued_recognitions")
    by_authority = by("by_authority", "issued_recognitions")
    by_person = by("by_person", "issued_recognitions")
    work = models.CharField(
        _("work"), max_length=200, blank=True, help_text=_("The guideline or paper, by its title as stated.")
    )
    place = models.CharField(_("place"), max_length=120, blank=True, help_text=_("Where, as stated."))
    summary = models.TextField(_("summary"), blank=True, help_text=_("What happened, in our own words."))

    class Meta(Named.Meta):
        verbose_name = _("recognition")
        verbose_name_plural = _("recognitions")
        constraints = [is_a_date("recognition_when_is_a_date"), *attributed_once("recognition", "issuer")]
        indexes = [*Named.Meta.indexes, *indexes_by_date("recognition")]
