"""What can be settled by one click is: one revision, in the history, and taken back from there."""

import pytest
from django.db import transaction

from companies.models import Company
from desk.models import Proposal
from history.models import Revision
from records.admin.rights import ADMINISTRATORS, EDITORS, REVIEWERS
from sources.models import Citation
from tests.admin.forms import messages_of
from tests.builders import cite, make_company, make_figure
from tests.desk.proposals.people import decide, editor, reviewer
from tests.desk.worklist.lines import in_group, lines_of, make_settled_source, press, rows_of, titles_of, url_of

pytestmark = pytest.mark.django_db
IN_REVISIONS = pytest.mark.django_db(transaction=True)
OPEN = {"coverage": "profiled", "country": "CN", "city": "Wuxi"}


def make_settled(**values):
    """A company with nothing that waits."""
    return make_company(**OPEN | {"website": "https://example.org"} | values)


def settle(client, word, number=0):
    """Press the first button of an item, with what it asks."""
    button = rows_of(client, word)[number].buttons[0]
    return press(client, word, button.act, number, part=button.part, text="It moved in 2024.")


@pytest.fixture
def waiting(request):
    """One item on each line that can be settled; committed, where the test is about revisions."""
    if request.node.get_closest_marker("django_db").kwargs:
        request.getfixturevalue("committed")
    with transaction.atomic():
        make_settled_source()
        company = make_settled(name="Heartland", slug="heartland")
        cite(company, "src#2", field="city", stated="Hefei", stance="contradicts")
        cite(company, "src#3", field="city", stated="Wuxi", needs_recheck=True)
        make_company(**OPEN, name="Northwind", slug="northwind")


WORDS = {
    "recheck": "Checked again on",
    "contested": "Ruled on: the record keeps its value.",
    "not-looked-for": "Website: looked for on",
}


@IN_REVISIONS
@pytest.mark.usefixtures("waiting")
def test_one_click_settles_it_in_one_revision_that_can_be_taken_back():
    client = reviewer()
    for word, reason in WORDS.items():
        titles, before = titles_of(client, word), Revision.objects.count()
        answer = settle(client, word)
        assert reason in messages_of(answer)
        assert titles_of(client, word) == titles[1:]
        revision = Revision.objects.latest("number")
        assert (Revision.objects.count(), revision.kind, revision.author) == (before + 1, "review", "rui")
        assert revision.reason.startswith(reason)
        undo = f"/admin/history/revision/{revision.number}/undo/"
        assert undo in messages_of(answer)
        client.post(undo)
        assert titles_of(client, word) == titles


@IN_REVISIONS
@pytest.mark.usefixtures("waiting")
def test_what_an_editor_settles_is_proposed_and_then_settled_by_a_reviewer():
    wen, rui = editor("wen"), reviewer()
    for word in WORDS:
        settle(wen, word)
        (row,) = rows_of(wen, word)
        proposal = Proposal.objects.latest("id")
        assert row.buttons == ()
        assert (f"It is proposed already: {proposal}.", f"/admin/proposals/{proposal.pk}/") in row.details
        decide(rui, proposal, rest="accepted")
        assert lines_of(rui)[word][0] == "0"


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize(("group", "may"), [(EDITORS, True), (REVIEWERS, True), ("", False), (ADMINISTRATORS, False)])
@pytest.mark.parametrize("word", WORDS)
def test_the_table_of_who_may_settle_what_holds(word, group, may):
    (row,) = rows_of(reviewer("other"), word)
    client, button = in_group(group, "somebody"), row.buttons[0]
    if group != ADMINISTRATORS:
        assert bool(rows_of(client, word)[0].buttons) == may
    sent = {"act": button.act, "item": row.key, "part": button.part, "text": "It moved."}
    assert client.post(url_of(word), sent).status_code == (302 if may else 403)
    if not may:
        assert lines_of(reviewer())[word][0] == "1"
    assert Proposal.objects.exists() == (group == EDITORS)


def test_a_field_that_was_looked_for_is_a_gap_from_then_on():
    company = make_company(coverage="profiled", city="Wuxi")
    client = reviewer()
    assert rows_of(client, "not-looked-for")[0].details == ("Company. Not looked for: Country and Website.",)
    press(client, "not-looked-for", "nothing-found", part="website")
    company.refresh_from_db()
    assert company.gaps == {"website": "not_stated"}
    assert rows_of(client, "not-looked-for")[0].details == ("Company. Not looked for: Country.",)
    assert press(client, "not-looked-for", "nothing-found", part="website").status_code == 400
    assert press(client, "not-looked-for", "nothing-found", part="name").status_code == 400


def test_amounts_and_dates_are_looked_for_and_mentions_and_drafts_are_not():
    make_settled_source()
    make_company()
    make_company(coverage="profiled", cited=False)
    make_figure(by_whom="They", geography="CN")
    (row,) = rows_of(reviewer(), "not-looked-for")
    assert [button.part for button in row.buttons] == ["when", "amount"]


@pytest.mark.parametrize("text", ["", "x" * 301])
@pytest.mark.usefixtures("waiting")
def test_a_ruling_has_a_reason_that_fits(text):
    client = reviewer()
    press(client, "contested", "ruled", text=text)
    assert not Citation.objects.exclude(note="").exists()
    assert len(rows_of(client, "contested")) == 1


@pytest.mark.usefixtures("waiting")
def test_nothing_is_settled_without_the_token_of_the_form():
    client = reviewer()
    (row,) = rows_of(client, "recheck")
    client.handler.enforce_csrf_checks = True
    assert client.post(url_of("recheck"), {"act": "unchanged", "item": row.key}).status_code == 403
    assert Citation.objects.needing_recheck().count() == 1


@pytest.mark.usefixtures("waiting")
def test_a_button_of_another_line_settles_nothing():
    client = reviewer()
    assert press(client, "recheck", "ruled", text="It moved.").status_code == 400
    assert Company.objects.get(slug="heartland").citations.filter(note="").count() == 3
