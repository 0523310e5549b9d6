"""Every mistake is reported at once, with file, line and record, and nothing is written."""

import pytest

from companies.models import Company
from curation.loading import load
from sources.models import Source
from tests.curation.folders import FILES, change, good, refused, write

pytestmark = pytest.mark.django_db
COMPANY = "companies/pamu-medical.yaml"


def planted(folder):
    """A folder with ten mistakes of ten kinds."""
    good(folder)
    change(folder, COMPANY, "coverage: profiled", "coverage: famous")
    change(folder, COMPANY, "segments: [hypertension]", "segments: [hypertention]")
    change(folder, COMPANY, "when: 2025-03", "when: recently")
    change(folder, COMPANY, "stated: In March 2025}", "stated: In March 2025, stence: supports}")
    change(folder, COMPANY, "amount: tens", "amonut: tens")
    change(folder, COMPANY, "{at: src#2, field: role, stated: led by OrbiMed}", "src#4")
    change(folder, COMPANY, "{website: not_stated}", "{website: never}")
    change(folder, COMPANY, "pathway: ce_mdr", "pathway: fda_ide")
    change(folder, "investors.yaml", ", cite: src#2", "")
    change(folder, "authorities.yaml", "cite: src#3", "cite: src")
    return folder


def test_ten_mistakes_are_all_reported_with_file_line_and_record(tmp_path):
    output = refused("load_kb", planted(tmp_path))
    for location, words in [
        (
            f"{COMPANY}:5 [pamu-medical]",
            "coverage: Value 'famous' is not a valid choice. Allowed: profiled, mentioned.",
        ),
        (f"{COMPANY}:6 [pamu-medical]", "There is no segment “hypertention”. Did you mean “hypertension”?"),
        (f"{COMPANY}:23 [pamu-ce]", "when: “recently” is no date that can be read."),
        (
            f"{COMPANY}:24 [pamu-ce]",
            "A citation has no “stence”; allowed: at, field, stated, begins, stance, basis, note.",
        ),
        (f"{COMPANY}:28 [pamu-round]", "The key “amonut” is not known. Did you mean “amount”?"),
        (f"{COMPANY}:33 [pamu-round › orbimed]", "src has paragraphs 1 to 3, not 4."),
        (f"{COMPANY}:7 [pamu-medical]", "“never” is no kind of gap; allowed: not_stated, undisclosed."),
        (f"{COMPANY}:18 [pamu-ce]", "never approved."),
        ("investors.yaml:1 [orbimed]", "The record has no citation."),
        ("authorities.yaml:5 [notified-body]", "“src” is no place; write source#paragraph."),
    ]:
        lines = [line for line in output.splitlines() if line.startswith(location)]
        assert any(words in line for line in lines), f"{location} {words}\n{output}"


def test_a_folder_with_mistakes_writes_nothing(tmp_path):
    assert "nothing was written" in refused("load_kb", planted(tmp_path))
    assert not Company.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("slug: pamu-medical", "slug: pamu", "The file is named after the slug."),
        ("slug: pamu-medical", "slug: [a, b]", "takes a single value"),
        ("slug: pamu-medical\n", "", "The record has no slug."),
        ("slug: pamu-medical", "slug: Pamu Medical!", "slug: Enter a valid"),
        ("name: Pamu Medical\nnames", "names", "name: This field cannot be blank."),
        ("name: Pamu Medical\nnames", "name: [a]\nnames", "“name” takes a single value."),
        ("name: Pamu Medical\nnames", f"name: {'x' * 300}\nnames", "at most 200 characters"),
        ("kind: primary", "kind: nickname", "is not a valid choice"),
        ("kind: primary, cite: src#2", "kind: primary", "This name has no citation."),
        ("kind: primary", "sort: primary", "A name is {text: …"),
        ("{text: 帕母医疗,", "{text: [帕母医疗],", "A name is {text: …"),
        ("gaps: {website: not_stated}", "gaps: website", "Write the gaps as"),
        ("  - {at: src#2, field: name, stated: Pamu Medical}", "  - [src#2]", "A citation is source#paragraph."),
        ("field: name, stated: Pamu Medical", "field: nose, stated: Pamu Medical", "A citation's field is one of"),
        ("field: name, stated: Pamu Medical", "field: [name], stated: Pamu Medical", "A citation"),
        ("field: name, stated: Pamu Medical", "field: name, stated: {a: b}", "A citation"),
        ("field: name, stated: Pamu Medical", f"field: name, stated: {'x' * 161}", "at most 160 characters"),
        ("at: src#2, field: name", "at: nowhere#2, field: name", "There is no source “nowhere”."),
        ("at: src#2, field: name", "at: src#0, field: name", "src has paragraphs 1 to 3, not 0."),
        ("at: src#2, field: name", "at: src#-1, field: name", "is no place"),
        ("at: src#2, field: name", "at: src#二, field: name", "is no place"),
        ("at: src#2, field: name", f"at: src#{'9' * 5000}, field: name", "src"),
        ("cite:\n  - src#2\n", "cite:\n  - src#2\n  - src#2\n", "This place is cited twice for the same value."),
        ("stance: contradicts", "stance: doubts", "is not a valid choice"),
        ("authority: notified-body", "authority: [notified-body]", "“authority” takes a single value."),
        ("    authority: notified-body\n", "", "“authority” is missing."),
        ("outcome: certified", "outcome: approval", "Allowed: pending, trial_allowed"),
        ("investor: orbimed", "investor: orbimad", "Did you mean “orbimed”?"),
        ("title: President, cite", "title: President, tytle: x, cite", "Did you mean “title”?"),
        (", cite: {at: src#2, field: title, stated: led by}", "", "This part has no citation."),
        ("    positions:\n", "    positions: none\n    rest:\n", "A list is expected here."),
        ("people:\n", "people: nobody\nrest:\n", "A list of records is expected here."),
        ("segments: [hypertension]", "segments: [[hypertension]]", "segments"),
        ("coverage: profiled", "coverage: profiled\nis_published: maybe", "“is_published” is true or false."),
    ],
)
def test_a_mistake_is_named_and_nothing_is_written(tmp_path, old, new, words):
    good(tmp_path)
    change(tmp_path, COMPANY, old, new)
    output = refused("load_kb", tmp_path)
    assert words in output
    assert all(line.startswith((COMPANY, "investors", "1", "2", "3")) for line in output.splitlines()), output
    assert not Company.objects.exists()


def test_a_policy_says_where_it_counts(tmp_path):
    policy = "- {slug: notice, name: A notice, kind: notice, cite: src#2}"
    output = refused("load_kb", write(good(tmp_path), {"policies.yaml": policy}))
    assert "policies.yaml:1 [notice] jurisdiction: This field cannot be blank." in output


def test_a_slug_used_in_two_files_is_named_with_both_places(tmp_path):
    good(tmp_path)
    copy = FILES[COMPANY].replace("slug: pamu-medical", "slug: other").replace("name: Pamu Medical", "name: Other", 1)
    output = refused("load_kb", write(tmp_path, {"companies/other.yaml": copy}))
    assert "companies/pamu-medical.yaml:12 [li-wei] This slug is already used in companies/other.yaml:12." in output


def test_the_same_investor_twice_in_a_round_is_named(tmp_path):
    good(tmp_path)
    again = "\n      - {investor: orbimed, cite: src#2}\n"
    (tmp_path / COMPANY).write_text((tmp_path / COMPANY).read_text(encoding="utf-8").rstrip() + again, encoding="utf-8")
    assert f"{COMPANY}:34 [pamu-round › orbimed] This part stands twice." in refused("load_kb", tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("name: Pamu Medical\n", 'name: "Pamu\\u200bMedical"\n', "U+200B zero width space"),
        ("text: 帕母医疗", 'text: "帕\\u202e母医疗"', "U+202E right-to-left override"),
        ("amount: tens of millions of dollars\n", 'amount: "tens\\u200b of"\n', "U+200B zero width space"),
        ("stated: Pamu Medical}", 'stated: "Pamu\\nMedical"}', "U+000A"),
    ],
)
def test_a_character_that_cannot_be_seen_is_a_mistake_with_its_code_point(tmp_path, old, new, words):
    change(good(tmp_path), COMPANY, old, new)
    assert words in refused("load_kb", tmp_path)


def test_a_name_is_loaded_composed_and_without_blanks_too_many(tmp_path):
    change(good(tmp_path), COMPANY, "name: Pamu Medical\n", 'name: " Pamu  Me\\u0301dical"\n')
    load(tmp_path)
    assert Company.objects.get().name == "Pamu Médical"


def test_an_authority_that_succeeds_itself_is_a_mistake_of_the_file(tmp_path):
    change(good(tmp_path), "authorities.yaml", "kind: notified_body", "kind: notified_body\n  successor: notified-body")
    output = refused("load_kb", tmp_path)
    assert "authorities.yaml:1 [notified-body] Another authority is its successor, not itself." in output
