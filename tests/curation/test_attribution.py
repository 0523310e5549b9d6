"""Whom a record is by, in files."""

import pytest

from curation.dumping import dump
from curation.loading import load
from market.models import Insight
from tests.builders import make_company, make_figure
from tests.curation.folders import good, refused, texts_of, write

pytestmark = pytest.mark.django_db
INSIGHT = "- {{slug: i, name: I, kind: trend, statement: It grows., cite: src#2, {whom}}}"


def with_insight(folder, whom):
    return write(good(folder), {"insights.yaml": INSIGHT.format(whom=whom)})


def test_a_record_is_loaded_with_whom_its_words_name(tmp_path):
    load(with_insight(tmp_path, "said_by: The body, by_authority: notified-body"))
    assert Insight.objects.get().by_authority.slug == "notified-body"


@pytest.mark.parametrize(
    ("whom", "words"),
    [
        (
            "said_by: They, by_authority: notified-body, by_company: pamu-medical",
            "Name one company, clinical partner, authority or person at most.",
        ),
        (
            "said_by: They, by_authority: notified-body, speaker: li-wei",
            "Name one company, clinical partner, authority or person at most.",
        ),
        ("by_authority: notified-body", "Write the words by which the source names them"),
        ("said_by: They, by_company: pamu-medica", "Did you mean “pamu-medical”?"),
        ("said_by: They, by_person: li-wei", "The key “by_person” is not known."),
    ],
)
def test_a_mistake_in_it_is_named_with_its_line(tmp_path, whom, words):
    output = refused("load_kb", with_insight(tmp_path, whom))
    assert "insights.yaml:1 [i]" in output
    assert words in output
    assert not Insight.objects.exists()


def test_a_file_names_it_where_it_is_known_only(tmp_path):
    make_figure(slug="known", by_whom="VCBeat", by_company=make_company(slug="vcbeat"))
    make_figure(slug="unknown", by_whom="Somebody")
    dump(tmp_path)
    text = texts_of(tmp_path)["figures.yaml"].decode()
    assert text.count("by_company: vcbeat") == 1
    assert "by_partner" not in text
    assert load(tmp_path).changes == 0
