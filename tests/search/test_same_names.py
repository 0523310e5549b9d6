"""What makes no difference between two names, and what is only offered."""

import pytest

from market.models import Event
from search.matcher import match_names
from search.name_parts import RequestedName
from tests.builders import make, make_company, make_name, make_partner, make_person, make_position

pytestmark = pytest.mark.django_db


def verdict(name, **more):
    (result,) = match_names([RequestedName(name, **more)])
    return result.verdict, [candidate.slug for candidate in result.candidates]


@pytest.mark.parametrize(
    ("ours", "name"),
    [
        ("Institute of Valves", "The Institute of Valves"), ("Hart & Lung Devices", "Hart and Lung Devices"),
        ("US Board of Valves", "U.S. Board of Valves"), ("Neurovista", "Neurovista AB (publ)"),
        ("Neurovista", "NEUROVISTA S.p.A."), ("Neurovista Medical", "Neuro Vista Medical"),
    ],
)  # fmt: skip
def test_an_article_an_and_points_legal_forms_and_a_blank_make_no_difference(ours, name):
    make_company(name=ours, slug="ours")
    assert verdict(name)[0] == "match"


@pytest.mark.parametrize("brackets", ["()", "（）", "[]", "【】"])
def test_the_name_in_the_other_script_may_stand_in_any_brackets(brackets):
    make_name(make_company(name="Neurovista", slug="n"), "神视医疗", language="zh-Hans")
    assert verdict(f"Neurovista {brackets[0]}神视医疗{brackets[1]}") == ("match", ["n"])


def test_an_acronym_written_out_in_brackets_is_matched_only_if_we_have_both():
    make_name(make_company(name="Bright Heart Devices", slug="bright"), "BHD", kind="short")
    assert verdict("BHD (Bright Heart Devices)") == ("match", ["bright"])
    assert verdict("BHD (Berlin Harbour Docks)") == ("unsure", ["bright"])


def test_a_city_in_brackets_is_where_the_named_one_is():
    make_partner(name="Bright Bay Hospital", slug="bay", city="Sharjah", country="AE")
    assert verdict("Bright Bay Hospital (Sharjah, UAE)") == ("match", ["bay"])
    assert verdict("Bright Bay Hospital (Lisbon)") == ("unsure", ["bay"])


def test_blanks_at_other_places_make_other_words():
    make_company(name="Karbio Pharma", slug="k")
    assert verdict("Kar Biopharma Inc.") == ("unsure", ["k"])


@pytest.mark.parametrize("name", ["Wei Lanfeng, Ph.D.", "Lanfeng Wei, M.D.", "Prof. Dr. Wei Lanfeng"])
def test_degrees_make_no_difference_in_either_order_of_a_name(name):
    make_person(name="Wei Lanfeng", slug="wei")
    assert verdict(name) == ("match", ["wei"])


def test_the_university_in_front_of_a_hospital_leaves_it_open():
    make_partner(name="Bright Bay Hospital", slug="bay")
    assert verdict("Lisbon University Bright Bay Hospital") == ("unsure", ["bay"])


def test_an_acronym_with_its_year_in_brackets_is_no_part_of_the_name():
    make(Event, name="Bright Devices Forum", slug="forum")
    assert verdict("Bright Devices Forum (BDF2024)") == ("match", ["forum"])


@pytest.mark.parametrize(
    "name", ["3. Neurovista", "（2）Neurovista", "4) Neurovista", "5、Neurovista", "Neurovista (NASDAQ: NRVA)"]
)
def test_a_number_in_a_list_and_a_ticker_are_no_part_of_the_name(name):
    make_company(name="Neurovista", slug="n")
    assert verdict(name) == ("match", ["n"])


def test_the_other_script_may_stand_beside_the_name_if_we_have_both():
    company = make_company(name="Neurovista", slug="n")
    assert verdict("神视医疗 Neurovista") == ("unsure", ["n"])
    make_name(company, "神视医疗", language="zh-Hans")
    for name in ("神视医疗 Neurovista", "神视医疗／Neurovista", "Neurovista 神视医疗科技有限公司"):
        assert verdict(name) == ("match", ["n"])


def test_a_country_in_brackets_is_where_the_named_one_is():
    make_company(name="Neurovista", slug="n", country="CN")
    assert verdict("Neurovista (China)") == ("match", ["n"])
    assert verdict("Neurovista (Germany)") == ("unsure", ["n"])


def test_a_chinese_name_before_the_brackets_must_sound_like_one_in_pinyin():
    make_partner(name="Chenshan Hospital", slug="c")
    assert verdict("辰山医院 (Chenshan Hospital)") == ("match", ["c"])
    for other in ("厦门大学附属辰山医院", "东海医院"):
        assert verdict(f"{other} (Chenshan Hospital)") == ("unsure", ["c"])


@pytest.mark.parametrize(
    "name",
    [
        "Wei Lanfeng, Neurovista",
        "Mr. Wei Lanfeng, Chair, Neurovista Medical",
        "魏兰风（神视医疗）",
        "魏兰风，神视医疗董事长",
    ],
)
def test_a_person_named_with_a_company_of_theirs_is_ours(name):
    company = make_company(name="Neurovista", slug="n")
    make_name(company, "神视医疗", language="zh-Hans")
    person = make_person(name="Wei Lanfeng", slug="wei")
    make_name(person, "魏兰风", language="zh-Hans")
    make_position(person, company=company)
    result, slugs = verdict(name)
    assert (result, slugs[0]) == ("match", "wei")


@pytest.mark.parametrize("name", ["Wei Lanfeng, Lisbon University", "Wei Lanfeng (Neurovistar)", "Wei Lanfeng, Neuro"])
def test_a_person_named_with_another_company_is_left_open(name):
    make_position(make_person(name="Wei Lanfeng", slug="wei"), company=make_company(name="Neurovista", slug="n"))
    result, slugs = verdict(name)
    assert (result, slugs[0]) == ("unsure", "wei")
