from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1950, 2049
"""The years that have rows: an open or long date has one for each of them. Other years are filtered by the dates."""


class MilestoneYear(models.Model):
    """A published company, a segment of it, and a year in which a milestone of it with one authority can lie.

    Its primary key is the list "companies with an FDA milestone in 2021 in this segment" in the order of their names:
    a page of it and its count are read off the index. It has ids and no relations, so that merges and deletions ignore
    these rows: only the database's `kb_derive_companies` (regulatory/migrations/0003_derived_rows) writes them.
    """

    keeps_history = False

    pk = models.CompositePrimaryKey("segment", "authority", "year", "key", "company")
    company = models.BigIntegerField(_("company"), db_index=True, help_text=_("The number of the company."))
    segment = models.IntegerField(_("segment"), help_text=_("The number of a published segment of the company."))
    authority = models.IntegerField(_("authority"), help_text=_("The number of the authority of the milestone."))
    year = models.SmallIntegerField(_("year"), help_text=_("A year from 1950 to 2049 in which the milestone can lie."))
    key = models.TextField(_("key"), help_text=_("The company's name in small letters: by this the list is ordered."))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("year of a milestone")
        verbose_name_plural = _("years of milestones")

    def __str__(self):
        return f"{self.key}: {self.year}"
