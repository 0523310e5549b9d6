"""A table is taken in by a command: all or nothing, every mistake with its cell."""

import pytest

from companies.models import Company, Person
from market.models import Event
from names.models import Name
from regulatory.models import Milestone
from sources.models import SourceText
from tests.builders import make_authority, make_company, make_milestone, make_name, the_source
from tests.curation.folders import command, refused

pytestmark = pytest.mark.django_db
HEAD = "Name,中文名,City,Country,Source,Paragraph,Words\n"


def table(folder, text, name="table.csv"):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_companies_with_names_in_both_scripts_are_created_with_their_places(tmp_path):
    the_source()
    text = HEAD + "Pamu Medical,帕母医疗,Suzhou,CN,src,3,a few words\nMindray,,Shenzhen,CN,src,4,\n"
    assert "created           2" in command("import_table", table(tmp_path, text), "--type", "companies")
    pamu = Company.objects.get(slug="pamu-medical")
    assert (pamu.city, pamu.is_published) == ("Suzhou", True)
    assert Name.objects.get().text == "帕母医疗"
    assert {(c.paragraph, c.stated) for c in pamu.citations.filter(field="")} == {(3, "a few words")}


def test_the_same_table_again_changes_nothing_and_a_dry_run_writes_nothing(tmp_path):
    the_source()
    path = table(tmp_path, HEAD + "Pamu Medical,帕母医疗,Suzhou,CN,src,3,a few words\n")
    assert "created           1" in command("import_table", path, "--type", "companies", "--dry-run")
    assert not Company.objects.exists()
    command("import_table", path, "--type", "companies")
    assert "unchanged         1" in command("import_table", path, "--type", "companies")


def test_an_empty_cell_and_an_absent_column_leave_what_is_there(tmp_path):
    company = make_company(name="Pamu", city="Suzhou", website="https://pamu.example")
    make_name(company, "帕母")
    make_milestone(company=company)
    text = "name,city,summary,source,paragraph\n帕母,,Makes things.,src,5\n"
    assert "changed           1" in command("import_table", table(tmp_path, text), "--type", "companies")
    company.refresh_from_db()
    assert (company.city, company.website, company.summary) == ("Suzhou", "https://pamu.example", "Makes things.")
    assert Milestone.objects.count() == 1


def test_a_row_without_a_place_is_a_draft_and_changes_nothing_published(tmp_path):
    make_company(name="Pamu", city="Suzhou")
    command("import_table", table(tmp_path, "name,city\nQuite Another Thing,Wuxi\n"), "--type", "companies")
    assert not Company.objects.get(slug="quite-another-thing").is_published
    output = refused("import_table", table(tmp_path, "name,city\nPamu,Wuxi\n"), "--type", "companies")
    assert "table.csv:row 2 [pamu] It is published, and this row has no place" in output


def test_every_mistake_is_told_with_its_cell_and_nothing_is_written(tmp_path):
    make_company(name="Pamu Medical")
    make_authority(name="NMPA")
    text = (
        "name,company,authority,pathway,outcome,scope,when,source,paragraph\n"
        "A,Pamu Medical,NMPA,nmpa_registration,registered,Class III,2025-03,src,3\n"
        "B,Pamu Medicol,NMPA,nmpa_registration,registered,x,2025-13,src,99\n"
        "C,,,nmpa_registration,famous,x,recently,nowhere,1\n"
        "A,,NMPA,nmpa_registration,registered,x,,src,3\n"
    )
    output = refused("import_table", table(tmp_path, text), "--type", "milestones")
    for words in [
        "table.csv:B3 [b] There is no company “Pamu Medicol”.", "table.csv:G3 [b] when:",
        "table.csv:I3 [b] src has paragraphs 1 to 40, not 99.", "table.csv:E4 [c] outcome: ", "table.csv:G4 [c] when:",
        "table.csv:C4 [c] “authority” is missing.", "There is no source “nowhere”",
        "table.csv:row 5 [a] This slug is already used in table.csv:row 2.",
    ]:  # fmt: skip
        assert words in output, output
    assert ":B2" not in output
    assert not Milestone.objects.exists()


def test_an_unknown_head_and_a_name_like_one_of_ours_are_told(tmp_path):
    make_company(name="Pamu Medical Technology", slug="pamu")
    path = table(tmp_path, "name,town,source,paragraph\nPamu Medical Technologies,Wuxi,src,1\n")
    output = refused("import_table", path, "--type", "companies")
    assert "table.csv:B1 No column is called “town”." in output
    assert "It may be Pamu Medical Technology" in output
    assert "B1" not in refused("import_table", path, "--type", "companies", "--column", "town=city")


def test_a_file_of_a_hundred_megabytes_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "large.csv"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert "It is larger than 20000000 bytes" in refused("import_table", path, "--type", "companies")


@pytest.mark.parametrize("text", ["1.23E+12", "1234567890123450", "Mar-21", "21-Mar", "#REF!", "#######"])
def test_what_a_spreadsheet_has_changed_is_told_and_not_kept(text, tmp_path):
    output = refused("import_table", table(tmp_path, f"name,summary\nPamu,{text}\n"), "--type", "companies")
    assert f"table.csv:B2 “{text}” is what a spreadsheet made of something" in output


@pytest.mark.parametrize("text", ["123456789012345", "=1+1", "Mar 2021", "2021-03", "-5", "E+3"])
def test_what_only_looks_like_it_is_kept_as_written(text, tmp_path):
    command("import_table", table(tmp_path, f"name,summary\nPamu,{text}\n"), "--type", "companies")
    assert Company.objects.get().summary == text


def test_equal_mistakes_in_two_cells_of_a_row_are_two(tmp_path):
    output = refused("import_table", table(tmp_path, "name,city,summary\nPamu,#REF!,#REF!\n"), "--type", "companies")
    assert "table.csv:B2 " in output
    assert "table.csv:C2 " in output


def test_a_head_is_the_name_of_a_field_in_words(tmp_path):
    make_company(name="Pamu")
    the_source()
    text = "Name,Applicant,Place in the stated order,authority,pathway,outcome,scope,source,paragraph\n"
    make_authority(name="NMPA")
    text += "A,Pamu,3,NMPA,nmpa_registration,registered,x,src,3\n"
    command("import_table", table(tmp_path, text), "--type", "milestones")
    assert Milestone.objects.get().sequence == 3


def test_what_was_typed_before_a_spreadsheet_changed_it_is_said_to_the_command(tmp_path):
    path = table(tmp_path, "name,when,kind\nA,Mar-21,forum\n")
    make_company(name="Pamu")
    command("import_table", path, "--type", "events", "--cell", "B2=2021-03")
    assert str(Event.objects.get().when.edtf) == "2021-03"


def test_dates_that_are_all_the_first_of_a_month_are_asked_about_and_others_are_not(tmp_path):
    path = table(tmp_path, "name,when\nA,2021/3/1\nB,2021/4/1\nC,2021/12/1\n")
    output = refused("import_table", path, "--type", "events")
    assert [f":B{row} " in output for row in (2, 3, 4)] == [True, True, True]
    path = table(tmp_path, "name,when,kind\nA,2021/3/1,forum\nB,2021/4/14,forum\nC,2021/12/1,forum\n")
    command("import_table", path, "--type", "events")
    assert {event.when.edtf for event in Event.objects.all()} == {"2021-03-01", "2021-04-14", "2021-12-01"}


def test_numbers_without_the_leading_zeros_of_their_column_are_asked_about(tmp_path):
    path = table(tmp_path, "name,summary\nA,00123\nB,4567\nC,10001\n")
    output = refused("import_table", path, "--type", "companies")
    assert ":B3 " in output
    assert ":B2 " not in output
    assert ":B4 " not in output


def test_words_that_do_not_stand_in_the_attached_text_are_told(tmp_path):
    SourceText.objects.create(source=the_source(), text="One\nPamu sits in Suzhou.\n")
    text = "name,source,paragraph,words\nPamu,src,2,Suzhou\nAirdoc,src,2,Wuxi\n"
    output = refused("import_table", table(tmp_path, text), "--type", "companies")
    assert "table.csv:D3 [airdoc] These words don't stand in src#2." in output
    assert ":D2" not in output


def test_a_name_that_several_records_have_is_told_and_one_of_another_script_is_known(tmp_path):
    for slug in ("one", "two"):
        make_company(name="Harmony", slug=slug)
    make_name(make_company(name="Pamu"), "帕母")
    output = refused("import_table", table(tmp_path, "name,company\nA,Harmony\nB,帕母\n"), "--type", "products")
    assert "table.csv:B2 [a] 2 records have this name." in output
    assert ":B3" not in output


def test_two_new_names_that_sound_alike_get_two_slugs(tmp_path):
    command("import_table", table(tmp_path, "name\n康德\n抗德\n"), "--type", "people")
    assert set(Person.objects.values_list("slug", flat=True)) == {"kang-de", "kang-de-2"}
