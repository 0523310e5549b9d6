"""A study and its outcomes in one line: what was measured, how much, which way, compared with what."""

from django.utils.translation import gettext as _

from products.models import Study
from products.models.study import Direction
from records.short_forms import ShortForm, Value, amount_of, date_of, label, name_in, written_from
from values.units import with_unit

TIMES = ("second", "minute", "hour", "day", "week", "month", "year", "ms", "s", "min", "h")
"""How units of time begin: less of them is shorter, not lower."""


@written_from("metric", "amount", "unit", "direction", "comparator", "contested", "gaps", in_files=("note",))
def outcome(doc):
    is_level = doc["direction"] == Direction.LEVEL
    result = amount_of(doc, lambda stated: result_in_words(stated, doc))
    return ShortForm(
        Value("text", doc["metric"]),
        result,
        joint=": " if is_level or result.kind == "gap" else " ",
        is_contested=doc["contested"],
    )


def result_in_words(stated, doc):
    """Like “10% higher than control products”, “27 seconds, compared with 55 minutes before”."""
    amount, comparator = with_unit(stated, doc["unit"]), doc["comparator"]
    if doc["direction"] == Direction.LEVEL:
        return (
            _("%(amount)s, compared with %(other)s") % {"amount": amount, "other": comparator} if comparator else amount
        )
    values = {"amount": amount, "other": comparator or _("the comparator")}
    if doc["unit"].split(" ")[0].rstrip("s").lower() in TIMES:
        if doc["direction"] == Direction.LOWER:
            return _("%(amount)s shorter than %(other)s") % values
        return _("%(amount)s longer than %(other)s") % values
    if doc["direction"] == Direction.LOWER:
        return _("%(amount)s lower than %(other)s") % values
    return _("%(amount)s higher than %(other)s") % values


@written_from("company", "product", "kind", "status", "when", "outcomes", "contested", "gaps")
def study(doc):
    subject = ", ".join(filter(None, (name_in(doc, "product", "company"), label(Study, "kind", doc["kind"]))))
    return ShortForm(
        Value("text", subject),
        Value("tag", label(Study, "status", doc["status"]), key=f"status-{doc['status']}"),
        when=date_of(doc),
        notes=tuple(str(outcome(part)) for part in doc["outcomes"]),
        is_contested=doc["contested"],
    )
