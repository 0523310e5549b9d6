"""The fingerprint of the code, of which ETags are made: it moves with every edit that could shape an answer."""

import shutil
import subprocess
import sys

import pytest

from code_version import fingerprint
from environment import BASE
from records import etags


@pytest.fixture
def copy(tmp_path):
    """Some of the project's code in another place, to be edited."""
    for folder in ("records", "templates", "tests/house", "names/migrations"):
        shutil.copytree(BASE / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(BASE / "requirements.lock", tmp_path)
    (tmp_path / "postgres/sql").mkdir(parents=True)
    (tmp_path / "postgres/sql/function.sql").write_text("SELECT 1")
    return tmp_path


def append(path):
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")


def test_two_processes_of_the_same_code_have_the_same_etags():
    code = "import django; django.setup(); from records import etags; print(etags.CODE)"
    environment = {"DJANGO_SETTINGS_MODULE": "medtech_kb.settings", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=BASE, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == etags.CODE


@pytest.mark.parametrize(
    "file", ["records/api.py", "templates/site/base.html", "postgres/sql/function.sql", "requirements.lock"]
)
def test_an_edit_of_what_shapes_answers_moves_the_fingerprint(copy, file):
    before = fingerprint(copy)
    append(copy / file)
    assert fingerprint(copy) != before


def test_a_renamed_file_moves_the_fingerprint(copy):
    before = fingerprint(copy)
    (copy / "records/api.py").rename(copy / "records/rest.py")
    assert fingerprint(copy) != before


def test_what_shapes_no_answer_leaves_the_fingerprint(copy):
    before = fingerprint(copy)
    append(copy / "tests/house/test_files.py")
    (copy / ".venv").mkdir()
    (copy / ".venv/library.py").touch()
    (copy / "records/__pycache__").mkdir()
    (copy / "records/__pycache__/api.cpython-311.pyc").touch()
    assert fingerprint(copy) == before


def test_the_same_code_in_another_folder_has_the_same_fingerprint(copy, tmp_path_factory):
    other = tmp_path_factory.mktemp("elsewhere") / "copy"
    shutil.copytree(copy, other)
    assert fingerprint(other) == fingerprint(copy)
