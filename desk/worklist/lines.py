"""The lines of the worklist: what waits for somebody, in the order of the admin's home."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from . import citations, gaps, proposals, sources


@dataclass(frozen=True)
class Line:
    """One line: `waiting(user)` has a QuerySet of open items for each model that the user may see.

    `rows(request, items)` says the items of one page as Rows. `works_on(user, item)` is whether the user may do
    something about an item. Items that have an owner without being taken annotate it as `known_owner`.
    """

    word: str
    label: str
    explained: str
    waiting: Callable
    rows: Callable
    works_on: Callable
    settled_by: tuple = ()
    """The words of the buttons that settle an item."""


LINES = (
    Line(
        "unread", _("Sources nobody has begun to read"), _("Entered, and queued for reading."),
        sources.unread, sources.rows, sources.works_on,
    ),
    Line(
        "half-read", _("Sources half read"), _("Some paragraphs are still open at the desk."),
        sources.half_read, sources.rows, sources.works_on,
    ),
    Line(
        "second-reading", _("Sources to be read a second time"),
        _("Every paragraph is closed; the second reading makes the source done."),
        sources.second_reading, sources.rows, sources.works_on,
    ),
    Line(
        "proposals", _("Proposals to be decided"), _("Changes of published records that a reviewer decides on."),
        proposals.to_be_decided, proposals.rows, proposals.may_decide,
    ),
    Line(
        "asked-back", _("Proposals asked back"), _("A reviewer has a question for whoever proposed it."),
        proposals.asked_back, proposals.rows, proposals.may_answer,
    ),
    Line(
        "recheck", _("Values to be checked again"),
        _("The value changed after it was cited: compare it with the place."),
        citations.to_be_rechecked, citations.recheck_rows, citations.works_on, (citations.UNCHANGED,),
    ),
    Line(
        "contested", _("Contested values without a ruling"),
        _("A place contradicts the value, and no note says why the record keeps it."),
        citations.without_ruling, citations.contested_rows, citations.works_on, (citations.RULED,),
    ),
    Line(
        "not-looked-for", _("Records with fields that nobody has looked for"),
        _("Published records with an empty field that is not noted as a known gap."),
        gaps.not_looked_for, gaps.rows, gaps.works_on, (gaps.NOTHING_FOUND,),
    ),
)  # fmt: skip
BY_WORD = {line.word: line for line in LINES}


def lines_for(user) -> list[Line]:
    """The lines that have something to say to a user: of records that they may see."""
    return [line for line in LINES if line.waiting(user)]
