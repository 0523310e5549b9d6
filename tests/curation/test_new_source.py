"""What the loader and its commands do for the author of fixture files."""

import hashlib

import pytest

from sources.models import Source
from tests.curation.folders import FILES, SHA, TEXT, change, command, good, refused, write

pytestmark = pytest.mark.django_db
COMPANY = "companies/pamu-medical.yaml"


def test_a_new_source_is_counted_and_hashed_and_its_entry_loads_once_its_kind_is_named(tmp_path):
    text = write(tmp_path, {"An article.txt": TEXT.encode()}) / "An article.txt"
    printed = command("new_source", text, "--slug", "an-article")
    entry = printed.partition("# companies/")[0]
    assert "paragraphs: 3\n" in entry
    assert f"sha256: {SHA}\n" in entry
    assert "# kind:  # article, report_summary," in entry
    folder = write(tmp_path / "kb", {"sources.yaml": entry})
    assert "kind: This field cannot be blank" in refused("load_kb", folder)
    change(folder, "sources.yaml", "# kind:", "kind: article")
    command("load_kb", folder)
    assert Source.objects.get().sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_new_source_is_called_after_its_file_and_its_company_file_names_every_key(tmp_path):
    text = write(tmp_path, {"Pamu story.txt": "A “headline”: with signs\n\nMore."}) / "Pamu story.txt"
    printed = command("new_source", text)
    assert "- slug: pamu-story-20" in printed
    assert 'title: "A “headline”: with signs"' in printed
    assert "# coverage:  # profiled, mentioned\n" in printed
    assert "# milestones:" in printed


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe", "is not UTF-8 text"), (b" \n\n", "holds no paragraph"), (b"x" * 4_000_001, "is larger than")],
)
def test_a_file_that_is_no_text_is_no_new_source(content, words, tmp_path):
    assert words in refused("new_source", write(tmp_path, {"a.txt": content}) / "a.txt")


def test_a_new_source_needs_a_file_and_a_slug_that_is_free(tmp_path):
    assert "can't be read" in refused("new_source", tmp_path / "none.txt")
    text = write(tmp_path, {"a.txt": TEXT}) / "a.txt"
    assert "“A b” is no slug" in refused("new_source", text, "--slug", "A b")
    command("load_kb", good(tmp_path / "kb"))
    assert "There is a source “src” already" in command("new_source", text, "--slug", "src")


def test_an_unknown_slug_is_told_with_the_nearest_ones_of_its_type(tmp_path):
    folder = good(
        tmp_path, investors=FILES["investors.yaml"] + "\n- {slug: orbimed-asia, name: OrbiMed Asia, cite: src#2}"
    )
    change(folder, COMPANY, "investor: orbimed,", "investor: orbimed-asias,")
    change(folder, COMPANY, "{at: src#3, field: when", "{at: srcs#3, field: when")
    output = refused("load_kb", folder)
    assert "There is no investor “orbimed-asias”. Did you mean “orbimed-asia” or “orbimed”?" in output
    assert "There is no source “srcs”. Did you mean “src”?" in output


def test_an_amount_that_is_read_as_words_only_is_warned_of_and_loaded(tmp_path):
    folder = good(tmp_path)
    assert "words only" not in command("load_kb", folder)
    change(folder, COMPANY, "amount: tens of millions of dollars", "amount: a handsome sum")
    warning = f"{COMPANY}:28 [pamu-round] amount: “a handsome sum” is kept in words only"
    assert warning in command("load_kb", folder, "--dry-run")
    assert warning in command("load_kb", folder)


def test_an_undisclosed_amount_and_one_that_is_read_are_not_warned_of(tmp_path):
    folder = good(tmp_path)
    change(folder, COMPANY, "amount: tens of millions of dollars", "amount: undisclosed")
    assert "words only" not in command("load_kb", folder)
