"""A value is held against the words cited for it, and a text against the citations of its source."""

import hashlib
from io import StringIO

import pytest
from django.core.management import call_command

from companies.models import FundingRound
from sources.attaching import attach_text
from sources.models import Citation, Source
from sources.value_check import doubts, states
from tests.admin.forms import address, filled, make_editor, messages_of
from tests.builders import cite, make_company, make_milestone, make_round, the_source

pytestmark = pytest.mark.django_db


def doubted(record, **values):
    citation = cite(record, "src#2", **values)
    return [message for _citation, message in doubts([citation])]


@pytest.mark.parametrize(
    ("when", "stated", "is_doubted"),
    [
        ("2018-03", "in July 2019", True), ("2018-03", "March 2018", False), ("2018-03", "in early 2018", False),
        ("2018-03", "the 2017 plan of March 2018", False), ("2018-03", "three years later", False),
        ("[..2020]", "By the end of 2021", False), ("2018/2019", "since 2020", True),
    ],
)  # fmt: skip
def test_words_that_name_another_date_are_doubted(when, stated, is_doubted):
    assert bool(doubted(make_milestone(when=when), field="when", stated=stated)) == is_doubted


@pytest.mark.parametrize(
    ("amount", "stated", "is_doubted"),
    [
        ("nearly 100 million dollars", "raised nearly 100 million dollars", False),
        ("nearly 100 million dollars", "raised 300 million dollars in all", True),
        ("nearly 100 million dollars", "nearly 100 million yuan", True),
        ("tens of millions of dollars", "a sum that was not told", False),
        ("undisclosed", "5 million dollars", False),
    ],
)  # fmt: skip
def test_words_that_name_another_amount_are_doubted(amount, stated, is_doubted):
    assert bool(doubted(make_round(amount=amount), field="amount", stated=stated)) == is_doubted


@pytest.mark.parametrize(("stated", "is_doubted"), [("approval by the FDA", False), ("bovine", True)])
def test_words_that_say_no_such_outcome_are_doubted(stated, is_doubted):
    milestone = make_milestone(pathway="fda_pma", outcome="approved")
    assert bool(doubted(milestone, field="outcome", stated=stated)) == is_doubted


@pytest.mark.parametrize("values", [{"note": "The lunar year."}, {"stance": "contradicts"}])
def test_a_note_settles_a_doubt_and_a_contradiction_is_none(values):
    assert doubted(make_milestone(when="2018-03"), field="when", stated="July 2019", **values) == []


@pytest.mark.parametrize(
    ("amount", "stated", "is_stated"),
    [
        ("5 million dollars", "raised 5 million dollars", True),
        ("5 million dollars", "raised 15 million dollars", False),
    ],
)
def test_a_part_of_a_longer_figure_states_nothing(amount, stated, is_stated):
    assert states(make_round(amount=amount), "amount", stated) == is_stated


def test_the_form_warns_and_the_note_settles_it(client):
    make_editor(client)
    there = make_round(amount="nearly 100 million dollars", when="2018-03")
    citation = cite(there, "src#2", field="when", stated="July 2019")
    url = address(FundingRound, "change", there.pk)
    page = client.post(url, filled(client.get(url)) | {"_continue": "1"}, follow=True)
    assert "“July 2019” says July 2019, the value is March 2018." in messages_of(page)
    Citation.objects.filter(pk=citation.pk).update(note="Told of the year before.")
    assert "July 2019" not in messages_of(client.post(url, filled(client.get(url)) | {"_continue": "1"}, follow=True))


def test_verification_warns_of_what_is_in_doubt(tmp_path):
    cite(make_milestone(name="A step", when="2018-03"), "src#2", field="when", stated="July 2019")
    text = b"One.\nJuly 2019."
    Source.objects.update(sha256=hashlib.sha256(text).hexdigest(), paragraphs=2)
    (tmp_path / "text").write_bytes(text)
    output = StringIO()
    call_command("verify_citations", str(tmp_path), stdout=output, stderr=output)
    assert "src#2, A step, when: “July 2019” says July 2019, the value is March 2018." in output.getvalue()


def test_another_text_marks_the_citations_that_fail_in_it():
    company = make_company(city="Wuxi", website="https://example.org/")
    kept = cite(company, "src#1", field="city", stated="in Wuxi")
    lost = cite(company, "src#2", field="website", stated="example.org")
    assert attach_text(the_source("src"), "It sits in Wuxi.\nIts site is example.org.") == 0
    assert attach_text(the_source("src"), "It sits in Wuxi.\nIt has no site.") == 1
    assert attach_text(the_source("src"), "It sits in Wuxi.\nIt has no site.") == 0
    kept.refresh_from_db()
    lost.refresh_from_db()
    assert (kept.needs_recheck, lost.needs_recheck) == (False, True)


def test_a_value_put_back_to_what_its_place_states_loses_its_mark(client):
    make_editor(client)
    there = make_round(amount="nearly 100 million dollars", when="2018-03")
    citation = cite(there, "src#2", field="when", stated="In March 2018")
    url = address(FundingRound, "change", there.pk)
    for when, is_marked in (("2019", True), ("2018-03", False)):
        client.post(url, filled(client.get(url)) | {"when": when})
        citation.refresh_from_db()
        assert citation.needs_recheck == is_marked
