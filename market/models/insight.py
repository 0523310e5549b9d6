from django.db import models
from django.utils.translation import gettext_lazy as _

from names.models import Named
from sources.models.attribution import attributed_once, by
from sources.models.cited import reference


class InsightKind(models.TextChoices):
    TREND = "trend", _("trend")
    NEED = "need", _("clinical or market need")
    STRATEGY = "strategy", _("strategy")
    OPINION = "opinion", _("opinion")
    CLAIM = "claim", _("claim (first, only, superior …)")
    REQUIREMENT = "requirement", _("requirement")
    BARRIER = "barrier", _("barrier")
    MODEL = "model", _("business or collaboration model")
    APPLICATION = "application", _("field of application")
    ADVICE = "advice", _("advice")
    CASE = "case", _("case told as an example")


SPEAKERS = ("speaker", "by_company", "by_partner", "by_authority")


class Insight(Named):
    """A statement that a source makes: a trend, a need, a strategy, an opinion, a claim; who says it, about what.

    `name` is the headline and `statement` the content, both in our own words. It is their statement, not ours.
    """

    record_type = "insights"
    judged = ("kind", "segment")
    attributed_in, attributed_to = "said_by", SPEAKERS

    kind = models.CharField(_("kind"), max_length=12, choices=InsightKind, help_text=_("What sort of statement it is."))
    statement = models.TextField(_("statement"), help_text=_("What is said, in our own words."))
    said_by = models.CharField(
        _("said by"), max_length=200, blank=True, help_text=_("Who says it: the authors, a speaker, a company.")
    )
    speaker = reference(
        "companies.Person", "insights", _("speaker"), _("The person who says it, where the source names one.")
    )
    by_company = by("by_company", "stated_insights")
    by_partner = by("by_partner", "stated_insights")
    by_authority = by("by_authority", "stated_insights")
    company = reference("companies.Company", "insights", _("company"), _("The company that it is about."))
    product = reference("products.Product", "insights", _("product"), _("The product that it is about."))
    segment = reference("market.Segment", "insights", _("segment"), _("The segment that it is about."))
    event = reference("market.Event", "insights", _("said at"), _("The event at which it was said."))

    class Meta(Named.Meta):
        verbose_name = _("insight")
        verbose_name_plural = _("insights")
        constraints = attributed_once("insight", "said_by", SPEAKERS)
