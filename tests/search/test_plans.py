"""The planner answers every kind of query from indexes, left to itself, once there are names enough to matter."""

import random

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from companies.models import Company
from search import matcher, ranking, search_query
from search.name_parts import RequestedName
from search.query import read
from search.ranking import find
from search.search_query import MOST, statement

pytestmark = pytest.mark.django_db
NAMES = 20_000
SYLLABLES = [
    *("pa", "mu", "xin", "ke", "ya", "han", "yu", "shu", "kun", "rui", "yi", "zhun", "lan", "tai", "he", "bo", "mai"),
    *("jing", "dao", "fei", "long", "qi", "sheng", "wei"),
]
HANZI = "推想医疗科技神经介入心脏瓣膜导管机器人影像智能诊断生物药业康健华东北京上海"
QUERIES = [
    "Pamu", "xinke medical", "神经介", "推想醫療", "tui xiang", "xinkya medicl", '"denervation catheter"', "catheter",
    "catheter -valve", "mitral valve repair", "zzzzz",
]  # fmt: skip
COMMON = ["医", "医疗", "a", "medical"]

GROW = """
INSERT INTO entities_searchname (content_type_id, object_id, record_type, text, kind, folded, compact, words)
SELECT %s, n, 'companies', text, 'name', text, replace(text, ' ', ''), kb_name_vector(text)
FROM unnest(%s::text[]) WITH ORDINALITY AS given (text, n);
INSERT INTO entities_searchtext (content_type_id, object_id, record_type, slug, name, country, city, passages, words)
SELECT %s, n, 'companies', 'company-' || n, text, '', '', '[]', kb_text_vector(text || ' ' || more)
FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS given (text, more, n);
INSERT INTO entities_searchword (word, slips) SELECT word, kb_slips(word)
FROM (SELECT DISTINCT word FROM entities_searchname, kb_words_of(words) AS word) AS words;
ANALYZE entities_searchname, entities_searchtext, entities_searchword
"""


def names():
    chance = random.Random(7)
    for number in range(NAMES):
        latin = "".join(chance.choices(SYLLABLES, k=3))
        hanzi = "".join(chance.choices(HANZI, k=4))
        yield hanzi if number % 3 == 0 else f"{latin} {chance.choice(['medical', 'technology', 'pharma'])} {number}"


def texts():
    chance = random.Random(8)
    words = [f"word{number}" for number in range(5_000)]
    for number in range(NAMES):
        more = ["catheter denervation"] * (number % 50 == 0) + ["mitral valve"] * (number % 300 == 0)
        yield " ".join([*chance.choices(words, k=40), *more, "".join(chance.choices(HANZI, k=20))])


@pytest.fixture(scope="module")
def grown(django_db_setup, django_db_blocker):
    """Twenty thousand made-up companies as search sees them."""
    with django_db_blocker.unblock(), transaction.atomic(), connection.cursor() as cursor:
        company, all_names = ContentType.objects.get_for_model(Company).pk, list(names())
        cursor.execute(GROW, [company, all_names, company, all_names, list(texts())])
        connection.check_constraints()  # here once: what is left to check is checked behind each test
        yield
        transaction.set_rollback(True)


def explain(sql, parameters, allow_scans=True):
    """The plan of a statement; with `allow_scans`, without the setting by which a search forbids sequential scans."""
    settings, query = sql.rsplit(";", 1)
    with connection.cursor() as cursor:
        cursor.execute(settings)
        if allow_scans:
            cursor.execute("SET LOCAL enable_seqscan = on")
        cursor.execute(f"EXPLAIN {query}", parameters)
        return "\n".join(line for (line,) in cursor.fetchall())


def sequential_scans(plan):
    """The sequential scans in a plan, except that of the data version, which has one row."""
    return [line for line in plan.splitlines() if "Seq Scan" in line and "sources_dataversion" not in line]


@pytest.mark.parametrize("text", COMMON)
@pytest.mark.parametrize("types", [[], ["companies"], ["policies"]], ids=["all types", "one type", "a rare type"])
def test_a_search_for_what_is_everywhere_reads_indexes_too(grown, text, types):
    assert not sequential_scans(explain(*statement(read(text), types), allow_scans=False))


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize("types", [[], ["companies"]], ids=["all types", "one type"])
def test_a_search_reads_indexes_and_never_a_whole_table(grown, text, types):
    plan = explain(*statement(read(text), types))
    assert not sequential_scans(plan), plan
    assert "search_name_words" in plan
    assert "search_name_begins" in plan


@pytest.mark.parametrize("text", QUERIES)
def test_suggestions_read_indexes_and_never_a_whole_table(grown, text):
    assert not sequential_scans(explain(*statement(read(text), texts=False)))


def test_the_matching_of_names_reads_indexes_and_never_a_whole_table(grown):
    names = [
        RequestedName("pamu medical"),
        RequestedName("xinkeya medicl", type="companies"),
        RequestedName("推想医疗"),
    ]
    with CaptureQueriesContext(connection) as captured:
        matcher.match_names(names)
    plan = explain(captured[0]["sql"].replace("%", "%%"), [])
    assert "Seq Scan" not in plan, plan
    for index in ("search_name_begins", "search_name_words", "search_word_slips"):
        assert index in plan


def test_hits_beyond_what_is_ranked_are_said_to_be_more(grown):
    results = find(read("medical"))
    assert results.capped
    assert len(results.hits) == results.count == MOST
    assert not find(read("pamuxinke")).capped


def test_pairs_of_characters_find_what_a_scan_finds(grown):
    for text in ("神经", "经介", "医疗科", "瓣膜导管", "人"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM entities_searchname WHERE text LIKE %s", [f"%{text}%"])
            (truth,) = cursor.fetchone()
        query = read(text)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM entities_searchname WHERE words @@ %s::tsquery", [query.in_names])
            assert cursor.fetchone() == (truth,)


def test_five_hundred_names_cost_as_many_queries_as_one(grown, django_assert_num_queries):
    all_names = list(names())
    for number in (1, 500):
        with django_assert_num_queries(1):
            results = matcher.match_names([RequestedName(name) for name in all_names[:number]])
    assert {result.verdict for result in results} <= {"match", "unsure"}


def test_a_word_that_is_everywhere_is_answered_from_the_sample(grown, monkeypatch):
    for module in (search_query, ranking):
        monkeypatch.setattr(module, "MOST", 20)
    results = find(read("medical"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT slug FROM entities_searchtext WHERE object_id % 64 = 0")
        sample = {slug for (slug,) in cursor.fetchall()}
    assert results.capped
    assert {hit.slug for hit in results.hits} <= sample
    assert len(results.hits) == results.count == 20


def test_the_same_question_has_the_same_answer(grown):
    answers = [[hit.slug for hit in find(read(text)).hits] for text in ("medical", "medical", "医", "医")]
    assert answers[0] == answers[1] != answers[2] == answers[3]
