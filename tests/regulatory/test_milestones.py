"""A trial permission is no approval: what the database and the queries make of each step."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError

from regulatory.models import Milestone
from regulatory.vocabulary import MARKET_OUTCOMES, TRIAL_PATHWAYS, MilestoneOutcome, Pathway
from tests.builders import make_authority, make_company, make_milestone

pytestmark = pytest.mark.django_db
LETS_SELL = [
    ("nmpa_registration", "registered"),
    ("drug_approval", "approved"),
    ("ce_mdr", "certified"),
    ("ce", "certified"),
    ("fda_510k", "cleared"),
    ("fda_de_novo", "granted"),
    ("fda_pma", "approved"),
    ("fda_hde", "approved"),
    ("fda_anda", "approved"),
]
LETS_NOBODY_SELL = [
    ("fda_ide", "trial_allowed"),
    ("fda_ide", "trial_started"),
    ("fda_ide", "pending"),
    ("nmpa_trial", "trial_started"),
    ("nmpa_green_channel", "entered"),
    ("nmpa_green_channel", "granted"),
    ("nmpa_green_channel", "approved"),
    ("fda_breakthrough", "granted"),
    ("cms_coverage", "covered"),
    ("cms_coverage", "approved"),
    ("cms_coverage", "conditional"),
    ("nmpa_registration", "pending"),
    ("nmpa_registration", "refused"),
    ("nmpa_registration", "withdrawn"),
    ("nmpa_registration", "expired"),
    ("ce_mdr", "granted"),
]


@pytest.mark.parametrize("pathway", TRIAL_PATHWAYS)
@pytest.mark.parametrize("outcome", [*MARKET_OUTCOMES, MilestoneOutcome.GRANTED])
def test_a_trial_permission_is_never_an_approval(pathway, outcome):
    with pytest.raises(IntegrityError, match="a_trial_permission_is_no_approval"):
        make_milestone(pathway=pathway, outcome=outcome)


def test_an_editor_is_told_how_a_trial_pathway_ends():
    fda = make_authority(jurisdiction="US")
    milestone = make_milestone(authority=fda, pathway="fda_ide", outcome="trial_allowed")
    milestone.outcome = "approved"
    with pytest.raises(ValidationError, match="never approved"):
        milestone.full_clean()


@pytest.mark.parametrize(("pathway", "outcome"), LETS_SELL)
@pytest.mark.parametrize("strength", ["reported", "seen"])
def test_a_market_outcome_lets_somebody_sell(pathway, outcome, strength):
    milestone = make_milestone(pathway=pathway, outcome=outcome, strength=strength)
    assert milestone.is_marketing_authorization
    assert list(Milestone.objects.marketing_authorizations()) == [milestone]


@pytest.mark.parametrize(("pathway", "outcome"), LETS_NOBODY_SELL)
def test_trials_designations_coverage_and_what_is_open_let_nobody_sell(pathway, outcome):
    assert not make_milestone(pathway=pathway, outcome=outcome, strength="seen").is_marketing_authorization


@pytest.mark.parametrize("strength", ["planned", "started", "submitted", "accepted"])
def test_what_is_planned_started_or_under_review_lets_nobody_sell(strength):
    assert not make_milestone(strength=strength).is_marketing_authorization


def test_every_trial_permission_is_found_and_nothing_else():
    allowed = make_milestone(pathway="fda_ide", outcome="trial_allowed")
    make_milestone()
    assert list(Milestone.objects.trial_permissions()) == [allowed]


def test_a_milestone_is_somebodys():
    with pytest.raises(IntegrityError, match="a_milestone_is_somebodys"):
        make_milestone(scope="")


def test_a_milestone_of_a_company_needs_no_scope():
    assert make_milestone(scope="", company=make_company()).pk


def test_an_authority_with_decisions_is_not_deleted():
    authority = make_milestone().authority
    with pytest.raises(ProtectedError):
        authority.delete()


def test_every_pathway_and_outcome_was_thought_of_here():
    known = {pathway for pathway, _outcome in LETS_SELL + LETS_NOBODY_SELL} | {"fda_unstated", "other"}
    assert known == set(Pathway.values)
    outcomes = {outcome for _pathway, outcome in LETS_SELL + LETS_NOBODY_SELL} | {"exempted"}
    assert outcomes == set(MilestoneOutcome.values)
