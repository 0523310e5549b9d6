"""A milestone in one line: whose, on which route, with what result, on what condition, when."""

from django.utils.translation import gettext as _

from records.short_forms import ShortForm, Value, date_of, label, name_in, written_from
from regulatory.models import Milestone
from regulatory.vocabulary import MilestoneOutcome, Strength


@written_from(
    "company", "product", "pathway", "outcome", "condition", "device_class", "strength", "when", "contested", "gaps"
)
def milestone(doc):
    subject = ", ".join(filter(None, (name_in(doc, "product", "company"), label(Milestone, "pathway", doc["pathway"]))))
    strength = doc["strength"]
    return ShortForm(
        Value("text", subject),
        Value("tag", result_of(doc), key=f"outcome-{doc['outcome']}{' is-narrowed' if doc['condition'] else ''}"),
        when=date_of(doc),
        notes=(label(Milestone, "strength", strength),) if strength != Strength.REPORTED else (),
        is_contested=doc["contested"],
    )


def result_of(doc):
    """The outcome with what narrows it: “exempted from European clinical trials”, “covered by the payer, during …”."""
    outcome, condition = label(Milestone, "outcome", doc["outcome"]), doc["condition"]
    if condition and doc["outcome"] == MilestoneOutcome.EXEMPTED:
        outcome, condition = _("exempted from %(trials)s") % {"trials": condition}, ""
    device_class = label(Milestone, "device_class", doc["device_class"])
    return ", ".join(filter(None, (outcome, condition, device_class)))
