"""A whole article is read at the desk by keyboard alone."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from companies.models import Company, FundingRound, Investment, Investor, Person, Position
from market.models import Event
from products.models import Outcome, Product, Study
from regulatory.models import Milestone
from tests.builders import make_authority
from tests.desk.articles import make_article
from tests.desk.keyboard import Keyboard

pytestmark = pytest.mark.browser
MOST = 5
"""Interactions that a fact may cost, with all of its values and places, and with the closing of the paragraphs."""


def test_a_whole_article_is_read_by_keyboard_alone(page, client):
    with transaction.atomic():
        source = make_article()
        make_authority(name="NMPA", slug="nmpa", jurisdiction="CN")
    keys = Keyboard(page)
    keys.sit_down(client, source)
    keys.press("n", "2")
    names_and_what_they_do(keys)
    round_and_milestone(keys)
    study_with_outcomes(keys)
    keys.end(6, "2")
    keys.end(7, "3")
    keys.type("distribution")
    keys.press("Enter")
    expect(page.get_by_text("Read it a second time").or_(page.get_by_text("I have read it"))).to_be_visible()
    assert source.read_parts.filter(sentence=0).count() == source.paragraphs
    assert source.read_parts.get(missing="distribution").paragraph == 7
    made = [Company, Person, Product, Event, Investor, FundingRound, Milestone, Study]
    assert [model.objects.published().count() for model in made] == [1] * len(made)
    parts = [Position, Investment, Outcome]
    facts = len(made) + sum(model.objects.count() for model in parts)
    assert facts == 12
    assert keys.count <= MOST * facts


def names_and_what_they_do(keys):
    keys.choose(2, "Heartland Medical")
    keys.open("c")
    keys.save()
    keys.choose(2, "Li Wen")
    keys.open("w")
    keys.field("Title", "Dr.")
    keys.field("Company", "Heartland Medical")
    keys.save()
    keys.choose(2, "TideClip")
    keys.open("p")
    keys.field("Kind", "device")
    keys.save()
    keys.choose(2, "founded in Suzhou in 2014")
    keys.open("e")
    keys.field("Name", "Heartland Medical is founded")
    keys.field("Kind", "founded")
    keys.save()
    keys.press("1")


def round_and_milestone(keys):
    keys.choose(3, "Blue Harbour Ventures")
    keys.open("b")
    keys.save()
    keys.choose(3, "completed a Series B round of tens of millions of dollars")
    keys.open("r")
    keys.come_to("When")
    keys.cite(3, "March 2021")
    keys.field("Investor", "Blue Harbour Ventures")
    keys.save()
    keys.press("1")
    made = FundingRound.objects.get()
    assert (made.company.name, made.series, made.when.edtf) == ("Heartland Medical", "b", "2021-03")
    assert made.citations.get(field="when").stated == "March 2021"
    assert made.investments.get().citations.get(field="investor").stated == "Blue Harbour Ventures"
    keys.choose(4, "The NMPA approved TideClip in June 2023")
    keys.open("m")
    keys.field("Pathway", "NMPA registration")
    keys.save()
    keys.press("1")
    milestone = Milestone.objects.get()
    assert (milestone.when.edtf, milestone.outcome) == ("2023-06", "approved")


def study_with_outcomes(keys):
    keys.choose(5, "a multicentre trial at 12 hospitals")
    keys.open("s")
    for metric, amount in (("success rate", "96.4%"), ("the rate of strokes", "1.2%")):
        keys.come_to("Metric")
        keys.cite(5, metric)
        keys.come_to("Amount, as stated")
        keys.cite(5, amount)
    keys.save()
    keys.press("1")
    outcomes = Study.objects.get().outcomes.all()
    assert {(one.metric, one.amount_stated) for one in outcomes} == {
        ("success rate", "96.4%"),
        ("the rate of strokes", "1.2%"),
    }
    assert all(one.citations.filter(field="amount").exists() for one in outcomes)
