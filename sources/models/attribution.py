"""Who a record is by: the one company, partner, authority or person that its words name, where we hold it.

The words as stated stay beside it (`attributed_in`): they name bodies of which there is no record, or several at once.
"""

from django.db.models import CheckConstraint, Q
from django.utils.translation import gettext_lazy as _

from .cited import reference

BY = ("by_company", "by_partner", "by_authority", "by_person")
"""The relations of which one leads to whom a record is by."""
_ABOUT = {
    "by_company": ("companies.Company", _("by company"), _("The company that these words name, where it is here.")),
    "by_partner": (
        "products.ClinicalPartner", _("by clinical partner"),
        _("Or the clinical partner that they name: at most one company, partner, authority or person."),
    ),
    "by_authority": ("regulatory.Authority", _("by authority"), _("Or the authority or society that they name.")),
    "by_person": ("companies.Person", _("by person"), _("Or the person that they name, also with their company.")),
}  # fmt: skip


def by(relation, related_name):
    """The field for one relation of BY; `related_name` is the section of what is by somebody in their profile."""
    model, verbose_name, help_text = _ABOUT[relation]
    return reference(model, related_name, verbose_name, help_text)


def attributed_once(record, words, relations=BY):
    """The rules that a record is by one at most, and that its words say so too."""
    one = Q()
    for relation in relations:
        one |= Q(**{f"{other}__isnull": True for other in relations if other != relation})
    nobody = Q(**{f"{relation}__isnull": True for relation in relations if relation in BY})
    return [
        CheckConstraint(
            condition=one, name=f"{record}_is_by_one",
            violation_error_message=_("Name one company, clinical partner, authority or person at most."),
        ),
        CheckConstraint(
            condition=nobody | ~Q(**{words: ""}), name=f"{record}_is_by_whom_its_words_name",
            violation_error_message=_("Write the words by which the source names them, beside the record."),
        ),
    ]  # fmt: skip
