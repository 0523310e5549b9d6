"""An item of the worklist is taken and given back by one click."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction

from desk.models import Proposal, State, Taken
from records.admin.rights import EDITORS, REVIEWERS
from tests.admin.forms import messages_of
from tests.builders import cite, make_company
from tests.desk.articles import end, make_article
from tests.desk.proposals.people import editor, put_forward, reviewer
from tests.desk.worklist.lines import in_group, lines_of, looker, press, rows_of, titles_of, url_of

pytestmark = pytest.mark.django_db


def make_recheck(**values):
    return cite(make_company(), "src#3", field="city", stated="Hefei", needs_recheck=True, **values)


def test_an_item_is_taken_and_given_back():
    client, other = reviewer("wen"), reviewer("lin")
    make_recheck()
    press(client, "recheck", "take")
    assert lines_of(client)["recheck"] == ("1", "1", "0")
    assert lines_of(other)["recheck"] == ("1", "0", "0")
    assert len(rows_of(client, "recheck", "mine")) == 1
    assert rows_of(other, "recheck", "mine") == rows_of(other, "recheck", "nobody") == []
    assert "wen has it." in other.get(url_of("recheck")).text
    press(client, "recheck", "give")
    assert lines_of(client)["recheck"] == ("1", "0", "1")


@pytest.mark.django_db(transaction=True)
def test_what_somebody_has_can_not_be_taken(committed):
    wen, lin = editor("wen"), editor("lin")
    with transaction.atomic():
        make_recheck()
    press(wen, "recheck", "take")
    assert "wen has it already." in messages_of(press(lin, "recheck", "take"))
    assert press(lin, "recheck", "give").status_code == 403
    assert Taken.objects.get().by == "wen"


def test_a_reviewer_gives_back_what_somebody_left_lying():
    make_recheck()
    press(reviewer("wen"), "recheck", "take")
    press(reviewer(), "recheck", "give")
    assert Taken.objects.get().by == ""


def test_an_item_of_one_line_is_not_taken_on_another():
    client = reviewer()
    make_recheck(stance="contradicts")
    press(client, "recheck", "take")
    assert lines_of(client)["contested"] == ("1", "0", "1")


def test_a_source_half_read_belongs_to_whoever_closed_its_last_paragraph():
    wen, lin = reviewer("wen"), reviewer("lin")
    source = make_article(reading_status="queued")
    end(wen, source, 1, "nothing")
    end(lin, source, 2, "nothing")
    assert lines_of(lin)["half-read"] == ("1", "1", "0")
    assert lines_of(wen)["half-read"] == ("1", "0", "0")
    press(lin, "half-read", "give")
    assert lines_of(lin)["half-read"] == ("1", "0", "1")
    press(wen, "half-read", "take")
    assert titles_of(wen, "half-read", "mine") == [source.title]
    end(lin, source, 3, "nothing")
    assert lines_of(wen)["half-read"] == ("1", "1", "0")


def test_a_proposal_asked_back_belongs_to_its_proposer():
    wen = editor("wen")
    put_forward(make_company(), by="wen", city="Wuxi")
    Proposal.objects.update(state=State.ASKED)
    assert lines_of(wen)["asked-back"] == ("1", "1", "0")


CAN = {
    "recheck": {EDITORS: 200, REVIEWERS: 200, "": 403},
    "half-read": {EDITORS: 200, REVIEWERS: 200, "": 403},
    "proposals": {EDITORS: 403, REVIEWERS: 200, "": 403},
    "contested": {EDITORS: 200, REVIEWERS: 200, "": 403},
}


@pytest.mark.parametrize(
    ("word", "group", "status"), [(word, group, status) for word, row in CAN.items() for group, status in row.items()]
)
def test_the_table_of_who_may_take_what_holds(word, group, status):
    client = in_group(group, "somebody")
    make_recheck(stance="contradicts")
    make_article(reading_status="in_work")
    put_forward(make_company(), city="Wuxi")
    (row,) = rows_of(client, word)
    assert row.may_take == (status == 200)
    assert press(client, word, "take").status_code == status
    assert status == 200 or not Taken.objects.exists()


def test_who_may_only_look_sees_no_button():
    make_recheck()
    page = looker().get(url_of("recheck")).text
    assert "The place says" in page
    assert "<button" not in page.split('id="content-main"')[1].split("</main>")[0]


@pytest.mark.parametrize(
    ("sent", "status"),
    [({"act": "steal", "item": "1-1"}, 400), ({"act": "take", "item": "x"}, 400), ({"act": "take", "item": "-1"}, 400)],
)
def test_what_no_form_sends_is_refused(sent, status):
    assert reviewer().post(url_of("recheck"), sent).status_code == status


def test_an_item_that_is_settled_meanwhile_is_said_to_be():
    answer = reviewer().post(url_of("recheck"), {"act": "take", "item": "1-1"}, follow=True)
    assert "That is settled already" in messages_of(answer)


def test_two_who_take_an_item_at_once_do_not_both_get_it():
    """The database holds it: an_item_has_one_owner."""
    place = make_recheck()
    of = {"line": "recheck", "content_type": ContentType.objects.get_for_model(place), "object_id": place.pk}
    Taken.objects.create(**of, by="wen")
    with pytest.raises(IntegrityError, match="an_item_has_one_owner"):
        Taken.objects.create(**of, by="lin")
