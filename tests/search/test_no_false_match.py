"""What must never be matched with confidence, kind by kind, and what makes no difference."""

import pytest

from regulatory.models import Authority
from search.matcher import match_names
from search.name_parts import RequestedName
from tests.builders import make, make_company, make_name, make_partner, make_person

pytestmark = pytest.mark.django_db


def one(name, **more):
    (result,) = match_names([RequestedName(name, **more)])
    return result


def offered(result):
    return {candidate.slug for candidate in result.candidates}


def is_left_open(result, slug):
    return (result.verdict, slug in offered(result)) == ("unsure", True)


@pytest.mark.parametrize(
    "name", ["Neurovisto Medical", "Neurovita Medical", "Neuravista Medical", "Neurowista Medical"]
)
def test_a_letter_more_less_or_other_is_another_name(name):
    make_company(name="Neurovista Medical", slug="n")
    assert is_left_open(one(name), "n")


@pytest.mark.parametrize("name", ["Kangrui Medical", "Weikangrui Medical", "Weikangrai Medical"])
def test_pinyin_with_another_syllable_is_another_name(name):
    make_company(name="Weikanrui Medical", slug="w")
    assert one(name).verdict != "match"


def test_an_abbreviation_in_brackets_does_not_decide_against_the_name_before_it():
    company = make_company(name="Bright Heart Devices", slug="bright")
    make_name(company, "BHD", kind="short")
    assert one("Bright Heart Devices (BHD)").verdict == "match"
    assert is_left_open(one("Berlin Harbour Docks (BHD)"), "bright")


def test_a_chinese_name_in_brackets_that_is_not_ours_is_left_open():
    company = make_company(name="Neurovista", slug="n")
    assert one("Neurovista (神视医疗)").verdict == "match"
    make_name(company, "神视医疗", language="zh-Hans")
    assert one("Neurovista (神视医疗)").verdict == "match"
    assert one("神视医疗 (Neurovista)").verdict == "match"
    assert is_left_open(one("Neurovista (新景医疗)"), "n")


@pytest.mark.parametrize("name", ["Bright", "Bright Health", "Silver", "Weikang", "Weikang Technology", "Chenshan"])
@pytest.mark.parametrize("kind", ["", "companies", "partners"])
def test_a_first_word_or_one_with_another_word_of_the_trade_is_left_open(name, kind):
    make_company(name="Bright Life Technology", slug="a")
    make_company(name="Silver Intelligence", slug="b")
    make_company(name="Weikang Medical", slug="c")
    make_partner(name="Chenshan Hospital", slug="d")
    assert one(name, type=kind).verdict != "match"


def test_a_coined_name_may_have_more_words_of_the_trade():
    make_company(name="Neurovista", slug="n")
    assert one("Neurovista Medical Technology Co., Ltd.").verdict == "match"


@pytest.mark.parametrize("name", ["Xiangshan Medical College", "Xiangshan Medical", "Xiangshan College Fund"])
def test_a_college_is_not_its_hospital(name):
    make_partner(name="Xiangshan Medical College Hospital", slug="x")
    assert one(name).verdict != "match"


def test_an_authority_of_another_country_is_left_open():
    make(Authority, name="DRA", slug="dra", jurisdiction="US")
    assert one("DRA", type="authorities").verdict == "match"
    assert one("DRA", country="us").verdict == "match"
    assert is_left_open(one("DRA", country="PH"), "dra")
    assert one("Philippine DRA").verdict != "match"
    assert one("DRA Ltd").verdict != "match"


def test_a_record_without_the_given_city_or_country_matches_only_by_a_coined_name():
    make_company(name="Neurovista", slug="coined")
    make_company(name="Weikang Medical", slug="pinyin")
    make_company(name="Silver Intelligence", slug="english")
    for more in ({"city": "Boston"}, {"country": "US"}, {"city": "Boston", "country": "US"}):
        assert one("Neurovista", **more).verdict == "match"
        assert one("Neurovista Inc.", **more).verdict == "match"
        assert is_left_open(one("Neurovista Medical", **more), "coined")
        assert is_left_open(one("Weikang Medical", **more), "pinyin")
        assert is_left_open(one("Silver Intelligence", **more), "english")


def test_a_city_in_either_script_or_by_its_former_name_is_the_same():
    make_partner(name="Xiangshan Hospital", slug="x", city="Peking")
    for city in ("Beijing", "北京", "北京市", "Peking", "beijing, China"):
        assert one("Xiangshan Hospital", city=city).verdict == "match", city
    assert one("Xiangshan Hospital", country="CN").verdict == "match"
    assert one("Beijing Xiangshan Hospital").verdict == "match"
    for more in ({"city": "上海"}, {"city": "Nanking"}, {"country": "US"}):
        assert is_left_open(one("Xiangshan Hospital", **more), "x"), more


@pytest.mark.parametrize(
    "name",
    ["Dr. Lin Weikang", "Prof. Dr. Weikang Lin", "Lin Weikang, MD, PhD", "林伟康教授", "林伟康 博士", "LIN Weikang"],
)
def test_a_title_makes_no_difference(name):
    make_name(make_person(name="Lin Weikang", slug="lin"), "林伟康", language="zh-Hans")
    assert one(name).verdict == "match"


@pytest.mark.parametrize("form", ["Co., Ltd.", "N.V.", "S.p.A.", "GmbH", "Inc", "S.A.", "B.V.", "Pte. Ltd.", "L.L.C."])
def test_a_legal_form_makes_no_difference(form):
    make_company(name="Weikang Medical", slug="w")
    assert one(f"Weikang Medical {form}").verdict == "match"
    assert one("Weikang Medical").verdict == "match"


def test_a_chinese_legal_form_makes_no_difference():
    make_name(make_company(name="Weikang", slug="w"), "伟康医疗", language="zh-Hans")
    assert one("伟康医疗有限公司").verdict == one("偉康醫療股份有限公司").verdict == "match"


def test_ü_is_written_in_three_ways_after_l_and_n_and_u_may_be_it():
    make_person(name="Lv Weikang", slug="v")
    make_person(name="Nü Xiaoman", slug="n")
    for name in ("Lü Weikang", "Lyu Weikang", "LÜ WEIKANG", "Weikang Lyu", "Lu\u0308 Weikang"):
        assert one(name).verdict == "match", name
    assert one("Nv Xiaoman").verdict == one("Nyu Xiaoman").verdict == "match"
    assert is_left_open(one("Lu Weikang"), "v")
    assert is_left_open(one("Nu Xiaoman"), "n")
    make_company(name="Hanyu Medical", slug="h")
    assert one("Hanv Medical").verdict != "match"


def test_a_number_may_be_written_in_digits():
    make_partner(name="Wenzhou Sixth People's Hospital", slug="six")
    assert one("Wenzhou 6th People's Hospital").verdict == one("Wenzhou No. 6 People's Hospital").verdict == "match"
    assert one("Wenzhou No. 16 People's Hospital").verdict != "match"


def test_a_city_in_front_a_short_form_and_other_characters_are_offered():
    make_name(make_company(name="Weichuang", slug="w"), "微创心通医疗", language="zh-Hans")
    for name in ("上海微创心通", "微创心通", "微創心通醫療科技", "微创"):
        result = one(name)
        assert "w" in offered(result), name
    assert one("上海微创心通").verdict == "unsure"
