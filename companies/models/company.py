from django.db import models
from django.utils.translation import gettext_lazy as _

from names.models import Named
from sources.models.cited import RecordQuerySet
from values.countries import country_is_a_code


class Coverage(models.TextChoices):
    PROFILED = "profiled", _("profiled")
    MENTIONED = "mentioned", _("only mentioned")


class CompanyKind(models.TextChoices):
    DEVICE = "device", _("medical devices")
    AI = "ai", _("medical AI and software")
    PHARMA = "pharma", _("pharmaceuticals")
    HEALTH_SERVICE = "health_service", _("health services and platforms")
    TECHNOLOGY = "technology", _("general technology")
    CONSULTANCY = "consultancy", _("consultancy")
    MEDIA = "media", _("research and media")
    UNSTATED = "unstated", _("kind not stated")


class CompanyQuerySet(RecordQuerySet):
    def profiled(self):
        """Companies of which a source states more than the name."""
        return self.filter(coverage=Coverage.PROFILED)

    def mentioned(self):
        """Companies that are only thanked, listed or named in passing."""
        return self.filter(coverage=Coverage.MENTIONED)


class Company(Named):
    """An enterprise that makes, sells or serves medical technology, or that a source names along with one."""

    record_type = "companies"
    judged = ("coverage", "kind")

    coverage = models.CharField(
        _("coverage"), max_length=10, choices=Coverage, default=Coverage.MENTIONED,
        help_text=_("Profiled, or only mentioned: a company thanked or listed is no profile."),
    )  # fmt: skip
    kind = models.CharField(
        _("kind"), max_length=16, choices=CompanyKind, default=CompanyKind.UNSTATED,
        help_text=_("What sort of company the sources call it."),
    )  # fmt: skip
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        help_text=_("ISO 3166 code of two letters, like CN, where a source states it or words of it imply it."),
    )
    city = models.CharField(_("city"), max_length=80, blank=True, help_text=_("Where it sits, if a source states it."))
    website = models.URLField(_("website"), max_length=200, blank=True, help_text=_("If a source states it."))
    summary = models.TextField(_("summary"), blank=True, help_text=_("What it makes and for whom, in our own words."))
    segments = models.ManyToManyField(
        "market.Segment", blank=True, related_name="companies", verbose_name=_("segments"),
        help_text=_("The segments that it works in, as far as the sources place it."),
    )  # fmt: skip

    objects = CompanyQuerySet.as_manager()

    class Meta(Named.Meta):
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        constraints = [country_is_a_code("company")]
