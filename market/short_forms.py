"""A figure and a statement in one line: how much of what, when, on what basis, by whom."""

from django.utils.translation import gettext as _

from market.models import Insight, MarketFigure
from market.models.figure import Basis
from records.short_forms import ShortForm, Value, amount_of, date_of, label, name_in, reading_of, written_from
from values.units import with_unit


@written_from("name", "amount", "unit", "when", "basis", "by_whom", "contested", "gaps")
def figure(doc):
    basis = label(MarketFigure, "basis", doc["basis"]) if doc["basis"] != Basis.STATED else ""
    reading = "" if doc["unit"] else reading_of(doc["amount"])
    return ShortForm(
        Value("text", doc["name"]),
        amount_of(doc, lambda stated: with_unit(stated, doc["unit"])),
        when=date_of(doc),
        notes=tuple(filter(None, (reading, basis, doc["by_whom"]))),
        is_contested=doc["contested"],
    )


@written_from("kind", "said_by", "speaker", "contested")
def insight(doc):
    said_by = doc["said_by"] or name_in(doc, "speaker")
    return ShortForm(
        Value("text", label(Insight, "kind", doc["kind"])),
        Value("text", _("said by %(whom)s") % {"whom": said_by} if said_by else ""),
        joint=", ",
        is_contested=doc["contested"],
    )
