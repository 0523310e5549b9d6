"""A round, an investment and a position in one line."""

from django.utils.translation import gettext as _

from companies.models import FundingRound, Investment, Position
from companies.models.funding import InvestmentRole, InvestorList
from companies.models.person import Tenure
from records.short_forms import ShortForm, Value, amount_of, date_of, label, name_in, reading_of, written_from


@written_from("company", "series", "amount", "when", "investor_list", "contested", "gaps")
def funding_round(doc):
    is_incomplete = doc["investor_list"] == InvestorList.INCOMPLETE
    return ShortForm(
        Value("text", ", ".join(filter(None, (name_in(doc, "company"), label(FundingRound, "series", doc["series"]))))),
        amount_of(doc),
        when=date_of(doc),
        notes=tuple(
            filter(None, (reading_of(doc["amount"]), _("list of investors incomplete") if is_incomplete else ""))
        ),
        is_contested=doc["contested"],
    )


@written_from("investor", "role", "amount", "note", "contested", "gaps")
def investment(doc):
    role = label(Investment, "role", doc["role"])
    amount = amount_of(doc).text if doc["amount"] or (doc["gaps"] or {}).get("amount") == "undisclosed" else ""
    return ShortForm(
        _reference(doc["investor"]),
        Value("tag", role, key=f"role-{doc['role']}")
        if doc["role"] != InvestmentRole.UNSTATED
        else Value("text", role),
        joint=", ",
        notes=tuple(filter(None, (amount, reading_of(doc["amount"]), doc["note"]))),
        is_contested=doc["contested"],
    )


@written_from("title", "company", "investor", "tenure", "when", "contested", "gaps")
def position(doc):
    tenure = label(Position, "tenure", doc["tenure"]) if doc["tenure"] != Tenure.CURRENT else ""
    return ShortForm(
        Value("text", doc["title"]),
        _reference(doc["company"] or doc["investor"]),
        joint=", ",
        notes=tuple(filter(None, (tenure, date_of(doc).text if doc["when"] else ""))),
        is_contested=doc["contested"],
    )


def _reference(raw):
    """Another record by name, with its address; nothing where it is not published."""
    return Value("ref", raw["name"], url=f"/{raw['type']}/{raw['slug']}/") if raw else Value("text")
