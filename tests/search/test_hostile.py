"""Queries that no reader of good will types: an answer or a clear refusal, and never a crash."""

import random
from io import StringIO

import pytest
from django.core.management import call_command

from records.problems import BadParameter
from search.explanations import explain
from search.matcher import match_names
from search.name_parts import RequestedName
from search.query import read
from search.ranking import find
from tests.builders import make_company, make_name, with_everything

pytestmark = pytest.mark.django_db
HOSTILE = [
    "\0", "a\0b", "😀", "\U0001f469\u200d\U0001f467 company", "\u202e推想", "\ufeff", "' OR 1=1 --",
    '"; DROP TABLE x; --', "%", "%%s", "_", "\\", "a & b | !c <-> d:*", "':*", "(((", ")))", "!!", "<->", "a:b:c", ":A",
    "&|!", '"', '""', '"""', '" "', '"a', 'a"b"c', "-", "--", "---a", "-a", '-"a b"', "- a", "a -", "a -a", "x" * 200,
    "x" * 201, "x" * 100_000, "推" * 200, "推 " * 100, "ﷺ" * 200, "Ǆ" * 60, "\u0301" * 50, "a\u0301\u0301\u0301",
    "الطب", "ไทย", "हिन्दी", "﷽",
    "\t\n\r", "\x0b", "\x7f", "\x1b[31m", "a' b'' c'''", "$$", "$1", "{0}", "{{7*7}}", "${7*7}", "../../etc/passwd",
    "<script>alert(1)</script>", "1e309", "NaN", "null", "of the and", "a", "aa", "1", "１２", "²", "İ", "ß", "ﬀ", "〇",
    "豈", "\U00020000\U00020001", "\U000e0001", "\ud7ff", "\ufffd", "don't", "R&D", "C++", "CE - MDR", "“pamu”", "«x»",
    "「推想」", "a*b*", "a:*", "~", "^", "#", "@", "=cmd", "+1",
]  # fmt: skip
LETTERS = "ab推想é'\"\\-%_:*&|!()<>${}\u202e\u0301\u200d😀\t 0\0ﷺ推İß,;`"


def answered(text):
    """Whether a query is answered; False where it is refused in words."""
    try:
        query = read(text)
    except BadParameter:
        return False
    hits = find(query).hits
    if hits:
        explain(query, hits[:3])
    return True


def furnished():
    company = make_company(name="Pamu a Company", summary="a ' \" \\ % _ :* & | ! ( ) <-> 推想 é 😀")
    make_name(company, "推想醫療 a'b")


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(4))
def test_ten_thousand_random_queries_are_answered_or_refused(seed):
    furnished()
    chance = random.Random(seed)
    answers = [answered("".join(chance.choices(LETTERS, k=chance.randint(1, 24)))) for _ in range(2_500)]
    assert 750 < sum(answers) < 2_500


@pytest.mark.parametrize("path", ["/search/", "/api/v1/search/", "/api/v1/search/suggest/"])
def test_no_query_makes_an_address_fail(client, path):
    with_everything()
    client.raise_request_exception = False
    for text in HOSTILE:
        for question in (
            {"q": text},
            {"q": text, "type": "companies"},
            {"q": "a", "type": text},
            {"q": "a", text: "1"},
        ):
            answer = client.get(path, question)
            assert answer.status_code in (200, 400), (text[:40], question.keys())


def test_no_name_makes_the_matching_fail(client):
    furnished()
    match_names(
        [RequestedName(text[:200].replace("\0", "")) for text in HOSTILE if text[:200].replace("\0", "").strip()]
    )
    client.raise_request_exception = False
    for text in HOSTILE:
        assert client.post("/match/", {"names": text}).status_code in (200, 400), text[:40]
        answer = client.post("/api/v1/match/", {"names": [text]}, content_type="application/json")
        assert answer.status_code in (200, 400), text[:40]


def test_a_query_never_becomes_html(client):
    make_company(name="<script>alert(1)</script>", summary="<script>alert(1)</script>")
    page = client.get("/search/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page
    assert "<mark>&lt;script&gt;alert(1)&lt;/script&gt;</mark>" in page


def test_a_long_query_is_refused_with_its_length(client):
    answer = client.get("/search/", {"q": "x" * 100_000})
    assert answer.status_code == 400
    assert "at most 200 are read" in answer.content.decode()


def test_the_rows_survive_a_rebuild_after_hostile_names():
    furnished()
    for number, text in enumerate(HOSTILE):
        if "\0" not in text and text.strip():
            make_company(name=text[:200], slug=f"hostile-{number}")
    call_command("rebuild_search", stdout=StringIO())
    assert find(read("pamu")).hits
