"""dump_kb writes what load_kb reads, in one order, byte for byte."""

import pytest

from companies.models import Company
from curation.dumping import dump
from curation.fixture_schema import COMPANY_SECTIONS
from curation.loading import load
from names.merging import merge
from names.models import Name
from regulatory.models import Policy
from sources.models import Citation, Source
from tests.builders import (
    cite,
    make_company,
    make_name,
    make_policy,
    make_position,
    make_segment,
    with_everything,
)
from tests.curation.folders import change, command, good, refused, texts_of, write

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


def test_a_name_a_part_and_a_draft_without_a_place_survive(tmp_path):
    company = make_company(slug="a")
    Name.objects.create(record=company, text="Pamu", kind="short")
    make_company(slug="draft", cited=False)
    make_position(company=company, cited=False)
    first = dumped(tmp_path / "out")
    assert load(tmp_path / "out").changes == 0
    assert dumped(tmp_path / "again") == first


def test_a_published_record_without_a_place_is_refused_even_if_it_says_so(tmp_path):
    make_company(slug="draft", cited=False)
    dumped(tmp_path / "out")
    change(tmp_path / "out", "companies/draft.yaml", "is_published: 'false'\n", "")
    assert "companies/draft.yaml:1 [draft] The record has no citation." in refused("load_kb", tmp_path / "out")


def test_a_merged_record_survives_whose_name_nobody_cited(tmp_path):
    survivor = make_company(name="Pulnovo")
    merge(survivor, make_company(name="PAMU"))
    dumped(tmp_path / "out")
    assert load(tmp_path / "out").changes == 0
    assert [name.text for name in survivor.names.all()] == ["PAMU"]


def test_the_file_of_a_deleted_company_goes_with_the_next_dump(tmp_path):
    deleted = make_company(slug="deleted")
    make_policy()
    dumped(tmp_path / "out")
    deleted.delete()
    Policy.objects.all().delete()
    output = command("dump_kb", tmp_path / "out")
    assert sorted(texts_of(tmp_path / "out")) == ["sources.yaml"]
    assert f"Removed, since its records are no more: {tmp_path}/out/companies/deleted.yaml" in output
    assert load(tmp_path / "out").changes == 0


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", "anything"), ("notes.yaml", "- slug: a"), ("companies/old.yml", "slug: old"), (".env", "KEY=1"),
        ("companies/old.yaml", "slug: another"), ("companies/old.yaml", "- slug: old"), ("policies.yaml", "just words"),
        ("policies.yaml", "- [unclosed"), ("deep/companies/old.yaml", "slug: old"),
    ],
)  # fmt: skip
def test_a_file_that_no_dump_wrote_is_named_and_left_alone(tmp_path, name, content):
    make_company()
    write(tmp_path, {name: content})
    assert f"Left alone, though load_kb will refuse it: {tmp_path / name}" in command("dump_kb", tmp_path)
    assert (tmp_path / name).read_text(encoding="utf-8") == content


def test_the_readme_is_left_alone_without_a_word(tmp_path):
    make_company()
    write(tmp_path, {"README.md": "What this is."})
    assert "Left alone" not in command("dump_kb", tmp_path)
    assert (tmp_path / "README.md").exists()


def test_an_empty_database_does_not_take_the_files_away(tmp_path):
    output = refused("dump_kb", good(tmp_path))
    assert "The database is empty" in output
    assert texts_of(tmp_path) == texts_of(good(tmp_path))


def test_a_dump_does_not_go_through_a_link_that_no_load_follows(tmp_path):
    make_company()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "companies").symlink_to(tmp_path / "elsewhere")
    assert "is a link, which load_kb does not follow" in refused("dump_kb", tmp_path / "out")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_empty_database_is_an_empty_folder(tmp_path):
    assert not Source.objects.exists()
    assert dumped(tmp_path / "out") == {}
