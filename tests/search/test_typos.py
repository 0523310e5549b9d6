"""A misspelled name is found where nothing else fits, also a short one, and what is merely like it is not."""

import pytest

from names.models import SearchWord
from search.explanations import explain
from search.query import read
from search.ranking import find
from tests.builders import make_company, make_insight, make_milestone, make_name, make_product

pytestmark = pytest.mark.django_db


def matches(text, *types):
    return [(hit.slug, hit.matched_name) for hit in find(read(text), types).hits]


@pytest.mark.parametrize("text", ["Kaya", "Keyaa", "Kya", "Kexa", "Kaya Medical", "keya medcal", "Medical Kaya"])
def test_one_slip_in_a_name_of_four_letters_finds_it(text):
    make_company(name="Keya Medical", slug="keya")
    expected = [] if text == "Kya" else [("keya", "Keya Medical")]
    assert matches(text) == expected


@pytest.mark.parametrize("text", ["Maya", "Kayo", "Keyastone", "Kiwa", "4eya", "KEY4"])
def test_what_is_more_than_one_slip_away_or_begins_otherwise_is_not_meant(text):
    make_company(name="Keya", slug="keya")
    assert matches(text) == []


@pytest.mark.parametrize(
    "text", ["Infervsion", "infervizion", "Inferrvision", "Ifervision", "Infervisoin", "Infurvizion"]
)
def test_two_slips_in_a_long_word_are_forgiven(text):
    make_company(name="InferVision", slug="i")
    assert matches(text) == [("i", "InferVision")]


def test_a_name_that_is_there_is_no_slip_of_another():
    make_company(name="Keya", slug="keya")
    make_company(name="Kaya", slug="kaya")
    assert matches("kaya") == [("kaya", "Kaya")]


def test_a_word_of_a_text_is_no_slip_of_a_name():
    make_company(name="Keya", slug="keya")
    make_insight(name="Else", slug="else", statement="The kaya is a tree.")
    assert matches("kaya") == [("else", None)]


def test_slips_in_two_words_that_stand_apart_find_the_name():
    make_company(name="Kangrui Cardio Medical", slug="k")
    assert matches("kangruj medicl") == [("k", "Kangrui Cardio Medical")]
    assert matches("Sequoia medicl") == []


def test_every_word_of_a_question_counts():
    make_company(name="Keya Medical 3", slug="three")
    make_company(name="Keya Medical 4", slug="four")
    assert matches("Kaya 3") == [("three", "Keya Medical 3")]
    assert matches("Kaya 5") == []


def test_a_misspelled_name_is_looked_for_among_the_types_that_are_asked():
    make_company(name="Keya Medical", slug="company")
    make_product(name="Keya Scan", slug="product")
    assert matches("kaya", "products") == [("product", "Keya Scan")]


def test_a_quoted_word_is_meant_as_it_is():
    make_company(name="Keya", slug="keya")
    assert matches('"kaya"') == []


def test_the_words_of_further_names_may_be_misspelled_and_those_of_pinyin_are_not_kept():
    company = make_company(name="Zyxomab", slug="z")
    make_name(company, "Qwertinib", kind="former")
    make_name(company, "推想医疗", language="zh-Hans")
    assert matches("qwertinb") == [("z", "Qwertinib")]
    assert set(SearchWord.objects.values_list("word", flat=True)) >= {"zyxomab", "qwertinib"}
    assert not SearchWord.objects.filter(word="tuixiang").exists()


def test_a_word_of_no_name_any_more_finds_nothing():
    company = make_company(name="Zyxomab", slug="z")
    company.name = "Other"
    company.save()
    assert matches("zyxomap") == []


def test_two_swapped_letters_find_the_company_before_its_milestones():
    company = make_company(name="Xingxin Gyneco Imaging", slug="xingxin")
    make_milestone(name="Xingxin Gyneco Imaging: NMPA registration", slug="m", company=company)
    assert [slug for slug, _name in matches("Xignxin Gyneco Imaging")] == ["xingxin", "m"]


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u200c", "\u2060", "\ufeff"])
def test_a_soft_hyphen_or_a_character_without_width_does_not_part_a_word(mark):
    make_insight(name="Else", slug="plain", statement="The robot helps.")
    make_insight(name="Other", slug="marked", statement=f"A ro{mark}bot helps.")
    query = read(f"ro{mark}bot")
    hits = explain(query, find(query).hits)
    assert {hit["slug"] for hit in hits} == {"plain", "marked"}
    assert {"".join(piece["text"] for piece in hit["why"]["segments"] if piece["hit"]) for hit in hits} == {
        "robot", f"ro{mark}bot",
    }  # fmt: skip
