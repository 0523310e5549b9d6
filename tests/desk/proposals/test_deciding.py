"""A reviewer accepts, amends or refuses each value, asks back, and is told what moved meanwhile."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.db import transaction
from django.test import Client

from desk.models import Proposal, State
from history.models import Revision
from sources.models import Citation
from tests.admin.forms import CITATIONS, row
from tests.builders import cite, make_company, make_milestone, make_round, make_source
from tests.desk.articles import make_article
from tests.desk.proposals.people import change, decide, page_of, propose, put_forward, reviewer, units

pytestmark = pytest.mark.django_db


def through_forms(test):
    """A test in which an editor's form is sent: its transaction must be one of its own."""
    return pytest.mark.usefixtures("committed")(pytest.mark.django_db(transaction=True)(test))


@pytest.fixture
def company():
    with transaction.atomic():
        return make_company(name="Heartland", city="Suzhou", website="https://old.example.org/")


@pytest.fixture
def committed_round():
    with transaction.atomic():
        return make_round(when="2013", amount="undisclosed")


@through_forms
def test_what_is_accepted_is_one_revision_that_names_proposer_and_reviewer(company):
    proposal = propose(company, city="Wuxi", revision_reason="moved")
    client, before = reviewer(), Revision.objects.count()
    decide(client, proposal, City="accepted")
    company.refresh_from_db()
    proposal.refresh_from_db()
    assert company.city == "Wuxi"
    assert Revision.objects.count() == before + 1
    revision = Revision.objects.latest("number")
    assert (revision.author, revision.reason, proposal.revision_id) == ("rui", "moved", revision.number)
    assert proposal.state == State.ACCEPTED
    history = client.get(f"/admin/history/revision/of/companies/{company.pk}/").text
    assert "proposed by wen" in history


def test_each_value_is_decided_by_itself_and_the_refused_one_keeps_its_reason(company):
    proposal = put_forward(company, city="Wuxi", website="https://new.example.org/")
    refused = units(proposal)["Website"].name
    client = reviewer()
    decide(client, proposal, City="accepted", Website="refused", **{f"{refused}-reason": "not theirs"})
    company.refresh_from_db()
    assert (company.city, company.website) == ("Wuxi", "https://old.example.org/")
    assert "not theirs" in client.get(page_of(proposal)).text
    assert Proposal.objects.get().state == State.PARTLY


@through_forms
def test_a_reviewer_amends_a_date_and_an_amount(committed_round):
    proposal = propose(committed_round, when="2014-03-14", amount_stated="RMB 80 million")
    when, amount = (units(proposal)[label].name for label in ("When", "Amount"))
    amended = {f"{when}-when": "2014-03", f"{amount}-amount_stated": "nearly RMB 80 million"}
    decide(reviewer(), proposal, rest="accepted", **amended)
    committed_round.refresh_from_db()
    assert (committed_round.when.edtf, committed_round.amount.approximate) == ("2014-03", True)
    assert Proposal.objects.get().state == State.PARTLY


def test_an_amended_value_that_is_none_is_refused_with_the_form_as_it_was(committed_round):
    proposal = put_forward(committed_round, when="2014")
    when = units(proposal)["When"].name
    page = decide(reviewer(), proposal, When="accepted", **{f"{when}-when": "someday"})
    committed_round.refresh_from_db()
    assert committed_round.when.edtf == "2013"
    assert "someday" in page.text
    assert Proposal.objects.get().state == State.OPEN


def test_what_is_not_decided_is_asked_about_and_nothing_is_written(company):
    proposal = put_forward(company, city="Wuxi", website="https://new.example.org/")
    page = decide(reviewer(), proposal, City="accepted")
    company.refresh_from_db()
    assert company.city == "Suzhou"
    assert "Accept or refuse it." in page.text


def test_nothing_is_refused_without_a_reason(company):
    proposal = put_forward(company, city="Wuxi", website="https://new.example.org/")
    client = reviewer()
    for answers in ({"City": "accepted", "Website": "refused"}, {"rest": "refused"}):
        page = decide(client, proposal, **answers, **{"rest-reason": " "})
        assert "Say why it is refused." in page.text
        company.refresh_from_db()
        assert company.city == "Suzhou"
        assert Proposal.objects.get().state == State.OPEN


def test_a_value_that_is_to_change_shows_where_it_is_stated_now(company):
    source = make_article()
    cite(company, f"{source.slug}#2", field="city", stated="founded in Suzhou")
    page = reviewer().get(page_of(put_forward(company, city="Wuxi"))).text
    assert "Where it is stated now" in page
    assert ">founded in Suzhou</mark>" in page
    assert "by Dr. Li Wen" in page  # the paragraph around it


def test_all_refused_is_no_revision(company):
    proposal, before = put_forward(company, city="Wuxi"), Revision.objects.count()
    decide(reviewer(), proposal, rest="refused")
    company.refresh_from_db()
    assert (company.city, Revision.objects.count()) == ("Suzhou", before)
    assert Proposal.objects.get().state == State.REFUSED


def test_nobody_decides_on_their_own_where_the_setting_does_not_lift_that(company, settings):
    proposal = put_forward(company, city="Wuxi")
    Proposal.objects.update(by="rui")
    client = reviewer()
    assert decide(client, proposal, rest="accepted").status_code == 403
    settings.DECIDE_OWN_PROPOSALS = True
    assert decide(client, proposal, rest="accepted").status_code == 200
    company.refresh_from_db()
    assert company.city == "Wuxi"


@through_forms
@through_forms
@through_forms
def test_a_place_goes_with_its_value(company):
    with transaction.atomic():
        source = make_source()
    number = company.citations.count()
    cited = row(CITATIONS, number, source=source.pk, paragraph="1", field="city", stated="Wuxi")
    proposal = propose(company, city="Wuxi", **cited, **{f"{CITATIONS}-TOTAL_FORMS": str(number + 1)})
    assert [place.after for place in units(proposal)["City"].places] == [f"{source.slug} ¶1, city: “Wuxi”"]
    decide(reviewer(), proposal, City="refused")
    assert not Citation.objects.filter(stated="Wuxi").exists()


@through_forms
def test_a_place_is_amended_and_so_is_its_value_each_by_itself(company):
    with transaction.atomic():
        source = make_article()
    number = company.citations.count()
    cited = row(CITATIONS, number, source=source.pk, paragraph="2", field="city", stated="Suzhou", note="Ours.")
    proposal = propose(company, city="In Suzhou", **cited, **{f"{CITATIONS}-TOTAL_FORMS": str(number + 1)})
    value = units(proposal)["City"]
    amended = {f"{value.name}-city": "Suzhou City", f"{value.places[0].name}-stated": "founded in Suzhou"}
    decide(reviewer(), proposal, rest="accepted", **amended)
    company.refresh_from_db()
    place = company.citations.get(field="city")
    assert company.city == "Suzhou City"
    assert (place.stated, place.note) == ("founded in Suzhou", "Ours.")


@through_forms
def test_what_moved_meanwhile_is_said_with_all_three_values(company):
    proposal = put_forward(company, city="Wuxi")
    client = reviewer()
    change(client, company, city="Hefei")
    page = client.get(page_of(proposal)).text
    assert "It was “Suzhou” when this was proposed" in page
    assert "Hefei" in page
    decide(client, proposal, City="accepted")
    company.refresh_from_db()
    assert company.city == "Wuxi"


def test_what_is_gone_meanwhile_can_only_be_refused(company):
    proposal = put_forward(company, city="Wuxi")
    client = reviewer()
    with transaction.atomic():
        company.delete()
    assert "not there any more" in decide(client, proposal, City="accepted").text
    decide(client, proposal, rest="refused")
    assert Proposal.objects.get().state == State.REFUSED


def test_proposals_for_the_same_value_are_shown_together(company):
    first, second = put_forward(company, city="Wuxi"), put_forward(company, by="li", city="Hefei")
    page = reviewer().get(page_of(first)).text
    assert page_of(second) in page
    assert "Hefei" in page


@through_forms
def test_a_reviewer_asks_back_and_the_proposer_answers_or_withdraws(company):
    proposal = propose(company, city="Wuxi")
    asking = reviewer()
    asking.post(page_of(proposal), {"act": "ask", "remark": "Where is that stated?"})
    assert Proposal.objects.get().state == State.ASKED
    answering = somebody_again("wen")
    assert "Where is that stated?" in answering.get(page_of(proposal)).text
    answering.post(page_of(proposal), {"act": "answer", "remark": "Paragraph 3."})
    assert Proposal.objects.get().state == State.OPEN
    answering.post(page_of(proposal), {"act": "withdraw"})
    assert Proposal.objects.get().state == State.WITHDRAWN
    assert decide(asking, proposal, rest="accepted").status_code in (200, 403)
    company.refresh_from_db()
    assert company.city == "Suzhou"


@through_forms
def test_a_date_more_precise_than_its_words_and_an_outcome_that_they_do_not_say_are_pointed_out():
    with transaction.atomic():
        milestone = make_milestone(when="2021")
        source = make_source()
    number = milestone.citations.count()
    cited = row(CITATIONS, number, source=source.pk, paragraph="1", field="when", stated="March 2023")
    proposal = propose(milestone, when="2023-03-14", **cited, **{f"{CITATIONS}-TOTAL_FORMS": str(number + 1)})
    page = reviewer().get(page_of(proposal)).text
    assert "“March 2023” says March 2023, the value is 14 March 2023." in page


@through_forms
def test_the_paragraph_of_a_place_stands_beside_it_with_its_words_marked():
    with transaction.atomic():
        source = make_article()
        company = make_company(name="Heartland Medical", city="Wuxi")
    number = company.citations.count()
    cited = row(CITATIONS, number, source=source.pk, paragraph="2", field="city", stated="Suzhou")
    proposal = propose(company, city="Suzhou", **cited, **{f"{CITATIONS}-TOTAL_FORMS": str(number + 1)})
    page = reviewer().get(page_of(proposal)).text
    assert '<mark title="Suzhou">Suzhou</mark> in 2014' in page
    assert len(units(proposal)) == 1


@through_forms
def test_who_may_not_read_the_texts_sees_no_paragraph(company):
    with transaction.atomic():
        source = make_article()
    number = company.citations.count()
    cited = row(CITATIONS, number, source=source.pk, paragraph="2", field="website", stated="")
    proposal = propose(company, website="https://a.example/", **cited, **{f"{CITATIONS}-TOTAL_FORMS": str(number + 1)})
    client = reviewer()
    Group.objects.get(name="Reviewers").permissions.remove(Permission.objects.get(codename="view_sourcetext"))
    page = client.get(page_of(proposal)).text
    assert "No words are cited for it." in page
    assert "founded in" not in page


def somebody_again(username):
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client
