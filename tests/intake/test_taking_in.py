"""What a table does once it is accepted: one revision or one proposal; each transaction is a revision here."""

import pytest
from django.db import transaction

from companies.models import Company
from desk.models import Proposal
from history.models import Revision
from history.undoing import undo
from intake.models import Upload
from sources.models import Source
from tests.admin.forms import messages_of
from tests.builders import make_company, make_name, the_source
from tests.desk.proposals.people import editor, reviewer
from tests.intake.tables import act, page_of, send, verdicts

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.django_db(transaction=True)]
HEAD = "name,name_zh,city,source,paragraph\n"


def committed_by(make, *values, **named):
    with transaction.atomic():
        return make(*values, **named)


def test_a_table_is_one_revision_that_names_the_file_and_is_taken_back():
    committed_by(the_source)
    company = committed_by(make_company, name="Pamu", city="Suzhou")
    client = reviewer()
    send(client, HEAD + "Pamu,帕母,Wuxi,src,2\nAirdoc,,Beijing,src,3\n", name="fifty.csv")
    before = Revision.objects.count()
    page = act(client, "accept", reason="From the register")
    made = Revision.objects.latest("number")
    assert Revision.objects.count() == before + 1
    assert (made.kind, made.author, made.reason) == ("import", "rui", "Table fifty.csv: From the register")
    assert f"/admin/history/revision/{made.number}/undo/" in page.content.decode()
    assert Company.objects.get(slug="airdoc").is_published
    act(client, "accept")
    assert Revision.objects.count() == before + 1, "a second press of the button writes nothing"
    undo(made.number)
    company.refresh_from_db()
    assert (company.city, Company.objects.count()) == ("Suzhou", 1)


def test_an_editors_table_is_one_proposal_and_drafts_are_saved():
    committed_by(the_source)
    client = editor()
    send(client, HEAD + "Pamu,,Wuxi,src,2\nAirdoc,,Beijing,src,3\n", name="fifty.csv")
    page = act(client, "accept")
    proposal = Proposal.objects.get()
    assert (proposal.by, proposal.reason, Company.objects.count()) == ("wen", "Table fifty.csv", 0)
    assert f"/admin/proposals/{proposal.pk}/" in page.content.decode()
    send(client, "name\nPamu\n")
    act(client, "accept")
    assert (Company.objects.get().is_published, Proposal.objects.count()) == (False, 1)


def test_what_has_changed_since_it_was_looked_at_is_not_overwritten():
    company = committed_by(make_company, name="Pamu", city="Suzhou")
    client = reviewer()
    send(client, HEAD + "Pamu,,Wuxi,src,2\n")
    upload = Upload.objects.get()
    digest = client.get(page_of(upload)).context["found"]["digest"]
    Company.objects.filter(pk=company.pk).update(city="Beijing")
    page = client.post(page_of(upload), {"act": "accept", "digest": digest}, follow=True)
    company.refresh_from_db()
    assert company.city == "Beijing"
    assert "Something has changed since you looked at it" in page.content.decode()
    assert "<del>Beijing</del>" in page.content.decode()


def test_the_table_itself_is_a_source_whose_paragraphs_are_its_rows():
    client = reviewer()
    text = "name,city\nPamu,Suzhou\n\nAirdoc,Beijing\n"
    send(client, text, is_source="on", title="A register of companies", kind="register")
    act(client, "accept")
    source = Source.objects.get()
    assert (source.slug, source.paragraphs, source.kind) == ("a-register-of-companies", 4, "register")
    assert source.private_text.text.splitlines() == ["name | city", "Pamu | Suzhou", "—", "Airdoc | Beijing"]
    assert [str(place) for place in Company.objects.get(slug="airdoc").citations.all()] == [f"{source.slug}#4"]
    assert Company.objects.get(slug="pamu").is_published
    assert messages_of(send(client, text, is_source="on", title="A register of companies", kind="register")) == ""
    assert set(Upload.objects.latest("pk").found["counts"]) == {"same"}


def test_what_the_preview_says_is_what_the_table_does():
    for name in ("Pamu", "Airdoc", "Mindray"):
        committed_by(make_company, name=name, city="Suzhou")
    committed_by(make_name, Company.objects.get(slug="mindray"), "迈瑞")
    client = reviewer()
    text = HEAD + "Pamu,,Suzhou,,\nAirdoc,,Suzhou,src,9\n迈瑞,,Shenzhen,src,1\nNew One,,,src,1\n"
    page = send(client, text.replace("Pamu,,Suzhou,,", "Pamu,,Suzhou,src,1"))
    assert verdicts(page) == {2: "same", 3: "changed", 4: "changed", 5: "new"}
    act(client, "accept")
    changed = set(Company.objects.values_list("name", flat=True))
    assert changed == {"Pamu", "Airdoc", "迈瑞", "New One"}


def test_a_cell_that_a_spreadsheet_would_run_is_text_here_and_defused_where_we_write_tables(client):
    committed_by(the_source)
    browser = reviewer()
    send(browser, 'name,source,paragraph\n"=1+1 Medical",src,2\n')
    act(browser, "accept")
    assert Company.objects.get().name == "=1+1 Medical"
    assert b"'=1+1 Medical" in client.get("/api/v1/companies.csv").getvalue()
