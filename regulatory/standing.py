"""Where a product or company stands today on one route: the furthest step that holds, of all that are stated.

The steps are documents of milestones, as the API gives them, so that a page and the API rank alike.
"""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from history import moments
from values.dates import PartialDate

from .vocabulary import (
    ENDINGS,
    GRANTED_TO_MARKET,
    LASTING,
    MARKET_OUTCOMES,
    ROUTE_NOT_STATED,
    TRIAL_PATHWAYS,
    MilestoneOutcome,
    Pathway,
    Strength,
)


class Stage(models.IntegerChoices):
    """How far a step has come, the furthest last.

    The order is that of the way to the market. What has not happened comes below all that has; a designation or a
    procedure entered makes the way shorter and permits nothing; an exemption spares the trial, a permission precedes
    it, and a filing follows it. A trial permission is never beside an approval: four stages lie between them. Only what
    is reported or seen counts as decided: an outcome whose basis is a filing is under review.
    """

    ENDED = 0, _("refused, withdrawn or expired")
    PLANNED = 1, _("planned or conditional: it has not happened")
    PROCEDURE = 2, _("designated, or a procedure entered: it permits nothing")
    EXEMPTED = 3, _("exempted from clinical trials")
    TRIAL_ALLOWED = 4, _("trial allowed: no approval to market")
    TRIAL_STARTED = 5, _("trial started: no approval to market")
    UNDER_REVIEW = 6, _("filed, decision pending")
    COVERED = 7, _("covered by a payer")
    AUTHORIZED = 8, _("allows marketing")


DECIDED = {
    MilestoneOutcome.COVERED: Stage.COVERED,
    MilestoneOutcome.TRIAL_STARTED: Stage.TRIAL_STARTED,
    MilestoneOutcome.TRIAL_ALLOWED: Stage.TRIAL_ALLOWED,
    MilestoneOutcome.EXEMPTED: Stage.EXEMPTED,
}
"""The stage of an outcome that is reported or seen; of all others only the API's word for marketing decides."""


def stage_of(step) -> Stage:
    """The stage of one step by itself, whatever came after it."""
    outcome, strength, pathway = step["outcome"], step["strength"], step["pathway"]
    if outcome in ENDINGS:
        return Stage.ENDED
    if strength == Strength.PLANNED or outcome == MilestoneOutcome.CONDITIONAL:
        return Stage.PLANNED
    if step["is_marketing_authorization"]:
        return Stage.AUTHORIZED
    if strength in (Strength.REPORTED, Strength.SEEN):
        if outcome in DECIDED:
            return DECIDED[outcome]
        if pathway == Pathway.CMS_COVERAGE and outcome in MARKET_OUTCOMES:
            return Stage.COVERED
    permits_no_marketing = pathway in (*TRIAL_PATHWAYS, Pathway.NMPA_GREEN_CHANNEL)
    if strength == Strength.STARTED or permits_no_marketing:
        return Stage.PROCEDURE
    is_asked_for = outcome in (MilestoneOutcome.PENDING, MilestoneOutcome.COVERED, *MARKET_OUTCOMES)
    return Stage.UNDER_REVIEW if is_asked_for or pathway in GRANTED_TO_MARKET else Stage.PROCEDURE


@dataclass(frozen=True)
class Standing:
    """The step that shows where something stands, its stage today, and all other steps of the same route."""

    step: dict
    stage: Stage
    others: list
    today: date

    @property
    def ended(self) -> int:
        """How many of the other steps are a refusal, a withdrawal or an expiry."""
        return sum(step["outcome"] in ENDINGS for step in self.others)


def standing(steps, today: date | None = None) -> Standing:
    """The standing of some steps of one product or company on one route; there must be at least one.

    The furthest step that holds stands; of several the one without a condition, then the latest. Where none holds, the
    last ending stands, or what has expired.
    """
    today = today or moments.today()
    holding = [step for step in steps if step["outcome"] not in ENDINGS and not _is_over(step, steps, today)]
    if holding:
        chosen = max(holding, key=lambda step: (stage_of(step), not step["condition"], _time(step)))
        stage = stage_of(chosen)
    else:
        endings = [step for step in steps if step["outcome"] in ENDINGS]
        chosen, stage = max(endings or steps, key=_time), Stage.ENDED
    return Standing(chosen, stage, [step for step in steps if step is not chosen], today)


def _time(step):
    """What has no date comes before what has one; of the undated, in the order that a source states."""
    when = PartialDate(step["when"]["edtf"]).sort_key if step["when"] else ""
    return when, step["sequence"] or 0


def has_expired(step, today: date) -> bool:
    """Whether a permission was stated to last until a day that is past: “2015/2020”, one moment before it never is."""
    when = step["when"]
    is_span = when and "/" in when["edtf"] and when["latest"]
    return bool(is_span and step["outcome"] in LASTING and when["latest"] < today.isoformat())


def _is_over(step, steps, today):
    return has_expired(step, today) or any(_ends(other, step, steps) for other in steps if other["outcome"] in ENDINGS)


def _ends(ending, step, steps):
    """Whether a refusal, withdrawal or expiry ends a step: on the same pathway, not before it, for what it is about.

    An ending with a condition (“for Type I”) ends the steps of that condition, and of all where none has it.
    """
    if not _is_same_pathway(ending, step) or _is_before(ending, step):
        return False
    about = ending["condition"]
    has_it = any(other["condition"] == about for other in steps if other["outcome"] not in ENDINGS)
    return not about or step["condition"] == about or not has_it


def _is_same_pathway(ending, step):
    """The same pathway; where that of either is not stated, any but a trial's: that permission ends by itself."""
    if ending["pathway"] == step["pathway"]:
        return True
    is_unstated = ending["pathway"] in ROUTE_NOT_STATED or step["pathway"] in ROUTE_NOT_STATED
    return is_unstated and step["pathway"] not in TRIAL_PATHWAYS and ending["pathway"] not in TRIAL_PATHWAYS


def _is_before(ending, step):
    """Whether an ending surely came before a step, by the days or by the stated order.

    Where neither says so it counts as later: nothing is shown as in force that may have ended.
    """
    last, first = (ending["when"] or {}).get("latest"), (step["when"] or {}).get("earliest")
    if last and first and last < first:
        return True
    return bool(ending["sequence"] and step["sequence"] and ending["sequence"] < step["sequence"])
