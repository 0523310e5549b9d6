"""Rounds and investments."""

import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError

from companies.models import FundingRound, Investment
from tests.builders import make_company, make_investment, make_investor, make_round

pytestmark = pytest.mark.django_db


def test_an_investor_joins_a_round_once():
    investment = make_investment()
    with pytest.raises(IntegrityError, match="an_investor_joins_a_round_once"):
        make_investment(investment.round, investment.investor)


def test_an_investor_may_join_two_rounds_of_one_company():
    company, investor = make_company(), make_investor()
    for _number in range(2):
        make_investment(make_round(company=company), investor)
    assert investor.investments.count() == 2


def test_a_round_is_always_somebodys():
    with pytest.raises(IntegrityError):
        FundingRound.objects.create(slug="nobodys", name="Nobody's")


def test_leads_and_co_leads_led_a_round_and_participants_did_not():
    investor = make_investor()
    led = [make_investment(investor=investor, role=role) for role in ("lead", "co_lead")]
    make_investment(investor=investor, role="participant")
    make_investment(investor=investor)
    make_investment(role="lead")
    assert set(Investment.objects.led_by(investor)) == set(led)


def test_investments_go_with_their_round():
    make_investment().round.delete()
    assert not Investment.objects.exists()


def test_an_investor_with_investments_is_not_deleted():
    investor = make_investment().investor
    with pytest.raises(ProtectedError):
        investor.delete()


def test_an_undisclosed_amount_is_kept_apart_from_none():
    undisclosed, none = make_round(amount="undisclosed"), make_round()
    assert (undisclosed.amount.is_disclosed, none.amount) == (False, None)
