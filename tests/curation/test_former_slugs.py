"""former_slugs.yaml: what the files renamed, merged or dropped keeps its address, also where a database has it."""

import pytest

from companies.models import Company
from curation.loading import load
from market.models import Segment
from names.models import Successor
from sources.models import Citation, Source
from tests.builders import leave_gone, make_company, make_product, make_segment, merge
from tests.curation.folders import FILES, change, command, good, refused, texts_of, write

pytestmark = pytest.mark.django_db
OLD, NEW = "companies/pamu-medical.yaml", "companies/pulnovo.yaml"


def renamed(folder, **former):
    """The good files, in which Pamu Medical has another slug since."""
    files = FILES | {NEW: FILES[OLD].replace("slug: pamu-medical\n", "slug: pulnovo\n")}
    files.pop(OLD)
    lines = [f"companies: {{{', '.join(f'{slug}: {end}' for slug, end in former.items())}}}"] if former else []
    return write(folder, files | {"former_slugs.yaml": "\n".join(lines)})


def with_former(folder, text):
    return write(good(folder), {"former_slugs.yaml": text})


def answers(client, path):
    return [client.get(f"{place}{path}").status_code for place in ("", "/api/v1")]


@pytest.fixture
def old(tmp_path):
    """A database that holds the files from before."""
    load(good(tmp_path / "old"))


RENAMED = {"pamu-medical": "pulnovo"}


def test_a_renamed_record_is_taken_out_and_its_address_leads_on(old, tmp_path, client):
    report = load(renamed(tmp_path / "new", **RENAMED))
    assert list(Company.objects.values_list("slug", flat=True)) == ["pulnovo"]
    assert answers(client, "/companies/pamu-medical/") == [301, 308]
    assert client.get("/api/v1/companies/pamu-medical/")["Location"] == "http://testserver/api/v1/companies/pulnovo/"
    assert (report.taken_out, report.extra) == ([(Company, "pamu-medical")], [])


def test_all_that_hangs_on_it_hangs_on_its_successor(old, tmp_path):
    load(renamed(tmp_path / "new", **RENAMED))
    company = Company.objects.get()
    assert (company.milestones.count(), company.rounds.count(), company.positions.count()) == (1, 1, 1)
    assert [name.text for name in company.names.all()] == ["帕母医疗"]


def test_a_cited_relation_needs_no_recheck_because_its_slug_is_another(tmp_path):
    for folder in (good(tmp_path / "old"), renamed(tmp_path / "new", **RENAMED)):
        path = OLD if (folder / OLD).exists() else NEW
        change(folder, path, "{at: src#3, field: when, stated: In March 2025}", "[{at: src#3, field: company}, src#3]")
        load(folder)
    assert Company.objects.get().slug == "pulnovo"
    assert Citation.objects.filter(field="company").count() == 1
    assert not Citation.objects.needing_recheck().exists()


def test_the_second_load_changes_nothing(old, tmp_path):
    load(renamed(tmp_path / "new", **RENAMED))
    report = load(tmp_path / "new")
    assert (report.changes, report.extra, report.extra_addresses) == (0, [], [])


def test_a_new_database_answers_the_old_addresses_too(tmp_path, client):
    load(renamed(tmp_path / "new", harbour="{gone: It is a brand.}", **RENAMED))
    assert answers(client, "/companies/pamu-medical/") == [301, 308]
    assert answers(client, "/companies/harbour/") == [410, 410]


def test_a_record_that_is_gone_is_taken_out_and_says_why(old, tmp_path, client):
    make_company(slug="harbour")
    with_former(tmp_path / "old", "companies: {harbour: {gone: It is a brand of Pamu.}}")
    output = command("load_kb", tmp_path / "old")
    assert "taken out, see former_slugs.yaml: companies/harbour" in output
    assert "former address: companies/harbour → It is a brand of Pamu." in output
    assert answers(client, "/companies/harbour/") == [410, 410]
    assert "It is a brand of Pamu." in client.get("/companies/harbour/").text


def test_a_merged_record_is_taken_out_and_nothing_of_it_moves_that_the_files_dont_say(old, tmp_path):
    make_company(slug="harbour", city="Wuxi")
    load(with_former(tmp_path / "old", "companies: {harbour: pamu-medical}"))
    company = Company.objects.get()
    assert (company.city, company.citations.count()) == ("", 3)
    assert Successor.objects.get().record == company


def test_a_dry_run_takes_nothing_out(old, tmp_path):
    output = command("load_kb", renamed(tmp_path / "new", **RENAMED), dry_run=True)
    assert "taken out, see former_slugs.yaml: companies/pamu-medical" in output
    assert Company.objects.get().slug == "pamu-medical"
    assert not Successor.objects.exists()


def test_without_the_file_a_renamed_record_stays_and_is_reported(old, tmp_path):
    output = command("load_kb", renamed(tmp_path / "new"))
    assert "in the database, not in the files: companies/pamu-medical" in output
    assert Company.objects.count() == 2


@pytest.mark.parametrize("refer", ["by a relation", "by a list"])
def test_what_only_the_database_has_and_refers_to_it_stops_the_load(old, tmp_path, refer):
    if refer == "by a relation":
        make_product(company=Company.objects.get(), name="An editor's product")
        folder = renamed(tmp_path / "new", **RENAMED)
    else:
        make_company(name="An editor's product", segments=[make_segment(slug="wound-care")])
        folder = with_former(tmp_path / "new", "segments: {wound-care: hypertension}")
    output = refused("load_kb", folder)
    assert "former_slugs.yaml:1 [" in output
    assert "it refers to it: An editor's product." in output
    assert not Successor.objects.exists()
    assert not Company.objects.filter(slug="pulnovo").exists()


def test_a_segment_goes_with_the_segment_above_it(old, tmp_path):
    above = make_segment(slug="above")
    make_segment(slug="below", parent=above)
    load(with_former(tmp_path / "old", "segments: {above: hypertension, below: hypertension}"))
    assert not Segment.objects.filter(slug__in=["above", "below"]).exists()


def test_a_source_that_cites_itself_can_be_renamed(old, tmp_path, client):
    files = {
        name: text.replace("src#", "article#").replace("slug: src\n", "slug: article\n") for name, text in FILES.items()
    }
    load(write(tmp_path / "new", files | {"former_slugs.yaml": "sources: {src: article}"}))
    assert list(Source.objects.values_list("slug", flat=True)) == ["article"]
    assert answers(client, "/sources/src/") == [301, 308]


def test_an_address_that_led_to_a_record_taken_out_leads_where_that_leads(old, tmp_path):
    harbour = make_company(slug="harbour")
    merge("older", harbour)
    load(with_former(tmp_path / "old", "companies: {harbour: pamu-medical}"))
    assert {row.slug: row.record.slug for row in Successor.objects.all()} == {
        "harbour": "pamu-medical", "older": "pamu-medical",
    }  # fmt: skip
    load(with_former(tmp_path / "old", "companies: {harbour: {gone: It is a brand.}}"))
    assert Successor.objects.get(slug="harbour").reason == "It is a brand."


def test_an_address_is_corrected_by_the_files(old, tmp_path):
    leave_gone(Company, "harbour", "We thought so.")
    report = load(with_former(tmp_path / "old", "companies: {harbour: pamu-medical}"))
    assert report.addresses == [("companies/harbour", "companies/pamu-medical")]
    assert Successor.objects.get().record.slug == "pamu-medical"


def test_an_address_that_a_record_of_the_files_has_is_in_use_again(old, tmp_path, client):
    leave_gone(Company, "harbour")
    files = write(tmp_path / "old", {"companies/harbour.yaml": "{slug: harbour, name: Harbour, cite: src#1}"})
    assert "in use again: companies/harbour" in command("load_kb", files)
    assert answers(client, "/companies/harbour/") == [200, 200]
    assert not Successor.objects.exists()


def test_an_address_that_only_the_database_has_stays_and_is_reported(old, tmp_path):
    merge("harbour", Company.objects.get())
    assert "in the database, not in former_slugs.yaml: companies/harbour" in command("load_kb", tmp_path / "old")
    assert Successor.objects.exists()


def test_former_addresses_are_dumped_and_loaded(old, tmp_path):
    merge("harbour", Company.objects.get())
    merge("above", Segment.objects.get(slug="hypertension"))
    leave_gone(Company, "another", "It was: two, “really”.")
    command("dump_kb", tmp_path / "out")
    assert (tmp_path / "out" / "former_slugs.yaml").read_text(encoding="utf-8") == (
        "companies:\n  another: {gone: 'It was: two, “really”.'}\n  harbour: pamu-medical\n"
        "segments:\n  above: hypertension\n"
    )
    Successor.objects.all().delete()
    load(tmp_path / "out")
    command("dump_kb", tmp_path / "again")
    assert texts_of(tmp_path / "again") == texts_of(tmp_path / "out")


def test_former_addresses_without_any_go_from_an_older_dump(old, tmp_path):
    leave_gone(Company, "another")
    command("dump_kb", tmp_path / "out")
    Successor.objects.all().delete()
    command("dump_kb", tmp_path / "out")
    assert not (tmp_path / "out" / "former_slugs.yaml").exists()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (
            "companies:\n  a: b\n  b: pamu-medical",
            2,
            "[companies/a] “b” is a former slug itself: write “pamu-medical”.",
        ),
        (
            "companies:\n  a: b\n  b: {gone: No.}",
            2,
            "[companies/a] “b” is a former slug itself, and gone: write {gone:",
        ),
        ("companies:\n  a: b\n  b: a", 2, "[companies/a] It leads in a circle: a → b → a."),
        ("companies:\n  a: b\n  b: c\n  c: b", 2, "[companies/a] It leads in a circle: a → b → c → b."),
        ("companies:\n  a: a", 2, "[companies/a] It leads in a circle: a → a."),
        ("companies:\n  x: pamu-medical\n  x: {gone: No.}", 3, "The key “x” stands twice."),
        ("companies:\n  x: pamu-medical\ncompanies:\n  y: pamu-medical", 3, "The key “companies” stands twice."),
        ("companies:\n  pamu-medical: {gone: No.}", 2, f"“pamu-medical” is in use: {OLD}:1."),
        ("# A note.\nsegments:\n  hypertension: whole-field", 3, "“hypertension” is in use: segments.yaml:1."),
        ("companies:\n  x: pamu-medicl", 2, "There is no company “pamu-medicl”. Did you mean “pamu-medical”?"),
        ("companies:\n  x: hypertension", 2, "There is no company “hypertension”."),
        ("companys:\n  x: pamu-medical", 1, "There is no record type “companys”. Did you mean “companies”?"),
        ("companies:\n  x:", 2, "[companies/x] Write the slug that took over, or {gone: reason}."),
        ("companies:\n  x: {gone: }", 2, "Write the slug that took over, or {gone: reason}."),
        ("companies:\n  x: {gone: '  '}", 2, "A reason has 1 to 300 characters."),
        (f"companies:\n  x: {{gone: {'x' * 301}}}", 2, "A reason has 1 to 300 characters."),
        ('companies:\n  x: {gone: "a\\u200bb"}', 2, "U+200B zero width space"),
        ("companies:\n  x: {gone: No., successor: y}", 2, "Write the slug that took over, or {gone: reason}."),
        ("companies:\n  x: [pamu-medical]", 2, "Write the slug that took over, or {gone: reason}."),
        ("companies:\n  X Y: pamu-medical", 2, "A slug has lower-case letters, digits and hyphens, 120 at most."),
        ("companies: [x]", 1, "Write the former slugs of companies as {old-slug: new-slug}."),
        ("- companies", 1, "Write {record type: {old-slug: new-slug}}"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_nothing_is_written(tmp_path, text, line, words):
    output = refused("load_kb", with_former(tmp_path, text))
    place = f"former_slugs.yaml:{line} "
    assert [row for row in output.splitlines() if row.startswith(place) and words in row], output
    assert not Source.objects.exists()


def test_a_file_that_still_refers_to_a_former_slug_is_told_where_that_is_said(old, tmp_path):
    folder = renamed(tmp_path / "new", **RENAMED)
    write(folder, {"events.yaml": "- {slug: e, name: E, kind: forum, company: pamu-medical, cite: src#1}"})
    output = refused("load_kb", folder)
    assert "events.yaml:1 [e] There is no company “pamu-medical”. See former_slugs.yaml:1." in output
