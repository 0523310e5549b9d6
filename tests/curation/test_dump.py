"""dump_kb writes what load_kb reads, in one order, byte for byte."""

import pytest

from companies.models import Company
from curation.dumping import dump
from curation.fixture_schema import COMPANY_SECTIONS
from curation.loading import load
from names.models import Name
from sources.models import Citation, Source
from tests.builders import cite, make_company, make_name, make_segment, with_everything
from tests.curation.folders import change, command, good, refused, texts_of

pytestmark = pytest.mark.django_db


def dumped(folder):
    folder.mkdir()
    dump(folder)
    return texts_of(folder)


def test_load_dump_load_changes_nothing(tmp_path):
    load(good(tmp_path / "by-hand"))
    dumped(tmp_path / "first")
    assert load(tmp_path / "first").changes == 0


def test_dumping_what_was_dumped_gives_the_same_bytes(tmp_path):
    load(good(tmp_path / "by-hand"))
    first = dumped(tmp_path / "first")
    change(tmp_path / "first", "sources.yaml", "title: A headline", "title: Another")
    load(tmp_path / "first")
    change(tmp_path / "first", "sources.yaml", "title: Another", "title: A headline")
    load(tmp_path / "first")
    assert dumped(tmp_path / "second") == first


def test_a_database_of_every_type_survives_dump_and_load(tmp_path):
    with_everything(times=3)
    first = dumped(tmp_path / "first")
    report = load(tmp_path / "first")
    assert report.changes == 0
    assert report.extra == []
    assert dumped(tmp_path / "second") == first


def test_every_fact_of_a_company_stands_in_its_file(tmp_path):
    company = with_everything()
    text = dumped(tmp_path / "out")[f"companies/{company.slug}.yaml"].decode()
    sections = [line for line in text.splitlines() if line.endswith(":") and not line.startswith(" ")]
    in_order = [
        "names:", "segments:", "cite:", "people:", "products:", "collaborations:", "studies:", "milestones:",
        "recognitions:", "rounds:", "events:", "figures:", "insights:",
    ]  # fmt: skip
    assert [section for section in sections if section in in_order] == in_order
    assert sections[3:] == [f"{model.record_type}:" for model in COMPANY_SECTIONS]


def test_chinese_stands_as_it_is(tmp_path):
    make_name(make_company(), "帕母医疗", language="zh-Hans", kind="primary")
    assert any("text: 帕母医疗".encode() in content for content in dumped(tmp_path / "out").values())


@pytest.mark.parametrize(
    "text", ["yes", "null", "2025-03", "a: b", "#", "{", "'", '"', "a blank", "line\nbreak", "a\tb", "-", "é", "😀"]
)  # fmt: skip
def test_any_text_survives(tmp_path, text):
    make_company(slug="a", summary=text)
    dumped(tmp_path / "out")
    assert load(tmp_path / "out").changes == 0
    assert Company.objects.get().summary == text


def test_a_text_stored_with_outer_blanks_is_loaded_without(tmp_path):
    make_company(slug="a", summary=" blank ")
    dumped(tmp_path / "out")
    assert load(tmp_path / "out").changes == 1
    assert Company.objects.get().summary == "blank"


def test_an_invisible_character_that_was_stored_is_refused_with_its_code_point(tmp_path):
    make_company(slug="a", summary="é\u2028a")
    dumped(tmp_path / "out")
    assert "U+2028" in refused("load_kb", tmp_path / "out")


def test_a_noted_place_of_a_name_survives(tmp_path):
    name = make_name(make_company(), "Pamu")
    Citation.objects.filter(field="names").update(note="an odd spelling")
    dumped(tmp_path / "out")
    assert load(tmp_path / "out").changes == 0
    assert Citation.objects.get(field="names").note == "an odd spelling"
    assert Name.objects.get() == name


def test_one_text_as_two_kinds_of_name_survives(tmp_path):
    company = make_company()
    make_name(company, "Pamu", kind="short")
    Name.objects.create(record=company, text="Pamu", kind="brand")
    first = dumped(tmp_path / "out")
    assert load(tmp_path / "out").changes == 0
    assert dumped(tmp_path / "again") == first


def test_an_unpublished_record_stays_unpublished(tmp_path):
    make_company(is_published=False)
    dumped(tmp_path / "out")
    assert load(tmp_path / "out").changes == 0
    assert not Company.objects.get().is_published


def test_gaps_lists_and_contradictions_survive(tmp_path):
    company = make_company(gaps={"website": "not_stated", "city": "undisclosed"}, segments=[make_segment()])
    cite(company, "src#3", field="kind", stated="a drug maker", stance="contradicts", note="we rule otherwise")
    dumped(tmp_path / "out")
    assert load(tmp_path / "out").changes == 0


def test_the_command_says_how_many_files_it_wrote(tmp_path):
    make_company()
    assert "2 files written" in command("dump_kb", tmp_path / "out")


def test_an_empty_database_is_an_empty_folder(tmp_path):
    assert not Source.objects.exists()
    assert dumped(tmp_path / "out") == {}
