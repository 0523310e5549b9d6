"""A table is sent, looked at and taken in, in the admin."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.utils import timezone

from companies.models import Company
from intake.forgetting import uploads_holding
from intake.models import ColumnChoice, Upload
from records.admin.rights import ADMINISTRATORS
from sources.models import DataVersion
from tests.admin.forms import make_editor
from tests.builders import make_company
from tests.desk.proposals.people import editor, reviewer, somebody
from tests.intake.tables import START, act, page_of, questions, send, verdicts
from tests.intake.test_xlsx_tables import workbook

HEAD = "name,name_zh,city,source,paragraph\n"


@pytest.fixture
def client(db):
    return reviewer()


def superuser():
    client = Client()
    make_editor(client)
    return client


def test_each_row_is_shown_as_what_it_would_do_and_nothing_is_written(client):
    make_company(name="Pamu", city="Suzhou")
    make_company(name="Airdoc", city="Beijing")
    make_company(name="Pulnovo Medical", slug="pulnovo")
    text = (
        HEAD
        + "Pamu,,Wuxi,src,2\nAirdoc,,Beijing,src,1\nQuite New,全新,Xi'an,src,3\nPulnovo Medicals,,,src,1\nX,,,src,99\n"
    )
    before = Company.objects.count()
    page = send(client, text)
    assert verdicts(page) == {2: "changed", 3: "same", 4: "new", 5: "doubtful", 6: "error"}
    assert Company.objects.count() == before
    content = page.content.decode()
    for words in ["<del>Suzhou</del>", "<ins>Wuxi</ins>", "E6", "src has paragraphs 1 to 40, not 99.", "全新"]:
        assert words in content
    assert "Take it in" not in content


def test_rows_are_shown_by_what_they_would_do_a_hundred_at_a_time(client):
    text = "name\n" + "".join(f"Company number {number} of them\n" for number in range(150))
    page = send(client, text)
    assert len(page.context["rows"]) == 100
    upload = Upload.objects.get()
    assert len(client.get(f"{page_of(upload)}?show=new&page=2").context["rows"]) == 50
    assert len(client.get(f"{page_of(upload)}?show=error").context["rows"]) == 0
    assert client.get(f"{page_of(upload)}?show=nonsense&page=x").status_code == 200


def test_a_doubtful_name_is_decided_once_for_all_equal_cells(client):
    for slug in ("one", "two"):
        make_company(name="Harmony", slug=slug)
    page = send(client, "name,company,kind\nA,Harmony,device\nB,Harmony,device\n", "products")
    [question] = page.context["found"]["questions"]
    assert (question["text"], question["places"]) == ("Harmony", ["B2", "B3"])
    page = act(client, "answer", **{question["name"]: "two"})
    assert verdicts(page) == {2: "new", 3: "new"}
    page = act(client, "answer", **{question["name"]: "three"})
    assert verdicts(page) == {2: "doubtful", 3: "doubtful"}, "what is not offered is no answer"


def test_none_of_the_offered_records_is_a_mistake_and_a_new_one_is_new(client):
    make_company(name="Pulnovo Medical", slug="pulnovo")
    page = send(client, "name,company,kind\nA,Pulnovo Medicals,device\n", "products")
    question = questions(page)["Pulnovo Medicals"]
    assert verdicts(act(client, "answer", **{question["name"]: "-"})) == {2: "error"}
    page = send(client, "name\nPulnovo Medicals\n")
    question = questions(page)["Pulnovo Medicals"]
    assert verdicts(act(client, "answer", **{question["name"]: "+"})) == {2: "new"}


def test_what_a_spreadsheet_changed_is_answered_cell_by_cell(client):
    page = send(client, "name,when,kind\nA,Mar-21,forum\nB,21-Mar,forum\n", "events")
    assert verdicts(page) == {2: "doubtful", 3: "doubtful"}
    asked = questions(page)
    page = act(
        client, "answer", **{asked["Mar-21"]["name"]: "2021-03", f"{asked['21-Mar']['name']}-text": "2020-03-21"}
    )
    assert verdicts(page) == {2: "new", 3: "new"}
    assert [row["verdict"] for row in page.context["rows"]] == ["new", "new"]


def test_columns_are_changed_and_remembered_for_the_next_table_of_that_head(client):
    text = "name,Town,Remark\nPamu,Suzhou,x\n"
    page = send(client, text)
    assert "No column is called “Town”." in page.content.decode()
    page = act(client, "map", **{"column-1": "name", "column-2": "city", "column-3": "-"})
    assert verdicts(page) == {2: "new"}
    assert page.context["found"]["columns"] == {"1": "name", "2": "city"}
    assert send(client, text).context["found"]["columns"] == {"1": "name", "2": "city"}
    other = reviewer("another")
    assert send(other, text).context["found"]["columns"] == {"1": "name"}


def test_a_column_without_a_head_that_holds_something_is_told(client):
    page = send(client, "name,\nPamu,Suzhou\n")
    assert "This column has no head" in page.content.decode()
    assert "Take it in" not in page.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "empty"), ("name\né".encode("latin-1"), "save it as CSV UTF-8"), (b"x" * 20_000_001, "It is larger than")],
)
def test_a_file_that_is_no_table_is_refused_on_the_form_and_not_kept(content, words, client):
    assert words in send(client, content).content.decode()
    assert not Upload.objects.exists()


def test_a_template_has_all_columns_of_its_type_and_is_read_again(client):
    answer = client.get(f"{START}templates/milestones.csv")
    assert answer["Content-Type"].startswith("text/csv")
    page = send(client, answer.content, "milestones")
    assert page.context["found"]["mistakes"] == []
    assert len(page.context["found"]["columns"]) == answer.content.count(b",") + 1
    assert client.get(f"{START}templates/nothing.csv").status_code == 404


def test_a_table_waits_for_seven_days_and_is_seen_by_nobody_else(client):
    send(client, "name\nPamu\n")
    upload = Upload.objects.get()
    assert reviewer("another").get(page_of(upload)).status_code == 404
    Upload.objects.update(at=timezone.now() - timedelta(days=7, minutes=1))
    assert client.get(page_of(upload)).status_code == 404
    send(client, "name\nAirdoc\n")
    assert Upload.objects.get().pk != upload.pk


def test_a_table_is_discarded_by_its_owner(client):
    send(client, "name\nPamu\n")
    act(client, "discard")
    assert not Upload.objects.exists()


def test_columns_are_remembered_once(client):
    user = User.objects.get()
    ColumnChoice.objects.create(user=user, record_type="companies", head="x", columns={})
    with pytest.raises(Exception, match="columns_are_remembered_once"):
        ColumnChoice.objects.create(user=user, record_type="companies", head="x", columns={})


def test_a_table_that_waits_is_no_change_of_the_data(client):
    before = DataVersion.objects.get().number
    send(client, "name\nPamu\n")
    assert DataVersion.objects.get().number == before


@pytest.mark.parametrize("who", ["nobody", "administrator", "editor", "reviewer", "superuser"])
def test_who_may_send_tables_and_see_them_is_a_table(who, db):
    other = reviewer("other")
    send(other, "name\nPamu\n")
    upload = Upload.objects.get()
    browser = {
        "nobody": Client, "administrator": lambda: somebody(ADMINISTRATORS, "ada"), "editor": editor,
        "reviewer": reviewer, "superuser": superuser,
    }[who]()  # fmt: skip
    may = who in ("editor", "reviewer", "superuser")
    refused = 302 if who == "nobody" else 403
    assert browser.get(START).status_code == (200 if may else refused)
    assert browser.get(f"{START}templates/rounds.csv").status_code == (200 if may else refused)
    assert browser.get("/admin/intake/upload/").status_code == (302 if may or who == "nobody" else 403)
    for what in ("map", "answer", "accept", "discard", "guess"):
        assert browser.post(page_of(upload), {"act": what}).status_code == (404 if may else refused)
    assert Upload.objects.count() == 1
    if may:
        send(browser, "name\nAirdoc\n")
        assert browser.post(page_of(Upload.objects.latest("pk")), {"act": "guess"}).status_code == 400
        assert "/admin/intake/upload/" in browser.get("/admin/").content.decode()


def test_a_type_that_somebody_may_not_change_is_not_offered_and_not_taken(db):
    client = Client()
    user = make_editor(client, is_superuser=False)
    user.user_permissions.add(*Permission.objects.filter(codename__in=["add_company", "change_company"]))
    assert [name for name, _label in client.get(START).context["form"].fields["record_type"].choices] == ["companies"]
    send(client, "name\nA\n", "rounds")
    assert not Upload.objects.exists()
    send(client, "name\nA\n")
    user.user_permissions.clear()
    assert client.get(page_of(Upload.objects.get())).status_code == 403


def test_erasing_a_text_takes_the_tables_that_hold_it(client):
    send(client, "name\nLi Wei 李伟\n", "people")
    send(client, "name\nSomebody else\n", "people")
    assert [str(one) for one in uploads_holding(["李伟"])] == ["table.csv"]
    assert uploads_holding(["王芳"]).count() == 0


def test_a_workbook_is_sent_like_a_text_and_a_month_made_a_day_is_asked_about(client):
    content = workbook(["name", "when", "kind"], ["A forum", date(2021, 3, 1), "forum"], formats={"B2": "mmm-yy"})
    page = send(client, content, "events", "events.xlsx")
    assert verdicts(page) == {2: "doubtful"}
    assert "The spreadsheet shows 2021-03 and holds the day 2021-03-01." in page.content.decode()
    question = questions(page)["2021-03-01"]
    page = act(client, "answer", **{question["name"]: "2021-03"})
    assert (verdicts(page), questions(page)["2021-03-01"]["answer"]) == ({2: "new"}, "2021-03")
