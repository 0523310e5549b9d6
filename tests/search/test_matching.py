"""Names to records: what is certain is matched, what is not is left open, and nothing is ever matched wrongly."""

import pytest

from search.matcher import match_names, spellings_of
from search.name_comparison import compare
from search.name_parts import RequestedName, parse_name
from search.spelling import closeness, edits
from tests.builders import make_company, make_investor, make_name, make_partner, make_person

pytestmark = pytest.mark.django_db


def one(name, **more):
    (result,) = match_names([RequestedName(name, **more)])
    return result


def address(result):
    return f"{result.best.type}/{result.best.slug}" if result.verdict == "match" else None


def test_two_records_of_one_name_are_left_open_until_the_type_is_said():
    make_company(name="Qingsong", slug="a")
    make_investor(name="Qingsong", slug="b")
    assert one("Qingsong").verdict == "unsure"
    assert address(one("Qingsong", type="investors")) == "investors/b"


def test_city_and_country_decide_between_two_and_speak_against_one():
    make_company(name="Hanyu Medical", slug="s", city="Shanghai", country="CN")
    assert address(one("Hanyu Medical", city="Shanghai")) == "companies/s"
    assert one("Hanyu Medical", city="Beijing").verdict == "unsure"
    assert one("Hanyu Medical", country="US").verdict == "unsure"
    assert address(one("Hanyu Medical", country="cn")) == "companies/s"
    assert address(one("Shanghai Hanyu Medical Co., Ltd.")) == "companies/s"
    assert one("Beijing Hanyu Medical Co., Ltd.").verdict != "match"


def test_words_of_the_trade_decide_nothing():
    make_company(name="Medical Technology Group", slug="m")
    make_company(name="Xinke Medical", slug="x")
    assert one("Medical Instruments").verdict == "none"
    assert one("Lanbo Medical").verdict == "none"
    assert one("Medical").verdict == "none"


def test_a_former_name_matches_and_says_so():
    company = make_company(name="Newname Medical", slug="n")
    make_name(company, "Oldname Medical", kind="former")
    result = one("Oldname Medical")
    assert (address(result), "former" in result.explanation) == ("companies/n", True)


def test_a_person_may_be_turned_round_and_nothing_else():
    make_person(name="Wang Tong", slug="w")
    assert address(one("Tong Wang")) == "people/w"
    assert one("Wang Dong").verdict != "match"


def test_a_name_and_another_record_in_brackets_are_left_open():
    make_company(name="Xinkeya", slug="x")
    other = make_company(name="Lanbotai", slug="l")
    make_name(other, "蓝博泰", language="zh-Hans")
    assert one("Xinkeya (蓝博泰)").verdict == "unsure"
    assert address(one("Lanbotai (蓝博泰)")) == "companies/l"


def test_an_unpublished_record_is_never_a_candidate():
    make_company(name="Xinkeya", is_published=False)
    assert one("Xinkeya").candidates == []


def test_a_hospital_in_another_place_or_of_another_number_is_another_hospital():
    make_partner(name="Shanghai Sixth People's Hospital", slug="six")
    for name in ("Shanghai Fifth People's Hospital", "Beijing Sixth People's Hospital", "Sixth People's Bank"):
        assert one(name).verdict != "match", name


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("InferVision (推想医疗)", ["InferVision", "推想医疗"]),
        ("Center for Drugs (CDE)", ["Center for Drugs", "CDE"]),
        ("Zhongshan Hospital (Xiamen)", ["Zhongshan Hospital (Xiamen)"]),
        ("中山医院（厦门）", ["中山医院（厦门）"]),
        ("Pamu (China)", ["Pamu (China)"]),
        ("(x)", ["(x)"]),
        ("a (b", ["a (b"]),
    ],
)
def test_only_another_script_or_an_abbreviation_in_brackets_is_a_name_of_its_own(name, spellings):
    assert spellings_of(name) == spellings


def test_a_name_is_taken_apart():
    parts = parse_name("shanghai hanyu medical technology co ltd")
    assert (parts.core, parts.trade, parts.places) == (("hanyu",), {"medical", "technology"}, {"shanghai"})
    parts = parse_name("北京推想医疗科技有限公司")
    assert (parts.core, parts.trade, parts.places) == (("推想",), {"医疗", "科技"}, {"beijing"})
    assert parse_name("翰宇药业").kinds == parse_name("翰宇制药").kinds == {"pharma"}


def test_the_same_name_scores_one_and_its_rest_less():
    ours = parse_name("pamu medical")
    assert compare(parse_name("pamu medical"), ours, "name", "companies").score == 1
    assert compare(parse_name("pamu hospital"), ours, "name", "companies").score < 0.85
    assert compare(parse_name("medical"), ours, "name", "companies").score < 0.4


def test_edits_count_swapped_letters_once():
    assert edits("infervision", "infervison") == 1
    assert edits("infervision", "infervsiion") == 1
    assert edits("abc", "xyzuvw") == 4
    assert edits("kitten", "sitting") == 3


def test_closeness_wants_every_word_to_be_near():
    assert closeness("pammu", "pamu medical") > 0.85
    assert closeness("sequoia capital", "qianji capital") < 0.74
    assert closeness("infer vison", "infervision") > 0.85
