"""Where a product stands on one route: the furthest step that was not refused, withdrawn or expired since."""

from datetime import date
from itertools import count

import pytest

from regulatory.standing import Stage, stage_of, standing
from values.dates import PartialDate

TODAY = date(2026, 11, 30)
_numbers = count(1)


def step(outcome, when="", pathway="fda_pma", strength="reported", condition="", sequence=None, marketing=None):
    """A step as the API gives it, as far as its standing goes."""
    if marketing is None:
        marketing = outcome in ("approved", "registered", "certified", "cleared") and strength in ("reported", "seen")
    day = PartialDate.read(when) if when else None
    ends = (
        {name: getattr(day, name).isoformat() if getattr(day, name) else None for name in ("earliest", "latest")}
        if day
        else {}
    )
    return {
        "slug": f"step-{next(_numbers)}", "pathway": pathway, "outcome": outcome, "strength": strength,
        "condition": condition, "sequence": sequence, "is_marketing_authorization": marketing,
        "when": {"edtf": day.edtf, **ends} if day else None,
    }  # fmt: skip


def where(*steps):
    """(outcome of the step that stands, its stage, how many lie behind it)."""
    found = standing(list(steps), TODAY)
    return found.step["outcome"], found.stage, len(found.others)


def test_the_furthest_step_stands_and_the_others_lie_behind_it():
    steps = [
        step("pending", "2019"),
        step("approved", "2020"),
        step("trial_allowed", "2021", "fda_ide", marketing=False),
    ]
    assert where(*steps) == ("approved", Stage.AUTHORIZED, 2)


def test_what_was_withdrawn_after_its_approval_stands_no_more():
    assert where(step("approved", "2018"), step("withdrawn", "2021")) == ("withdrawn", Stage.ENDED, 1)


def test_what_was_refused_after_it_was_submitted_stands_no_more():
    filed = step("approved", "2019", strength="submitted")
    assert where(filed) == ("approved", Stage.UNDER_REVIEW, 0)
    assert where(filed, step("refused", "2020")) == ("refused", Stage.ENDED, 1)


def test_an_approval_after_a_refusal_stands():
    assert where(step("refused", "2018"), step("approved", "2020")) == ("approved", Stage.AUTHORIZED, 1)


def test_a_refusal_of_an_approval_leaves_the_trial_permission_standing():
    steps = [step("trial_allowed", "2016", "fda_ide", marketing=False), step("refused", "2020")]
    assert where(*steps) == ("trial_allowed", Stage.TRIAL_ALLOWED, 1)
    assert standing(steps, TODAY).ended == 1


def test_what_has_expired_stands_no_more():
    assert where(step("registered", "2015"), step("expired", "2020")) == ("expired", Stage.ENDED, 1)


def test_a_permission_that_was_stated_to_last_until_a_day_that_is_past_has_ended():
    assert where(step("registered", "2015/2020")) == ("registered", Stage.ENDED, 0)
    assert where(step("registered", "2022/2027")) == ("registered", Stage.AUTHORIZED, 0)
    assert where(step("registered", "[2015..2020]")) == ("registered", Stage.AUTHORIZED, 0)


def test_a_trial_that_ran_for_some_years_is_still_a_trial_that_was_run():
    assert where(step("trial_started", "2015/2018", "nmpa_trial")) == ("trial_started", Stage.TRIAL_STARTED, 0)


def test_where_no_order_is_stated_an_ending_counts_as_later():
    assert where(step("approved"), step("withdrawn")) == ("withdrawn", Stage.ENDED, 1)
    assert where(step("approved", "2020"), step("withdrawn", "2020")) == ("withdrawn", Stage.ENDED, 1)


def test_the_stated_order_counts_where_there_is_no_date():
    assert where(step("refused", sequence=1), step("approved", sequence=2)) == ("approved", Stage.AUTHORIZED, 1)


def test_an_ending_on_another_pathway_ends_nothing():
    assert where(step("cleared", "2018", "fda_510k"), step("withdrawn", "2021")) == ("cleared", Stage.AUTHORIZED, 1)


def test_an_ending_whose_pathway_is_not_stated_ends_what_allows_marketing_and_no_trial():
    unstated = step("withdrawn", "2021", "fda_unstated")
    assert where(step("cleared", "2018", "fda_510k"), unstated) == ("withdrawn", Stage.ENDED, 1)
    assert where(step("trial_allowed", "2018", "fda_ide"), unstated) == ("trial_allowed", Stage.TRIAL_ALLOWED, 1)


def test_an_ending_for_one_condition_leaves_the_approval_for_another():
    steps = [step("approved", "2018", condition="for adults"), step("approved", "2019", condition="for children")]
    assert where(*steps, step("withdrawn", "2021", condition="for children"))[0] == "approved"
    found = standing([*steps, step("withdrawn", "2021", condition="for children")], TODAY)
    assert found.step["condition"] == "for adults"


def test_what_is_planned_stands_below_all_that_has_happened():
    planned, entered = step("approved", "2030", strength="planned"), step("entered", "2019", "nmpa_green_channel")
    assert where(planned, entered) == ("entered", Stage.PROCEDURE, 1)
    assert where(planned) == ("approved", Stage.PLANNED, 0)


def test_coverage_outranks_the_coverage_that_is_promised():
    steps = [
        step("conditional", "", "cms_coverage", "planned"),
        step("covered", "", "cms_coverage", condition="in the trial"),
    ]
    assert where(*steps) == ("covered", Stage.COVERED, 1)


def test_of_two_approvals_the_one_without_a_condition_stands_then_the_latest():
    narrow, wide = step("approved", "2024", condition="for adults"), step("approved", "2020")
    assert standing([narrow, wide], TODAY).step is wide
    later = step("approved", "2022")
    assert standing([wide, later, narrow], TODAY).step is later


@pytest.mark.parametrize("pathway", ["fda_ide", "nmpa_trial"])
@pytest.mark.parametrize("outcome", ["trial_allowed", "trial_started", "pending", "entered"])
def test_a_step_of_a_trial_pathway_never_comes_near_an_approval(pathway, outcome):
    assert stage_of(step(outcome, pathway=pathway)) <= Stage.TRIAL_STARTED


def test_a_designation_permits_nothing():
    assert stage_of(step("granted", pathway="fda_breakthrough")) == Stage.PROCEDURE
    assert stage_of(step("granted", pathway="fda_de_novo", marketing=True)) == Stage.AUTHORIZED
    assert stage_of(step("granted", pathway="fda_de_novo", strength="submitted")) == Stage.UNDER_REVIEW
