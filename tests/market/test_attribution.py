"""Who says, states, holds or issues a record: one company, partner, authority or person, beside the words."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from market.models import Event, Insight, MarketFigure
from products.models import Recognition
from tests.api.api_client import ask, problem
from tests.builders import (
    cite,
    make,
    make_authority,
    make_company,
    make_event,
    make_figure,
    make_insight,
    make_partner,
    make_person,
    make_recognition,
)

pytestmark = pytest.mark.django_db
BY_ONE = [
    (Insight, "insight_is_by_one"), (MarketFigure, "figure_is_by_one"), (Event, "event_is_by_one"),
    (Recognition, "recognition_is_by_one"),
]  # fmt: skip
IN_WORDS = [
    (Insight, "insight_is_by_whom_its_words_name"), (MarketFigure, "figure_is_by_whom_its_words_name"),
    (Event, "event_is_by_whom_its_words_name"), (Recognition, "recognition_is_by_whom_its_words_name"),
]  # fmt: skip


def by(client, record):
    return ask(client, f"{record.record_type}/{record.slug}")["by"]


@pytest.mark.parametrize(("model", "rule"), BY_ONE)
def test_a_record_is_by_one_at_most(model, rule):
    record = make(model, **{model.attributed_in: "VCBeat"}, by_company=make_company())
    record.by_authority = make_authority()
    with pytest.raises(ValidationError, match="Name one company, clinical partner, authority or person at most"):
        record.full_clean()
    with pytest.raises(IntegrityError, match=rule):
        record.save()


@pytest.mark.parametrize(("model", "rule"), IN_WORDS)
def test_whom_a_record_is_by_stands_in_its_words_too(model, rule):
    record = make(model)
    record.by_partner = make_partner()
    with pytest.raises(ValidationError, match="Write the words by which the source names them"):
        record.full_clean()
    with pytest.raises(IntegrityError, match=rule):
        record.save()


def test_a_speaker_is_the_one_who_says_it():
    insight = make_insight(speaker=make_person(), said_by="Wang Tong, InferVision")
    insight.by_company = make_company()
    with pytest.raises(IntegrityError, match="insight_is_by_one"):
        insight.save()


def test_the_api_says_in_one_key_whom_the_words_name(client):
    company, person = make_company(slug="vcbeat", name="VCBeat"), make_person(slug="wang", name="Wang Tong")
    vcbeat = {"type": "companies", "slug": "vcbeat", "name": "VCBeat"}
    wang = {"type": "people", "slug": "wang", "name": "Wang Tong"}
    assert by(client, make_figure(by_whom="VCBeat database", by_company=company)) == vcbeat
    assert by(client, make_figure(by_whom="Wang Tong, InferVision", by_person=person)) == wang
    assert by(client, make_insight(speaker=person)) == wang
    assert by(client, make_insight(said_by="two authors")) is None


@pytest.mark.parametrize(
    ("make_whom", "relation", "kind"),
    [(make_partner, "by_partner", "partners"), (make_authority, "by_authority", "authorities")],
)
def test_events_and_recognitions_are_by_partners_and_authorities_too(client, make_whom, relation, kind):
    whom = make_whom(slug="esc")
    assert by(client, make_recognition(issuer="ESC", **{relation: whom}))["type"] == kind
    assert by(client, make_event(organiser="ESC", **{relation: whom}))["type"] == kind


def test_a_draft_is_nobody_to_readers(client):
    assert by(client, make_figure(by_whom="VCBeat", by_company=make_company(is_published=False))) is None


def test_whom_a_record_is_by_comes_from_where_its_words_come_from(client):
    def origin(record):
        return ask(client, f"{record.record_type}/{record.slug}")["origins"].get("by")

    figure = make_figure(by_whom="VCBeat", by_company=make_company())
    assert origin(figure) == "inferred"
    cite(figure, "src#2", field="by_whom", stated="VCBeat")
    assert origin(figure) == "own"
    cite(figure, "src#2", field="by_company", basis="inferred", note="The database is theirs.")
    assert origin(figure) == "inferred"
    assert not {"by_company"} & ask(client, f"figures/{figure.slug}")["origins"].keys()
    assert origin(make_figure(by_whom="Somebody")) is None


@pytest.mark.parametrize(
    ("make_whom", "address", "relation"),
    [
        (make_company, "companies", "by_company"),
        (make_partner, "partners", "by_partner"),
        (make_authority, "authorities", "by_authority"),
    ],
)
def test_a_profile_lists_what_is_by_it_and_lists_are_narrowed_to_it(client, make_whom, address, relation):
    whom = {relation: make_whom(slug="whom")}
    make_insight(slug="i", said_by="They", **whom)
    make_figure(slug="f", by_whom="They", **whom)
    make_event(slug="e", organiser="They", **whom)
    make_recognition(slug="r", issuer="They", **whom)
    make_figure(by_whom="Others")
    profile, page = ask(client, f"{address}/whom"), client.get(f"/{address}/whom/").text
    for key, endpoint, slug in (
        ("stated_insights", "insights", "i"),
        ("stated_figures", "figures", "f"),
        ("organised_events", "events", "e"),
        ("issued_recognitions", "recognitions", "r"),
    ):
        assert [row["slug"] for row in profile[key]] == [slug]
        assert [row["slug"] for row in ask(client, endpoint, **{relation: "whom"})["results"]] == [slug]
        assert f'id="s-{key}"' in page


def test_a_person_has_the_figures_that_they_state_beside_their_insights(client):
    person = make_person(slug="wang")
    make_figure(slug="f", by_whom="Wang Tong", by_person=person)
    make_insight(slug="i", speaker=person)
    profile = ask(client, "people/wang")
    assert [row["slug"] for row in profile["stated_figures"]] == ["f"]
    assert [row["slug"] for row in profile["insights"]] == ["i"]
    assert 'id="s-stated_figures"' in client.get("/people/wang/").text
    assert ask(client, "figures", by_person="wang")["count"] == 1


def test_a_profile_has_no_section_for_what_nobody_said(client):
    make_company(slug="c")
    assert "stated_" not in client.get("/companies/c/").text


def test_an_unknown_name_in_a_filter_is_refused(client):
    assert problem(client, "events", by_authority="nobody")["errors"][0]["parameter"] == "by_authority"


def test_the_words_lead_to_whom_they_name(client):
    company = make_company(slug="vcbeat")
    figure = make_figure(by_whom="VCBeat <database>", by_company=company)
    insight = make_insight(said_by="VCBeat Institute", by_company=company, company=make_company(slug="other"))
    link = '<a href="/companies/vcbeat/">VCBeat &lt;database&gt;</a>'
    assert link in client.get(f"/figures/{figure.slug}/").text
    assert link in client.get("/figures/").text
    assert '<a href="/companies/vcbeat/">VCBeat Institute</a>' in client.get("/companies/other/").text
    assert '<a href="/companies/vcbeat/">VCBeat Institute</a>' in client.get(f"/insights/{insight.slug}/").text
