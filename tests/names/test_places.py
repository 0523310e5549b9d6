"""One city under all its names, and which words of a name are places."""

import pytest

from names.coined import is_coined, is_english
from names.places import cities
from search.name_parts import parse_name
from search.places import cities_of, is_same_city


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tianjin", "天津"), ("Tientsin", "天津市"), ("Canton", "廣州"), ("Qingdao", "Tsingtao"), ("Bombay", "Mumbai"),
        ("Saigon", "Ho Chi Minh City"), ("São Paulo", "Sao Paulo"), ("Xi'an", "Xian"), ("Munich", "München"),
        ("Hangzhou, Zhejiang", "杭州"), ("Smallville", "smallville"),
    ],
)  # fmt: skip
def test_a_city_is_the_same_in_either_script_and_by_former_names(one, other):
    assert is_same_city(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("Suzhou", "宿州"), ("Fuzhou", "Hangzhou"), ("Nanjing", "南昌"), ("Smallville", "Bigville")]
)
def test_two_cities_are_two(one, other):
    assert not is_same_city(one, other)


def test_a_name_of_several_cities_may_mean_each():
    assert {city.country for city in cities_of("Valencia")} >= {"ES", "VE"}


def test_the_file_says_where_it_comes_from():
    from names.coined import ENGLISH
    from names.places import CITIES

    assert "GeoNames (CC BY 4.0)" in CITIES.read_text(encoding="utf-8").splitlines()[0]
    assert "wordfreq" in ENGLISH.read_text(encoding="utf-8").splitlines()[0]
    assert len(cities()) > 1_500


def test_places_in_a_name_are_one_word_however_they_are_written():
    places = [parse_name(name).places for name in ("nanking drum hospital", "nanjing drum hospital", "南京鼓医院")]
    assert places == [{"nanjing"}] * 3
    assert parse_name("ministry of the peoples republic of china").places == {"CN"}
    assert parse_name("hong kong heart hospital").core == ("heart",)


def test_a_coined_word_is_neither_english_nor_pinyin():
    words = ("neurovista", "medtronix", "hospital", "silicon", "zhongguo", "weikang")
    assert [is_coined(word) for word in words] == [True, True, False, False, False, False]
    assert (is_english("silicon"), is_english("watson")) == (True, False)
