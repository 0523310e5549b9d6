"""The menu: five groups with what each holds, the tools beside them, and where a page stands in it.

A record type names its group itself; tests/house/test_menu.py fails for one that is in none.
"""

from dataclasses import dataclass, replace
from functools import cache

from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from records.record_type import MenuGroup
from regulatory.vocabulary import Strength
from sources.record_types import CITATIONS

from .record_types import RECORD_TYPES


@dataclass(frozen=True)
class Entry:
    """A link of the menu; `current` is the word of aria-current: "page" for the page itself, "true" for one below."""

    address: str
    label: str
    current: str = ""


@dataclass(frozen=True)
class Group:
    """A group of the menu with its entries."""

    key: str
    label: str
    entries: tuple

    @property
    def is_current(self):
        return any(entry.current for entry in self.entries)


PICTURES = {
    MenuGroup.REGULATORY: (
        Entry("/pathways/", _("Pathways: where each product stands")),
        Entry("/timeline/", _("Timeline of policies")),
    ),
    MenuGroup.FUNDING: (Entry("/funding/", _("Funding drawn by company, year, investor")),),
}
"""What stands in a group before its record types."""

TOOLS = (Entry("/search/", _("Search")), Entry("/match/", _("Match")), Entry("/compare/", _("Compare")))

GROUPS = tuple(
    Group(
        group.value,
        group.label,
        PICTURES.get(group, ())
        + tuple(
            Entry(f"/{record_type.name}/", record_type.menu_label)
            for record_type in (*RECORD_TYPES, CITATIONS) if record_type.group == group
        ),
    )
    for group in MenuGroup
)  # fmt: skip


def menu(request) -> dict:
    """The menu as it stands on the page of a request, and the legend, for the template of every page."""
    language = get_language()
    groups, tools = _worded(language)
    return {
        "menu": [replace(group, entries=_placed(group.entries, request.path)) for group in groups],
        "tools": _placed(tools, request.path),
        "signs": _signs(language),
    }


@cache
def _worded(_language):
    """The groups and the tools with their labels in the active language."""
    groups = [replace(group, label=str(group.label), entries=_labelled(group.entries)) for group in GROUPS]
    return groups, _labelled(TOOLS)


def _labelled(entries):
    return tuple(replace(entry, label=str(entry.label)) for entry in entries)


@cache
def _signs(_language):
    """The legend, which says the same on every page."""
    return Markup(render_to_string("_legend.html", {"strengths": Strength.choices}))


def _placed(entries, path):
    return tuple(replace(entry, current=_current(entry.address, path)) for entry in entries)


def _current(address, path):
    if path == address:
        return "page"
    return "true" if path.startswith(address) else ""
