from django.db import models
from django.utils.translation import gettext_lazy as _

from names.models import Named
from sources.models.cited import reference


class Segment(Named):
    """One field of medical technology, as a source divides them; a root is a whole taxonomy."""

    record_type = "segments"
    judged = ("parent",)

    parent = reference("self", "children", _("part of"), _("The wider segment; empty for the root of a taxonomy."))
    definition = models.TextField(
        _("definition"), blank=True, help_text=_("What the source means by it, in our words.")
    )
    in_scope = models.TextField(_("in scope"), blank=True, help_text=_("What the source counts in."))
    out_of_scope = models.TextField(_("out of scope"), blank=True, help_text=_("What the source leaves out."))
    assessment = models.CharField(
        _("assessment"), max_length=200, blank=True,
        help_text=_("How the source rates it: highly mature, with high expectations …"),
    )  # fmt: skip

    class Meta(Named.Meta):
        verbose_name = _("segment")
        verbose_name_plural = _("segments")
