"""Files that no curator would write: each gives a clear message, soon, and changes nothing."""

import os
import shutil

import pytest

from companies.models import Company
from curation import files
from curation.files import read_yaml
from sources.models import Source
from tests.curation.folders import change, command, good, refused

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
        ("- slug: a\n  name: b\0c\n", "policies.yaml:2 This is not YAML: it holds U+0000."),
        ('- slug: a\n  name: "\\UFFFFFFFF"\n', "policies.yaml:2 This is not YAML: there is no such character"),
    ],
    ids=range(22),
)
def test_a_file_of_no_sense_is_refused_with_its_place(tmp_path, content, words):
    assert words in refusal_of(tmp_path, content)


@pytest.mark.parametrize(
    "value", ["a\tb", "{a?b: c}", "\ufeffa", "|#a", ">-#a", "a: b: c", "a\n\ufeffb", "“中” ’", "a # b"]
)
def test_a_file_is_read_alike_with_the_compiled_reader_and_without_it(tmp_path, monkeypatch, value):
    def read():
        mistakes = []
        content = read_yaml(tmp_path / "a.yaml", "a.yaml", mistakes)
        return content, content and (content.lines, content[0].lines), mistakes

    (tmp_path / "a.yaml").write_text(f"- slug: a\n  # said\n  name: {value}\n\n  kind:\n", encoding="utf-8")
    compiled = read()
    monkeypatch.setattr(files, "COMPILED", None)
    assert read() == compiled


@pytest.mark.parametrize(
    "name",
    [
        *("notes.yaml", "companys/pamu.yaml", "companies/deep/pamu.yaml", "companies.yaml", "a.yml", "policies.yml"),
        *("companies/pamu.yml", "companies/pamu.json", "policies.YAML", "policies.yaml~", "notes", ".hidden.yaml"),
    ],
)
def test_a_file_that_nobody_reads_is_a_mistake(tmp_path, name):
    output = refusal_of(tmp_path, "- slug: a\n", name)
    assert f"{name}:1 This file is not known; allowed: authorities.yaml," in output


@pytest.mark.parametrize("name", ["README.md", "companies/README.md", ".gitignore", ".git/config"])
def test_what_explains_or_keeps_the_files_may_stand_beside_them(tmp_path, name):
    path = good(tmp_path) / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("anything", encoding="utf-8")
    assert "1" in command("load_kb", tmp_path)


def test_a_linked_folder_is_named_and_not_followed(tmp_path):
    good(tmp_path / "real")
    good(tmp_path / "files")
    shutil.rmtree(tmp_path / "files" / "companies")
    (tmp_path / "files" / "companies").symlink_to(tmp_path / "real" / "companies")
    output = refused("load_kb", tmp_path / "files")
    assert "companies:1 This is a link to a folder, and no file in it is read." in output
    assert not Source.objects.exists()


def test_a_link_that_leads_nowhere_and_a_folder_in_the_place_of_a_file_are_named(tmp_path):
    good(tmp_path)
    (tmp_path / "policies.yaml").mkdir()
    (tmp_path / "events.yaml").symlink_to(tmp_path / "nowhere")
    output = refused("load_kb", tmp_path)
    assert "events.yaml:1 This is no file that can be read." in output
    assert "policies.yaml:1 This is no file that can be read." in output


def test_a_name_that_is_no_text_is_shown_escaped(tmp_path):
    good(tmp_path)
    (tmp_path / os.fsdecode(b"caf\xe9.yaml")).write_text("", encoding="utf-8")
    assert "caf\\xe9.yaml:1 This file is not known" in refused("load_kb", tmp_path)


def test_an_empty_file_is_named(tmp_path):
    good(tmp_path, policies="# nothing yet\n", events="")
    output = command("load_kb", tmp_path)
    assert "events.yaml holds no record." in output
    assert "policies.yaml holds no record." in output


def test_an_empty_company_file_is_a_mistake(tmp_path):
    assert "companies/a.yaml:1 A company file holds one record" in refusal_of(tmp_path, "", "companies/a.yaml")


POLICY = {
    "slug": "a", "name": "A", "kind": "notice", "jurisdiction": "CN", "issuer": "notified-body", "when": "2025",
    "summary": "x", "names": "{text: B, kind: variant, cite: src#2}", "cite": "src#2",
}  # fmt: skip


@pytest.mark.parametrize("key", POLICY)
@pytest.mark.parametrize(("escape", "code"), [(r"\0", "U+0000"), (r"\ud83d", "U+D83D"), (r"\ude00\ud83d", "U+DE00")])
def test_what_is_no_character_is_one_mistake_wherever_it_stands(tmp_path, key, escape, code):
    spoiled = {"names": f'{{text: "B{escape}", kind: variant, cite: src#2}}'}.get(key, f'"{POLICY[key]}{escape}"')
    lines = [f"{name}: {value}" for name, value in (POLICY | {key: spoiled}).items()]
    mistakes = refusal_of(tmp_path, "- " + "\n  ".join(lines)).splitlines()[:-1]
    assert len(mistakes) == 1
    assert mistakes[0].startswith(f"policies.yaml:{1 + list(POLICY).index(key)} It holds {code}")


def test_a_surrogate_pair_as_json_escapes_it_is_the_character_that_it_means(tmp_path):
    change(good(tmp_path), "companies/pamu-medical.yaml", "coverage: profiled", 'summary: "\\ud83d\\ude00"')
    command("load_kb", tmp_path)
    assert Company.objects.get().summary == "😀"


def test_a_company_file_holds_one_record(tmp_path):
    assert "A company file holds one record with sections." in refusal_of(tmp_path, "- slug: a\n", "companies/a.yaml")


@pytest.mark.parametrize("value", ["1e309", "2025-01-01", "yes", "0x10", "~", "null", ".inf", "1:30", "=", "'''; DROP"])
def test_a_scalar_is_the_text_that_it_is(tmp_path, value):
    output = refusal_of(tmp_path, f"- {{slug: a, name: {value}, kind: notice, cite: src#9}}\n")
    assert "src has paragraphs 1 to 3, not 9." in output or "This is not YAML" in output
