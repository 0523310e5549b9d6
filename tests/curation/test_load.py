"""load_kb: all or nothing, without a trace the second time, and it says what it did."""

import pytest
from django.db import connection

from companies.models import Company, FundingRound, Investment, Position
from curation.loading import load
from market.models import Segment
from names.models import Name
from sources.models import Citation, DataVersion, Source
from tests.builders import make_company
from tests.curation.folders import change, command, good, refused, write

pytestmark = pytest.mark.django_db


def counted(report, model, verdict):
    return report.counts[model][verdict]


def tables():
    """The whole content of the knowledge base, row by row."""
    models = [Company, FundingRound, Investment, Position, Name, Segment, Citation, Source, DataVersion]
    return {model: list(model.objects.order_by("pk").values()) for model in models}


def test_a_load_creates_what_the_files_hold(tmp_path):
    report = load(good(tmp_path))
    assert counted(report, Company, "created") == 1
    company = Company.objects.get(slug="pamu-medical")
    assert (company.name, company.is_published, company.gaps) == ("Pamu Medical", True, {"website": "not_stated"})
    assert [name.text for name in company.names.all()] == ["帕母医疗"]
    assert [segment.slug for segment in company.segments.all()] == ["hypertension"]
    assert str(company.milestones.get().when) == "2025-03"
    assert [position.title for position in company.positions.all()] == ["President"]


def test_an_amount_is_read_off_its_words(tmp_path):
    load(good(tmp_path))
    amount = FundingRound.objects.get().amount
    assert (amount.low, amount.high, amount.currency) == (10_000_000, 100_000_000, "USD")


def test_citations_arrive_with_all_that_they_say(tmp_path):
    load(good(tmp_path))
    citation = Citation.objects.get(stance="contradicts")
    assert (str(citation), citation.field, citation.stated, citation.note) == (
        "src#3",
        "amount",
        "certified",
        "no, of course",
    )


def test_a_record_may_point_at_one_that_stands_behind_it_in_the_file(tmp_path):
    load(good(tmp_path))
    assert Segment.objects.get(slug="hypertension").parent.slug == "whole-field"


def test_what_was_loaded_keeps_all_promises_of_the_database(tmp_path):
    load(good(tmp_path))
    connection.check_constraints()


def test_the_second_load_leaves_no_trace(tmp_path):
    load(good(tmp_path))
    before = tables()
    report = load(tmp_path)
    assert tables() == before
    assert report.changes == 0
    assert "Nothing changed." in command("load_kb", tmp_path)


def test_a_dry_run_writes_nothing_and_says_what_it_would_do(tmp_path):
    before = tables()
    output = command("load_kb", good(tmp_path), dry_run=True)
    assert tables() == before
    assert "companies                         1          0          0          0" in output
    assert "Dry run: nothing was written." in output


@pytest.mark.parametrize(
    ("name", "old", "new", "changed"),
    [
        ("companies/pamu-medical.yaml", "name: Pamu Medical", "name: Pamu", "companies/pamu-medical"),
        (
            "companies/pamu-medical.yaml",
            "segments: [hypertension]",
            "segments: [whole-field]",
            "companies/pamu-medical",
        ),
        ("companies/pamu-medical.yaml", "text: 帕母医疗", "text: 帕母", "companies/pamu-medical"),
        ("companies/pamu-medical.yaml", "language: zh-Hans", "language: zh-Hant", "companies/pamu-medical"),
        ("companies/pamu-medical.yaml", "{website: not_stated}", "{city: not_stated}", "companies/pamu-medical"),
        ("companies/pamu-medical.yaml", "when: 2025-03", "when: 2025", "milestones/pamu-ce"),
        ("companies/pamu-medical.yaml", "amount: tens of", "amount: hundreds of", "rounds/pamu-round"),
        ("companies/pamu-medical.yaml", "role: lead", "role: participant", "rounds/pamu-round"),
        ("companies/pamu-medical.yaml", "of course", "indeed", "rounds/pamu-round"),
        ("companies/pamu-medical.yaml", "title: President", "title: Chair", "people/li-wei"),
        ("segments.yaml", "parent: whole-field, ", "", "segments/hypertension"),
        ("companies/pamu-medical.yaml", "          - {at: src#3, field: amount", "#", "rounds/pamu-round"),
    ],
)
def test_an_edit_is_loaded_and_reported_as_changed(tmp_path, name, old, new, changed):
    load(good(tmp_path))
    change(tmp_path, name, old.removeprefix("        "), new)
    assert f"changed: {changed}\n" in command("load_kb", tmp_path)
    assert load(tmp_path).changes == 0


def test_an_edit_moves_the_moment_of_change_that_scripts_ask_by(tmp_path):
    load(good(tmp_path))
    Company.objects.update(updated_at="2020-01-01T00:00Z")
    change(tmp_path, "companies/pamu-medical.yaml", "segments: [hypertension]", "segments: [whole-field]")
    load(tmp_path)
    assert Company.objects.get().updated_at.year > 2020


def test_a_value_edited_without_its_citation_is_put_on_the_recheck_list(tmp_path):
    load(good(tmp_path))
    change(tmp_path, "companies/pamu-medical.yaml", "when: 2025-03", "when: 2025")
    load(tmp_path)
    assert [citation.stated for citation in Citation.objects.needing_recheck()] == ["In March 2025"]


@pytest.mark.parametrize(
    ("before", "after", "cited", "is_marked"),
    [
        ("summary: It blocks nerves.", "summary: It ablates nerves.", "field: summary, stated: nerves", False),
        ("city: Wuxi", "city: Shenzhen", "field: city, stated: in Wuxi", True),
        ("city: Wuxi", "city: Wuxi New District", "field: city, stated: Wuxi", False),
        ("city: Wuxi", "city: Shenzhen", "field: city, stated: in Wuxi, note: It moved.", False),
        ("city: Wuxi", "city: Shenzhen", "field: city, stated: in Wuxi, basis: inferred, note: It moved.", False),
        ("city: Wuxi", "country: CN", "field: city, stated: in Wuxi", True),
        ("kind: device", "kind: pharma", "field: kind, stated: a maker", False),
    ],
)
def test_a_place_that_the_files_keep_for_a_changed_value_is_marked_where_its_words_speak_against_it(
    tmp_path, before, after, cited, is_marked
):
    company, place = "companies/pamu-medical.yaml", "  - {at: src#2, field: name, stated: Pamu Medical}\n"
    change(good(tmp_path), company, "coverage: profiled\n", f"coverage: profiled\n{before}\n")
    change(tmp_path, company, place, f"{place}  - {{at: src#2, {cited}}}\n")
    load(tmp_path)
    change(tmp_path, company, f"{before}\n", f"{after}\n")
    load(tmp_path)
    assert Citation.objects.needing_recheck().exists() is is_marked


def test_a_mark_stays_where_the_files_change_nothing(tmp_path):
    load(good(tmp_path))
    Citation.objects.filter(field="name").update(needs_recheck=True)
    assert load(tmp_path).changes == 0
    assert Citation.objects.needing_recheck().count() == 1


def test_the_places_of_a_changed_amount_role_and_relation_are_held_against_it(tmp_path):
    company = "companies/pamu-medical.yaml"
    load(good(tmp_path))
    change(tmp_path, company, "amount: tens of", "amount: hundreds of")
    change(tmp_path, company, "role: lead", "role: participant")
    load(tmp_path)
    assert {citation.field for citation in Citation.objects.needing_recheck()} == {"amount"}


def test_a_value_edited_with_its_citation_is_not(tmp_path):
    load(good(tmp_path))
    change(tmp_path, "companies/pamu-medical.yaml", "when: 2025-03", "when: 2025")
    change(tmp_path, "companies/pamu-medical.yaml", "stated: In March 2025", 'stated: "2025"')
    load(tmp_path)
    assert not Citation.objects.needing_recheck().exists()


def test_a_citation_that_left_the_file_leaves_the_database(tmp_path):
    load(good(tmp_path))
    change(tmp_path, "companies/pamu-medical.yaml", "  - {at: src#2, field: name, stated: Pamu Medical}\n", "")
    load(tmp_path)
    assert not Citation.objects.filter(field="name").exists()


def holding(words):
    """The tables that hold the words in any column, those that search reads included."""
    with connection.cursor() as cursor:
        tables = [table for table in connection.introspection.table_names(cursor) if table != "django_session"]
        held = [f"SELECT '{name}' FROM \"{name}\" AS r WHERE strpos(r::text, %(words)s) > 0" for name in tables]
        cursor.execute(" UNION ".join(held), {"words": words})
        return {name for (name,) in cursor.fetchall()}


def test_words_that_left_the_files_are_nowhere_in_the_database_any_more(tmp_path):
    files, company = good(tmp_path), "companies/pamu-medical.yaml"
    coverage, cited = "coverage: profiled\n", "  - {at: src#2, field: name, stated: Pamu Medical}\n"
    change(files, company, coverage, f"{coverage}summary: Call Zhangsan at desk seven.\n")
    change(files, company, cited, f"{cited}  - {{at: src#2, field: summary, stated: Zhangsan}}\n")
    load(files)
    assert {"companies_company", "sources_citation", "entities_searchtext"} <= holding("Zhangsan")
    change(files, company, "summary: Call Zhangsan at desk seven.\n", "")
    change(files, company, "  - {at: src#2, field: summary, stated: Zhangsan}\n", "")
    load(files)
    assert holding("Zhangsan") | holding("zhangsan") == set()


def test_a_part_that_left_the_file_leaves_the_database(tmp_path):
    load(good(tmp_path))
    change(tmp_path, "companies/pamu-medical.yaml", "role: lead,", "role: co_lead,")
    path = tmp_path / "companies/pamu-medical.yaml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-2]), encoding="utf-8")
    load(tmp_path)
    assert not Investment.objects.exists()


def test_what_only_the_database_has_is_reported_and_stays(tmp_path):
    make_company(slug="by-an-editor")
    assert "in the database, not in the files: companies/by-an-editor" in command("load_kb", good(tmp_path))
    assert Company.objects.filter(slug="by-an-editor").exists()


def test_a_file_may_point_at_what_only_the_database_has(tmp_path):
    load(good(tmp_path))
    (tmp_path / "authorities.yaml").unlink()
    assert load(tmp_path).changes == 0


def test_a_record_can_be_kept_unpublished(tmp_path):
    load(good(tmp_path, investors="- {slug: orbimed, name: OrbiMed, is_published: false, cite: src#2}"))
    assert not type(Investment.objects.get().investor).objects.get().is_published


def test_a_folder_that_is_not_there_is_named(tmp_path):
    assert "There is no such folder." in refused("load_kb", tmp_path / "nowhere")


def test_an_empty_folder_changes_nothing(tmp_path):
    assert load(write(tmp_path, {"sources.yaml": ""})).changes == 0
