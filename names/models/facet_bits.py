"""Bit sets and pairs by which facets are counted: rows that the database derives from published records by triggers.

Only `kb_derive_facets` writes them (names/migrations/0003_facet_bits); `records/facet_counts.py` reads them.
Pairs serve a single chosen value, bit sets any combination.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.facet_counts import BITS


class BitsField(models.Field):
    """A bit for each of 49,152 records; Python sees it as a text of 0 and 1."""

    def db_type(self, connection):
        return f"bit({BITS})"


class FacetBits(models.Model):
    """Which of 49,152 records are published and have one value of one facet: bit n is record 49,152 · block + n."""

    keeps_history = False

    pk = models.CompositePrimaryKey("record_type", "facet", "value", "block")
    record_type = models.CharField(
        _("word of the type"), max_length=40, help_text=_("The record type as in addresses: companies.")
    )
    facet = models.CharField(
        _("facet"), max_length=40, help_text=_("The filter's name, or “all” for every published record.")
    )
    value = models.CharField(
        _("value"),
        max_length=120,
        blank=True,
        help_text=_("A slug or a word, as in addresses; empty for “all”."),
    )
    block = models.IntegerField(_("block"), help_text=_("The record's number divided by 49,152."))
    bits = BitsField(_("bits"), help_text=_("A bit for each record, in the order of their numbers."))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("bit set of a facet")
        verbose_name_plural = _("bit sets of facets")

    def __str__(self):
        return f"{self.record_type}/{self.facet}={self.value}"


class FacetPair(models.Model):
    """How many published records of a type have both of two values, in this order and in the other."""

    keeps_history = False

    pk = models.CompositePrimaryKey("record_type", "facet", "value", "other_facet", "other_value")
    record_type = models.CharField(
        _("word of the type"), max_length=40, help_text=_("The record type as in addresses: companies.")
    )
    facet = models.CharField(_("facet"), max_length=40, help_text=_("The filter's name, or “all” for every record."))
    value = models.CharField(_("value"), max_length=120, blank=True, help_text=_("A value of that facet."))
    other_facet = models.CharField(_("other facet"), max_length=40, help_text=_("The same facet or another."))
    other_value = models.CharField(_("other value"), max_length=120, blank=True, help_text=_("A value of that one."))
    members = models.BigIntegerField(_("members"), help_text=_("How many records have both."))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("pair of values")
        verbose_name_plural = _("pairs of values")

    def __str__(self):
        return f"{self.record_type}/{self.facet}={self.value}&{self.other_facet}={self.other_value}: {self.members}"
