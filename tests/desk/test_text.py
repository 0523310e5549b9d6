"""The text at the desk: its paragraphs with their numbers, its sentences, the words that are cited."""

import html
import re

import pytest

from desk.sentences import sentences_of
from names.models import Name
from sources.models import Citation
from tests.admin.forms import make_editor
from tests.builders import cite, make_company, make_name
from tests.desk.articles import CHINESE, at, make_article

pytestmark = pytest.mark.django_db


def marks(client, source):
    """[(words, what cites them)] of the marks on the desk."""
    return re.findall(r'<mark title="([^"]*)">([^<]*)</mark>', client.get(at(source)).text)


def test_each_paragraph_has_the_number_by_which_it_is_cited(client):
    make_editor(client)
    page = client.get(at(make_article()))
    assert page.status_code == 200
    assert [paragraph.number for paragraph in page.context["paragraphs"]] == [1, 2, 3, 4, 5, 6, 7]
    assert page.context["paragraphs"][2].text.startswith("In March 2021 the company")
    assert 'id="paragraph-7"' in page.text
    assert page.text.count("<h1") == 1


def test_cited_words_are_marked_with_what_cites_them_and_lead_to_it(client):
    make_editor(client)
    source, company = make_article(), make_company(name="Heartland Medical")
    cite(company, "article#2", field="city", stated="Suzhou")
    assert marks(client, source) == [("Heartland Medical: City", "Suzhou")]
    assert f"/admin/companies/company/{company.pk}/change/" in client.get(at(source), {"paragraph": 2}).text


def test_marks_that_overlap_are_cut_where_the_one_begins_or_ends(client):
    make_editor(client)
    source, company = make_article(), make_company(name="Heartland")
    cite(company, "article#2", field="summary", stated="founded in Suzhou in 2014")
    cite(company, "article#2", field="city", stated="in Suzhou")
    assert marks(client, source) == [
        ("Heartland: Summary", "founded "), ("Heartland: Summary; Heartland: City", "in Suzhou"),
        ("Heartland: Summary", " in 2014"),
    ]  # fmt: skip


def test_a_phrase_that_stands_twice_is_told_apart_by_where_it_begins(client):
    make_editor(client)
    source = make_article()
    line = "Heartland Medical exports to Spain. In Spain the valve is sold by a partner."
    cite(make_company(name="Heartland"), "article#7", field="summary", stated="Spain", begins=line.rindex("Spain"))
    page = client.get(at(source))
    first, second = (sentence.marked for sentence in page.context["paragraphs"][6].sentences)
    assert "<mark" not in first
    assert "In <mark" in second


def test_names_and_parts_that_are_cited_are_shown_too(client):
    make_editor(client)
    source, company = make_article(), make_company(name="Heartland")
    name = make_name(company, "Heartland Medical")
    Citation.objects.filter(field="names").update(source=source, paragraph=6)
    assert ("Heartland: Names", "Heartland Medical") in marks(client, source)
    assert Name.objects.get() == name


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dr. Wang of Heart Inc. paid 3.5 million. It grew.", ["Dr. Wang of Heart Inc. paid 3.5 million.", "It grew."]),
        ("“We won!” he said. J. Smith agreed?", ["“We won!” he said.", "J. Smith agreed?"]),
        ("In the U.S. market it grew (No. 5). See www.example.org now", [
            "In the U.S. market it grew (No. 5).", "See www.example.org now"]),
        ("公司于2021年获批。费用为3.5亿元！下一步呢？", ["公司于2021年获批。", "费用为3.5亿元！", "下一步呢？"]),
        ("他说：“这是第一步。”随后离开。", ["他说：“这是第一步。”", "随后离开。"]),
        ("No full stop", ["No full stop"]),
    ],
)  # fmt: skip
def test_sentences_end_at_full_stops_that_are_no_part_of_a_word(text, sentences):
    assert [text[begin:end] for begin, end in sentences_of(text)] == sentences


def test_the_text_has_no_character_more_or_less_than_the_paragraph(client):
    make_editor(client)
    source = make_article()
    cite(make_company(), "article#2", field="city", stated="Suzhou in 2014 by Dr. Li Wen. It")
    for paragraph in client.get(at(source)).context["paragraphs"]:
        assert html.unescape(re.sub("<[^>]*>", "", paragraph.marked)) == paragraph.text


def test_a_chinese_text_is_read_like_an_english_one(client):
    make_editor(client)
    page = client.get(at(make_article(CHINESE, language="zh-Hans")))
    assert [len(paragraph.sentences) for paragraph in page.context["paragraphs"]] == [1, 2, 3]
