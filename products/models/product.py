from django.db import models
from django.utils.translation import gettext_lazy as _

from names.models import Named
from sources.models.cited import reference


class ProductKind(models.TextChoices):
    DEVICE = "device", _("device")
    SOFTWARE = "software", _("software")
    ROBOT = "robot", _("robot or navigation system")
    DRUG = "drug", _("drug")
    THERAPY = "therapy", _("therapy or technology with its devices")
    ALGORITHM = "algorithm", _("algorithm")
    OTHER = "other", _("other kind of product")


class Product(Named):
    """Something that a company makes for medicine: a device, software, a drug, a therapy with its devices."""

    record_type = "products"
    judged = ("kind", "segments")

    company = reference("companies.Company", "products", _("company"), _("Who makes it; empty where no source says."))
    kind = models.CharField(_("kind"), max_length=12, choices=ProductKind, help_text=_("What sort of product it is."))
    segments = models.ManyToManyField(
        "market.Segment", blank=True, related_name="products", verbose_name=_("segments"),
        help_text=_("The segments that it belongs to."),
    )  # fmt: skip
    summary = models.TextField(_("summary"), blank=True, help_text=_("What it is, in our own words."))
    intended_use = models.TextField(
        _("intended use"), blank=True, help_text=_("What it is meant to do in medicine, as stated.")
    )
    indication = models.TextField(
        _("indication"), blank=True, help_text=_("The disease or condition it is used in, as stated.")
    )
    mechanism = models.TextField(_("mechanism"), blank=True, help_text=_("How it acts, as stated."))
    construction = models.TextField(
        _("construction"), blank=True, help_text=_("What is special in how it is built, as stated.")
    )
    pain_point = models.TextField(
        _("clinical pain point"), blank=True, help_text=_("The clinical problem it was made to solve, as stated.")
    )
    benefit = models.TextField(
        _("stated benefit"), blank=True, help_text=_("What the source says it achieves: a claim, not our finding.")
    )

    class Meta(Named.Meta):
        verbose_name = _("product")
        verbose_name_plural = _("products")
