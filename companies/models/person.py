from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from names.models import Named
from sources.models import Cited
from sources.models.cited import reference
from values.fields import Dated, is_a_date


class Person(Named):
    """A person whom a source names, with the positions that it gives them."""

    record_type = "people"

    summary = models.TextField(_("summary"), blank=True, help_text=_("What the sources say of them, in our own words."))

    class Meta(Named.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")


class Tenure(models.TextChoices):
    CURRENT = "current", _("held when the source was written")
    FORMER = "former", _("formerly held")


class Position(Cited, Dated):
    """One title of one person at one company or investor, as a source writes it: the fullest of several wordings."""

    part_of = "person"
    judged = ("tenure",)
    part_label = "title"
    part_key = ("company", "investor", "title")

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="positions", verbose_name=_("person"), help_text=_("Who holds it.")
    )
    company = reference("companies.Company", "positions", _("company"), _("At which company."))
    investor = reference("companies.Investor", "positions", _("investor"), _("Or at which investor."))
    title = models.CharField(_("title"), max_length=160, help_text=_("As the source writes it."))
    tenure = models.CharField(
        _("tenure"), max_length=8, choices=Tenure, default=Tenure.CURRENT,
        help_text=_("Whether they held it when the source was written."),
    )  # fmt: skip

    class Meta(Cited.Meta):
        ordering = ["person", "tenure", "title", "id"]
        verbose_name = _("position")
        constraints = [
            is_a_date("position_when_is_a_date"),
            models.CheckConstraint(
                condition=Q(company__isnull=False, investor__isnull=True)
                | Q(company__isnull=True, investor__isnull=False),
                name="a_position_is_at_one_organisation",
                violation_error_message=_("Name either a company or an investor."),
            ),
            models.UniqueConstraint(
                fields=["person", "company", "investor", "title"],
                nulls_distinct=False,
                name="a_title_is_kept_once",
                violation_error_message=_("This title is already there."),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.title}, {self.company or self.investor}"
