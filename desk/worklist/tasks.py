"""The admin's lists of records, grouped by what somebody does there instead of by app."""

from dataclasses import dataclass

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..access import may_sit_at_it

TASKS = (
    (_("Enter"), (
        "sources.Source", "companies.Company", "products.Product", "regulatory.Milestone", "companies.FundingRound",
        "products.Study", "products.Collaboration", "products.Recognition", "companies.Person", "companies.Investor",
        "products.ClinicalPartner", "market.Event", "market.MarketFigure", "market.Insight", "regulatory.Policy",
        "intake.Upload",
    )),
    (_("Parts of records"), (
        "entities.Name", "companies.Position", "companies.Investment", "products.Outcome", "market.Participation",
    )),
    (_("Review"), ("desk.Proposal", "sources.Citation", "history.Revision", "entities.Successor")),
    (_("Vocabulary"), ("market.Segment", "regulatory.Authority")),
    (_("People and rights"), ("auth.User", "auth.Group", "accounts.Token")),
)  # fmt: skip
OTHERS = _("Further lists")


@dataclass(frozen=True)
class Task:
    """A group of lists: (name, where it is, where one is added or "", whether the user may only look)."""

    label: str
    lists: list


def tasks_for(request) -> list[Task]:
    """The lists that the user may open, by task."""
    found = {
        model["model"]._meta.label: (model["name"], model["admin_url"], model["add_url"] or "", model["view_only"])
        for app in admin.site.get_app_list(request) for model in app["models"] if model["admin_url"]
    }  # fmt: skip
    named = {label for _task, labels in TASKS for label in labels}
    groups = [(task, [found[label] for label in labels if label in found]) for task, labels in TASKS]
    groups.append((OTHERS, [each for label, each in found.items() if label not in named]))
    if may_sit_at_it(request):
        missing = (_("Not in the model yet"), reverse("desk:missing_kinds"), "", True)
        groups = [(task, [*lists, missing] if task == TASKS[3][0] else lists) for task, lists in groups]
    return [Task(task, lists) for task, lists in groups if lists]
