"""A Chinese query finds names in Latin letters by its pinyin, and traditional characters find simplified ones."""

import pytest

from search.explanations import explain
from search.matcher import match_names
from search.name_parts import RequestedName
from search.query import read
from search.ranking import find
from tests.builders import make_company, make_insight, make_name, make_person

pytestmark = pytest.mark.django_db


def found(text, *types):
    return [hit.slug for hit in find(read(text), types).hits]


@pytest.mark.parametrize("text", ["伟康", "伟康医疗", "偉康醫療科技有限公司", "上海伟康"])
def test_a_chinese_query_finds_a_latin_name_by_its_pinyin(text):
    make_company(name="Weikang Medical", slug="w")
    make_company(name="Weikanger Medical", slug="longer")
    make_company(name="Medical", slug="m")
    assert found(text) == ["w"]
    assert found(text, "companies") == ["w"]
    assert found(text, "products") == []


def test_a_hit_by_pinyin_says_so_and_shows_the_syllables():
    make_company(name="Wei Kang Medical", slug="w")
    query = read("伟康")
    (hit,) = explain(query, find(query).hits)
    assert (hit["why"]["match"], hit["why"]["kind"]) == ("prefix", "pinyin")
    assert hit["why"]["segments"][0] == {"text": "Wei Kang", "hit": True}


def test_names_in_the_script_typed_come_first_and_texts_last():
    make_name(make_company(name="Other", slug="chinese"), "新伟康健康", language="zh-Hans")
    make_company(name="Weikang", slug="latin")
    make_insight(name="Else", slug="text", statement="据说伟康如此。")
    assert found("伟康") == ["chinese", "latin", "text"]


def test_one_character_a_quoted_one_and_words_of_the_trade_have_no_pinyin():
    make_company(name="Yi Liao", slug="y")
    assert found("医") == found("医疗") == found('"医疗"') == []


def test_ü_is_found_however_it_is_written():
    for name in ("Lv Weikang", "Lyu Weikang", "Lu Weikang"):
        make_person(name=name, slug=name[:3].strip().lower())
    assert set(found("吕伟康")) == {"lv", "lyu", "lu"}


@pytest.mark.parametrize("name", ["伟康医疗", "偉康", "伟康医疗科技股份有限公司"])
def test_the_matcher_takes_what_sounds_alike_as_unsure(name):
    make_company(name="Weikang Medical", slug="w")
    (result,) = match_names([RequestedName(name)])
    assert (result.verdict, [candidate.slug for candidate in result.candidates]) == ("unsure", ["w"])


def test_a_name_in_pinyin_is_unsure_too():
    make_name(make_company(name="Other", slug="o"), "伟康医疗", language="zh-Hans")
    (result,) = match_names([RequestedName("Weikang Yiliao")])
    assert (result.verdict, result.best.slug) == ("unsure", "o")


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("體徵監測", "体征监测"), ("合夥醫療", "合伙医疗"), ("衛生科技", "卫生科技"), ("衞生科技", "卫生科技"),
        ("乾眼治療", "干眼治疗"), ("剋隆檢測", "克隆检测"),
    ],
)  # fmt: skip
def test_traditional_characters_find_simplified_ones(typed, name):
    make_name(make_company(name="Other", slug="o"), name, language="zh-Hans")
    make_name(make_company(name="Third", slug="t"), typed, language="zh-Hant")
    assert set(found(typed)) == set(found(name)) == {"o", "t"}
