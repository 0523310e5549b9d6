"""A citation keeps where its words begin, for a paragraph that has them more than once."""

import pytest
from django.db import IntegrityError

from curation.loading import load
from sources.models import Citation
from tests.builders import cite, make_company
from tests.curation.folders import TEXT, change, command, good, refused, write
from tests.curation.test_dump import dumped

pytestmark = pytest.mark.django_db

PLACE = "{at: src#2, field: name, stated: Pamu Medical}"
FILE = "companies/pamu-medical.yaml"


@pytest.mark.parametrize("begins", [0, 17])
def test_where_words_begin_is_loaded_and_dumped_again(tmp_path, begins):
    folder = good(tmp_path / "by-hand")
    change(folder, FILE, PLACE, PLACE.replace("}", f", begins: {begins}}}"))
    load(folder)
    assert Citation.objects.get(field="name").begins == begins
    assert f"stated: Pamu Medical, begins: {begins}}}".encode() in dumped(tmp_path / "dumped")[FILE]
    assert load(tmp_path / "dumped").changes == 0


def test_a_changed_beginning_is_one_change_of_the_same_citation(tmp_path):
    folder = good(tmp_path / "by-hand")
    load(folder)
    number = Citation.objects.get(field="name").pk
    change(folder, FILE, PLACE, PLACE.replace("}", ", begins: 3}"))
    load(folder)
    assert (Citation.objects.get(field="name").pk, Citation.objects.get(field="name").begins) == (number, 3)


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("{at: src#2, field: name, stated: Pamu Medical, begins: early}", "“early” value must be an integer"),
        ("{at: src#2, field: name, begins: 3}", "Where words begin is kept with the words alone."),
    ],
)
def test_a_beginning_that_is_none_is_a_mistake_with_its_line(tmp_path, place, message):
    folder = good(tmp_path / "by-hand")
    change(folder, FILE, PLACE, place)
    assert message in refused("load_kb", folder)


@pytest.mark.parametrize(
    ("begins", "said"), [(0, "citations stand as stated"), (5, "does not begin behind 5 characters")]
)
def test_where_words_begin_is_held_against_the_text(tmp_path, begins, said):
    folder = good(tmp_path / "by-hand")
    change(folder, FILE, PLACE, PLACE.replace("}", f", begins: {begins}}}"))
    load(folder)
    Citation.objects.filter(field="names").delete()
    texts = write(tmp_path / "texts", {"a.txt": TEXT.encode()})
    assert said in (refused if begins else command)("verify_citations", texts)


def test_where_words_begin_is_forgotten_when_other_words_are_cited():
    citation = cite(make_company(), stated="Spain", begins=29)
    citation.stated = "partner"
    citation.save()
    citation.refresh_from_db()
    assert citation.begins is None


def test_only_words_begin_somewhere():
    """The rule only_words_begin_somewhere."""
    with pytest.raises(IntegrityError, match="only_words_begin_somewhere"):
        cite(make_company(), begins=3)
