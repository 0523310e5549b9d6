"""What an editor without the right to publish saves of published records waits for a reviewer; drafts are saved."""

import pytest
from django.db import transaction

from companies.models import Company
from desk.models import Proposal
from history.models import Revision
from names.models import Name
from products.models import Study
from sources.models import Source
from tests.admin.forms import CITATIONS, NAMES, address, enter, filled, messages_of, row
from tests.builders import cite, make_company, make_event, make_name, make_outcome, make_source, make_study
from tests.desk.articles import at, make_article
from tests.desk.entering import record
from tests.desk.proposals.people import change, editor, page_of, propose, reviewer, units

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.django_db(transaction=True)]


def made(make, **values):
    with transaction.atomic():
        return make(**values)


def test_a_changed_value_of_a_published_record_is_proposed_and_readers_see_nothing(client):
    company = made(make_company, city="Suzhou")
    before = Revision.objects.count()
    answer = change(editor(), company, city="Wuxi")
    company.refresh_from_db()
    assert company.city == "Suzhou"
    assert Revision.objects.count() == before
    assert "Proposal 1" in messages_of(answer)
    assert "was changed successfully" not in messages_of(answer)
    unit = units(Proposal.objects.get())["City"]
    assert (unit.before, unit.after) == ("Suzhou", "Wuxi")
    assert "Wuxi" not in client.get(f"/api/v1/companies/{company.slug}/").text
    assert "Wuxi" not in client.get("/changes/").text


def test_rows_of_names_parts_and_citations_are_proposed_with_the_record():
    study = made(make_study)
    with transaction.atomic():
        make_name(study, "TideTrial")
        make_outcome(study, metric="success rate")
        cite(study, field="geography", stated="Suzhou")
    form = editor()
    url = address(Study, "change", study.pk)
    page = filled(form.get(url))
    typed = {f"{NAMES}-0-text": "Tide trial", "outcomes-0-metric": "rate of success", "geography": "China"}
    form.post(url, page | typed)
    found = units(Proposal.objects.get())
    assert "Tide trial" in found["Name"].after
    assert found["Metric"].after == "rate of success"
    assert Name.objects.get().text == "TideTrial"


def test_a_new_published_record_is_proposed_and_a_draft_is_saved():
    source = made(make_source)
    client = editor()
    cited = row(CITATIONS, 0, source=source.pk, paragraph="1", field="*", stated="")
    new = {"name": "Heartland", "slug": "heartland", "kind": "device", "coverage": "profiled"}
    answer = enter(client, Company, is_published="on", **new, **cited)
    assert "Proposal 1" in messages_of(answer)
    assert not Company.objects.exists()
    page = filled(client.get(address(Company, "add"))) | new | cited
    page.pop("is_published", None)
    client.post(address(Company, "add"), page)
    assert not Company.objects.get().is_published
    assert Proposal.objects.count() == 1


def test_publishing_a_draft_is_proposed_and_so_is_deleting_what_is_published():
    company, draft = made(make_company, name="One"), made(make_company, name="Other", is_published=False)
    client = editor()
    client.post(address(Company), {"action": "publish", "_selected_action": [draft.pk]})
    client.post(address(Company, "delete", company.pk), {"post": "yes"})
    assert not Company.objects.get(pk=draft.pk).is_published
    assert Company.objects.filter(pk=company.pk).exists()
    assert [proposal.title for proposal in Proposal.objects.order_by("pk")] == ["Other", "One"]


def test_a_draft_is_changed_and_deleted_without_a_proposal():
    draft = made(make_company, city="Suzhou", is_published=False)
    client = editor()
    change(client, draft, city="Wuxi")
    draft.refresh_from_db()
    assert draft.city == "Wuxi"
    client.post(address(Company, "delete", draft.pk), {"post": "yes"})
    assert not Company.objects.exists()
    assert not Proposal.objects.exists()


def test_a_refused_form_comes_back_as_it_was_typed_and_proposes_nothing():
    event = made(make_event, place="Suzhou")
    answer = change(editor(), event, place="Wuxi", when="someday")
    assert 'value="Wuxi"' in answer.text
    assert not Proposal.objects.exists()


def test_what_is_recorded_at_the_desk_is_proposed_and_the_desk_goes_on():
    source = made(make_article)
    page = record(editor(), source, 2, "companies", "Heartland Medical", kind="device", is_published="on")
    assert page.request["PATH_INFO"] == at(source)
    assert "Proposal 1" in messages_of(page)
    assert "is recorded" not in messages_of(page)
    assert not Company.objects.exists()
    proposed = units(Proposal.objects.get())
    assert proposed["Name"].after == "Heartland Medical"
    assert proposed["Name"].places[0].after == f"{source.slug} ¶2, name: “Heartland Medical”"


def test_how_far_a_source_is_read_is_said_without_a_reviewer():
    source = made(make_article)
    client = editor()
    client.post(at(source, "ending"), {"paragraph": "6", "ending": "nothing"})
    assert source.read_parts.get().paragraph == 6
    assert Source.objects.get().reading_status == "in_work"
    assert not Proposal.objects.exists()


def test_taking_a_revision_back_is_proposed():
    company = made(make_company, city="Suzhou")
    with transaction.atomic():
        Company.objects.update(city="Wuxi")
    number = Revision.objects.latest("number").number
    editor().post(f"/admin/history/revision/{number}/undo/", {"reason": "wrong"})
    company.refresh_from_db()
    assert company.city == "Wuxi"
    assert units(Proposal.objects.get())["City"].after == "Suzhou"


def test_a_reviewer_publishes_as_before():
    company = made(make_company, city="Suzhou")
    change(reviewer(), company, city="Wuxi")
    company.refresh_from_db()
    assert company.city == "Wuxi"
    assert not Proposal.objects.exists()


def test_an_editor_sees_what_waits_on_the_form_of_the_record():
    company = made(make_company, city="Suzhou")
    proposal = propose(company, city="Wuxi")
    page = editor("other").get(address(Company, "change", company.pk))
    assert page_of(proposal) in page.text
