"""What a new entry is filled in with says no more than the words do, and never what belongs to another record."""

import pytest

from regulatory.models import Milestone
from regulatory.vocabulary import OUTCOME_WORDS
from tests.admin.forms import make_editor
from tests.builders import make_authority, make_company, make_product
from tests.desk.articles import at, make_article
from tests.desk.entering import filled, open_form, record

pytestmark = pytest.mark.django_db


def form_for(client, type_name, words, line=""):
    """The entry form for words of an article of one paragraph."""
    make_editor(client)
    source = make_article(f"A heading\n{line or words}\n")
    return open_form(client, source, 2, type_name, words).context["entry"].form


@pytest.mark.parametrize(
    "words",
    [
        "一家位于苏州的公司", "他是第一位患者", "这是一款产品", "一项多中心研究", "第三家医院", "三类医疗器械",
        "III期临床", "一期临床", "iso 13485", "Three Rivers Fund", "10-20",
        "one of the first companies", "a first in the field", "one company", "Phase II", "Phase 2 trials",
        "version 2.0", "the TideClip 2 system", "COVID-19 tests", "ISO 13485 certificates",
    ],
)  # fmt: skip
def test_a_number_without_a_currency_or_a_unit_of_its_own_is_no_amount(client, words):
    assert not form_for(client, "figures", words)["amount_stated"].value()


@pytest.mark.parametrize(
    "words",
    ["12 hospitals", "96.4%", "5% to 10%", "10-20 patients", "三千万元", "12家医院", "2000例", "over 300 million yuan"],
)
def test_an_amount_with_a_currency_a_unit_or_a_percent_sign_is_filled_in(client, words):
    assert form_for(client, "figures", words)["amount_stated"].value() == words


def test_the_amount_of_a_funding_round_is_money(client):
    words = "12 investors took part in the round of $30 million for a stake of 10%"
    assert form_for(client, "rounds", words)["amount_stated"].value() == "$30 million"


def test_what_is_counted_is_no_amount_of_a_funding_round(client):
    assert not form_for(client, "rounds", "12 investors took part")["amount_stated"].value()


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Vision 2030 Fund", ""), ("Heartland 2020 Ltd", ""), ("2030", "It was led by Vision 2030 Fund."),
        ("2020版指南", ""), ("2000 patients", ""), ("2000例患者", ""), ("COAST-2020", ""),
    ],
)  # fmt: skip
def test_a_year_in_a_name_and_a_count_are_no_dates(client, words, line):
    assert not form_for(client, "events", words, line)["when"].value()


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("In 2021 Heartland grew", "2021"),
        ("2014年成立", "2014年"),
        ("the 2021 study", "2021"),
        ("June 2023", "June 2023"),
    ],
)
def test_a_year_of_its_own_is_a_date(client, words, when):
    assert form_for(client, "events", words)["when"].value() == when


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("The NMPA approved TideClip", "approved"), ("approved", "approved"), ("获批", "approved"),
        ("获得国家药监局批准", "approved"), ("TideClip was cleared", "cleared"), ("510(k) clearance", "cleared"),
        ("IDE approval", "trial_allowed"), ("IDE approved", "trial_allowed"), ("trial permission", "trial_allowed"),
        ("approved to start a trial", "trial_allowed"), ("临床试验获批", "trial_allowed"),
        ("获批开展临床试验", "trial_allowed"), ("FDA accepted the application", "pending"), ("申请获受理", "pending"),
        ("the FDA rejected the application", "refused"), ("CE mark certification", "certified"),
        ("approved in May 2023 for heart failure", "approved"),
    ],
)  # fmt: skip
def test_the_outcome_of_a_milestone_is_what_the_words_say(client, words, outcome):
    form = form_for(client, "milestones", words)
    assert form["outcome"].value() == outcome
    assert form["strength"].value() == ("accepted" if outcome == "pending" else "reported")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("expects approval", ""), ("not approved", ""), ("has yet to be approved", ""),
        ("预计获批", ""), ("未获批准", ""),
        ("will be approved", ""), ("applied for approval", ""), ("was approved after the trial", ""),
        ("the trial was approved by the ethics committee", ""), ("ISO 13485 certified", ""), ("launched in Europe", ""),
        ("covers 12 hospitals", ""), ("approved", "TideClip has not been approved in Europe."),
        ("获批", "公司预计产品明年获批。"), ("FDA approval", "FDA approval, expected in 2027, is the next step."),
        ("accepted", "The invitation was accepted."),
    ],
)  # fmt: skip
def test_what_is_expected_denied_or_of_something_else_is_no_outcome(client, words, line):
    assert not form_for(client, "milestones", words, line)["outcome"].value()


def test_another_clause_of_the_sentence_takes_nothing_from_an_approval(client):
    line = "The NMPA approved TideClip in June 2023, and the company expects more sales."
    assert form_for(client, "milestones", "approved", line)["outcome"].value() == "approved"


@pytest.mark.parametrize("words", ["IDE approval", "临床试验获批", "获批", "trial permission"])
def test_an_outcome_that_is_filled_in_is_saved_with_its_words(client, words):
    make_editor(client)
    make_authority(name="FDA", slug="fda", jurisdiction="US")
    source = make_article(f"A heading\n{words}\n")
    sent = filled(open_form(client, source, 2, "milestones", words)) | {"save": "1", "authority": "fda", "scope": "x"}
    sent |= {"pathway": "fda_ide" if words != "获批" else "other", "name": "A step"}
    client.post(at(source), sent)
    milestone = Milestone.objects.get()
    assert milestone.citations.filter(field="outcome").exists()
    assert any(stem in words.lower() for stem in OUTCOME_WORDS[milestone.outcome])


def labels(form):
    return form["company"].value() or "", form["product"].value() or ""


def seat(client):
    """An editor who has just recorded a product of Heartland Medical; there is a company Tidewater with its product."""
    make_editor(client)
    make_company(name="Heartland Medical", slug="heartland")
    other = make_company(name="Tidewater Robotics", slug="tidewater")
    make_product(name="WaveArm", slug="wavearm", company=other)
    source = make_article(
        "Heading\nHeartland Medical makes TideClip.\nThe company grew.\nTidewater Robotics grew, too.\n"
        "WaveArm is new.\n"
        "Tidewater Robotics and Lakeside Health met.\n"
    )
    make_company(name="Lakeside Health", slug="lakeside")
    record(client, source, 2, "products", "TideClip", kind="device", company="Heartland Medical")
    return source


def test_the_last_product_is_filled_in_only_where_records_of_the_type_are_of_a_product(client):
    source = seat(client)
    assert labels(open_form(client, source, 3, "events", "grew").context["entry"].form) == (
        "Heartland Medical (heartland)", "",
    )  # fmt: skip
    assert labels(open_form(client, source, 3, "insights", "grew").context["entry"].form) == ("", "")


def test_a_company_that_the_paragraph_names_beats_the_last_one_with_its_product(client):
    source = seat(client)
    expected = ("Tidewater Robotics (tidewater)", "")
    assert labels(open_form(client, source, 4, "milestones", "grew").context["entry"].form) == expected


def test_the_company_of_a_product_that_is_named_beats_the_last_one(client):
    source = seat(client)
    expected = ("Tidewater Robotics (tidewater)", "WaveArm (wavearm)")
    assert labels(open_form(client, source, 5, "milestones", "WaveArm").context["entry"].form) == expected


def test_where_a_paragraph_names_two_companies_the_chosen_words_decide(client):
    source = seat(client)
    assert labels(open_form(client, source, 6, "events", "met").context["entry"].form)[0] == ""
    form = open_form(client, source, 6, "events", "Lakeside Health met").context["entry"].form
    assert labels(form)[0] == "Lakeside Health (lakeside)"


def test_where_two_companies_are_named_in_two_sentences_that_of_the_words_decides(client):
    seat(client)
    source = make_article("Heading\nLakeside Health grew. Tidewater Robotics has three investors.\n", slug="second")
    form = open_form(client, source, 2, "events", "three investors").context["entry"].form
    assert labels(form)[0] == "Tidewater Robotics (tidewater)"


def test_a_company_that_was_taken_out_is_not_brought_back(client):
    source = seat(client)
    record(client, source, 3, "events", "grew", name="It grew", kind="other", company="")
    assert labels(open_form(client, source, 3, "events", "grew").context["entry"].form) == ("", "")


def test_another_source_has_nothing_of_the_last_entry(client):
    seat(client)
    source = make_article("Heading\nThe company grew.\n", slug="second")
    assert labels(open_form(client, source, 2, "events", "grew").context["entry"].form) == ("", "")


def test_it_is_said_where_the_company_is_that_of_the_entry_before(client):
    source = seat(client)
    told = "as in the entry before; this paragraph does not name it"
    assert told in open_form(client, source, 3, "events", "grew").text
    assert told not in open_form(client, source, 2, "events", "Heartland Medical").text
    assert told not in open_form(client, source, 5, "milestones", "WaveArm").text


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("手术在20分钟内完成", "20分钟内"),
        ("a rate as high as 12% was seen", "as high as 12%"),
        ("it took within 20 minutes", "within 20 minutes"),
    ],
)
def test_an_amount_is_filled_in_with_the_words_that_limit_it(client, words, amount):
    assert form_for(client, "figures", words)["amount_stated"].value() == amount


@pytest.mark.parametrize(
    ("words", "series"),
    [
        ("完成A轮融资", "a"), ("a Series B round", "b"), ("完成Pre-A轮融资", "unstated"), ("完成A+轮融资", "unstated"),
        ("a pre-Series A round", "unstated"), ("a Series A+ round", "unstated"), ("its Series B1 round", "unstated"),
    ],
)  # fmt: skip
def test_a_series_that_has_no_place_is_none_of_those_that_have(client, words, series):
    assert (form_for(client, "rounds", words)["series"].value() or "unstated") == series
