"""A body is compressed once for all who take it so, and whoever has it already gets a 304 from the store."""

import gzip

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler

from medtech_kb.layers import stored_answers
from medtech_kb.layers.stored_answers import StoredAnswers
from tests.builders import make_company
from tests.medtech_kb.visitors import ask

pytestmark = pytest.mark.django_db
ONE_PAGE = "/companies/"


@pytest.fixture
def site(monkeypatch):
    monkeypatch.setattr(stored_answers, "LOOK_AGAIN", 60)  # a slow machine must not look by itself
    return StoredAnswers(WSGIHandler(), 2**20)


@pytest.mark.parametrize(
    ("accepted", "coding", "decode"),
    [
        ("gzip", "gzip", gzip.decompress), ("gzip, deflate, br", "br", brotli.decompress), ("", None, bytes),
        ("br;q=0, gzip;q=0.5", "gzip", gzip.decompress), ("identity, gzip;q=0.5", None, bytes),
        ("*", "br", brotli.decompress), ("gzip;q=0", None, bytes),
    ],
)  # fmt: skip
def test_each_coding_is_made_once_and_has_an_etag_of_its_own(site, monkeypatch, accepted, coding, decode):
    plain = ask(site, ONE_PAGE)
    first = ask(site, ONE_PAGE, accept_encoding=accepted)
    monkeypatch.setattr(stored_answers, "compressed", None)
    again = ask(site, ONE_PAGE, accept_encoding=accepted)
    for answer in (first, again):
        assert answer.headers["Content-Encoding"] == coding
        assert decode(answer.body) == plain.body
        assert int(answer.headers["Content-Length"]) == len(answer.body)
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert (answer.headers["ETag"] == plain.headers["ETag"]) == (coding is None)


@pytest.mark.parametrize("is_warm", [True, False])
@pytest.mark.parametrize("accepted", ["gzip", "br", ""])
@pytest.mark.parametrize("alter", [str, lambda tag: f'"other", {tag}', lambda tag: f"W/{tag}",
                                   lambda tag: f'{tag[:-1]}-gzip"'])  # fmt: skip
def test_a_reader_who_has_it_gets_a_304_whatever_the_coding(site, is_warm, accepted, alter):
    sent = ask(site, ONE_PAGE, accept_encoding=accepted).headers["ETag"]
    if not is_warm:
        site.answers.clear()
    again = ask(site, ONE_PAGE, accept_encoding=accepted, if_none_match=alter(sent))
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"].strip('W/"').startswith(sent.strip('"'))
    assert "Content-Length" not in again.headers
    make_company()
    site.looked_at = 0.0
    assert ask(site, ONE_PAGE, accept_encoding=accepted, if_none_match=alter(sent)).status == 200


def test_304_by_date_and_head_come_from_the_store(site):
    answer = ask(site, ONE_PAGE)
    since = ask(site, ONE_PAGE, if_modified_since=answer.headers["Last-Modified"])
    head = ask(site, ONE_PAGE, method="HEAD")
    assert (since.status, since.body, head.status, head.body) == (304, b"", 200, b"")
    assert head.headers["Content-Length"] == str(len(answer.body))
    assert (since.is_stored, head.is_stored) == (True, True)


def test_the_memory_of_codings_counts(site):
    ask(site, ONE_PAGE)
    before = site.size
    body = ask(site, ONE_PAGE, accept_encoding="gzip").body
    assert site.size == before + len(body)
