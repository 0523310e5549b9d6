"""How the database folds and spells: the rule that names, texts and queries share."""

import random
import unicodedata

import pytest
from django.db import connection

from names.hanzi import readings, simplified
from search.folding import fold
from search.highlighting import folded
from tests.builders import make_company

pytestmark = pytest.mark.django_db


def ask(sql, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize(
    ("text", "fold"),
    [
        ("MissilEX® Stent", "missilex stent"),
        ("Shanghai Sixth People’s Hospital", "shanghai sixth peoples hospital"),
        ("CE - MDR", "ce mdr"),
        ("ＦＤＡ　ＩＤＥ", "fda ide"),
        ("Čeština Ångström straße", "cestina angstrom strasse"),
        ("推想醫療", "推想医疗"),
        ("AI醫療平臺 2020", "ai医疗平台 2020"),
        ("  ", ""),
        ("😀…", ""),
        ("ﬁrst ²", "first 2"),
        ("ro\u00adbot", "robot"),
        ("推\u200b想 Lan\ufeffbo", "推想 lanbo"),
    ],
)
def test_a_text_is_folded_to_what_is_compared(text, fold):
    assert ask("SELECT kb_fold(%s)", text) == [fold]


@pytest.mark.parametrize("text", ["People’s", "Čech", "醫", "ＦＤＡ", "R&D", "ro\u00adbot"])
def test_highlighting_folds_a_word_as_the_database_does(text):
    assert ask("SELECT replace(kb_fold(%s), ' ', '')", text) == [folded(text)]


def test_chinese_is_indexed_by_pairs_and_its_last_character():
    assert ask("SELECT kb_grams(%s)", "ai神经介入 x 医") == ["神经 经介 介入 入 医"]


def test_pinyin_has_every_common_reading():
    assert ask("SELECT * FROM kb_pinyin(%s)", "推想ai") == ["tui xiang ai"]
    assert ask("SELECT * FROM kb_pinyin(%s)", "重庆") == ["zhong qing", "chong qing"]
    assert ask("SELECT * FROM kb_pinyin(%s)", "吕") == ["lv", "lu"]
    assert ask("SELECT * FROM kb_pinyin(%s)", "pamu") == []


def test_a_name_of_many_readings_has_at_most_twelve():
    assert 1 < len(ask("SELECT * FROM kb_pinyin(%s)", "重" * 30)) <= 12


def test_the_files_of_characters_know_what_is_common():
    assert readings()["单"] == ["dan", "shan"]
    assert "醫療發後".translate(simplified()) == "医疗发后"
    assert len(readings()) > 15_000
    assert len(simplified()) > 3_500


def test_a_name_longer_than_an_index_takes_is_kept():
    company = make_company(name="ﷺ" * 200)
    company.names.create(text="重" * 200, kind="variant", language="zh-Hans")
    assert ask("SELECT max(length(compact)) FROM entities_searchname") == [200]


def test_a_query_is_folded_as_the_database_folds_every_letter():
    letters = [chr(n) for n in range(1, 0x110000) if not 0xD800 <= n < 0xE000 and unicodedata.category(chr(n)) != "Cn"]
    assigned = [letter for letter in letters if unicodedata.category(letter) != "Co"]
    theirs = ask("SELECT kb_fold(letter) FROM unnest(%s::text[]) WITH ORDINALITY AS x (letter, n) ORDER BY n", assigned)
    ours = [fold(letter) for letter in assigned]
    assert [pair for pair in zip(assigned, ours, theirs, strict=True) if pair[1] != pair[2]] == []


def test_a_query_is_folded_as_the_database_folds_any_text():
    chance, letters = random.Random(1), "aB1 -_'’®ß éÉ e\u0301 İıΣς 推醫，。ＡＢ①½ﬁ한글\u200b\u0e31ไท हि😀\t\n/İ"
    texts = ["".join(chance.choices(letters, k=chance.randint(1, 12))) for _ in range(3_000)]
    theirs = ask("SELECT kb_fold(given) FROM unnest(%s::text[]) WITH ORDINALITY AS x (given, n) ORDER BY n", texts)
    assert [text for text, folded_there in zip(texts, theirs, strict=True) if fold(text) != folded_there] == []
