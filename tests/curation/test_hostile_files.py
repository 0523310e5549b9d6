"""Files that no curator would write: each gives a clear message, soon, and changes nothing."""

import pytest

from sources.models import Source
from tests.curation.folders import good, refused

pytestmark = pytest.mark.django_db
BOMB = """
a: &a [x, x, x, x, x, x, x, x, x]
b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
"""


def refusal_of(folder, content, name="policies.yaml"):
    good(folder)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    output = refused("load_kb", folder)
    assert not Source.objects.exists()
    return output


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (BOMB, "policies.yaml:2 This is not YAML: anchors and aliases are not allowed"),
        ("- *unknown", "anchors and aliases are not allowed"),
        ("- !!python/object/apply:os.system [ls]", "policies.yaml:1 This is not YAML: tags are not allowed"),
        ("- !!binary aGVsbG8=", "tags are not allowed"),
        (b"- slug: caf\xe9\n", "policies.yaml:1 This is not UTF-8 text."),
        (b"- slug: a\n  name: \xff\xfe\n", "policies.yaml:2 This is not UTF-8 text."),
        ("- slug: a\0b\n", "This is not YAML"),
        ("- slug: a\n  slug: b\n", "policies.yaml:2 The key “slug” stands twice."),
        ("- [unclosed", "policies.yaml:1 This is not YAML"),
        ("- slug: a\n\tname: b\n", "policies.yaml:2 This is not YAML"),
        ("slug: a\n", "policies.yaml:1 A list of records is expected here."),
        ("just words", "A list of records is expected here."),
        ("- just words", "A record is expected here, with keys and values."),
        ("- - nested\n", "A record is expected here, with keys and values."),
        ("- ? [a, b]\n  : c\n", "A key is a word."),
        ("--- \n- slug: a\n---\n- slug: b\n", "policies.yaml:3 This is not YAML"),
        ("[" * 5000 + "]" * 5000, "The file is nested too deeply."),
        ("- slug: " + "{a: " * 5000 + "}" * 5000, "The file is nested too deeply."),
        ("# " + "x" * 4_000_001, "larger than 4000000 bytes"),
        ("- {<<: {slug: a}, name: b}", "The key “<<” is not known."),
    ],
    ids=range(20),
)
def test_a_file_of_no_sense_is_refused_with_its_place(tmp_path, content, words):
    assert words in refusal_of(tmp_path, content)


@pytest.mark.parametrize(
    "name", ["notes.yaml", "companys/pamu.yaml", "companies/deep/pamu.yaml", "companies.yaml", "a.yml"]
)
def test_a_file_that_nobody_reads_is_a_mistake(tmp_path, name):
    output = refusal_of(tmp_path, "- slug: a\n", name)
    assert f"{name}:1 This file is not known; allowed: authorities.yaml," in output


def test_a_company_file_holds_one_record(tmp_path):
    assert "A company file holds one record with sections." in refusal_of(tmp_path, "- slug: a\n", "companies/a.yaml")


@pytest.mark.parametrize("value", ["1e309", "2025-01-01", "yes", "0x10", "~", "null", ".inf", "1:30", "=", "'''; DROP"])
def test_a_scalar_is_the_text_that_it_is(tmp_path, value):
    output = refusal_of(tmp_path, f"- {{slug: a, name: {value}, kind: notice, cite: src#9}}\n")
    assert "src has paragraphs 1 to 3, not 9." in output or "This is not YAML" in output
