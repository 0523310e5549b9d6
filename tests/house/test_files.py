"""How files are kept."""

import re

from environment import BASE
from tests.house.ours import PACKAGES, python_files

NO_NAMES = {"utils.py", "util.py", "helpers.py", "helper.py", "services.py", "constants.py", "mixins.py", "common.py"}
LONGEST = 250
WIDEST = 160
"""Characters of a line of a template."""
MODEL = re.compile(r"^class \w+\((Named|Record|Cited|models\.Model)\b", re.MULTILINE)


def test_a_file_that_grows_past_250_lines_is_split_by_noun():
    lengths = {name: len(path.read_text(encoding="utf-8").splitlines()) for name, path in python_files().items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_line_of_a_template_is_longer_than_160_characters():
    too_long = [
        f"{path.relative_to(BASE)}, line {number}"
        for path in sorted((BASE / "templates").rglob("*.html"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > WIDEST
    ]
    assert too_long == []


def test_a_file_is_named_after_what_it_does():
    assert [name for name, path in python_files().items() if path.name in NO_NAMES] == []


def test_every_python_file_begins_with_what_it_is_or_needs_no_word():
    long_and_silent = [
        name for name, path in python_files(*PACKAGES).items()
        if len(text := path.read_text(encoding="utf-8")) > 8000 and not text.startswith('"""')
    ]  # fmt: skip
    assert long_and_silent == []


def test_every_file_of_a_models_folder_is_read_by_its_init():
    unread = [
        f"{name} in {path.with_name('__init__.py').relative_to(BASE)}"
        for name, path in python_files(*PACKAGES).items()
        if path.parent.name == "models" and path.name != "__init__.py"
        and MODEL.search(path.read_text(encoding="utf-8"))
        and f"from .{path.stem} import" not in path.with_name("__init__.py").read_text(encoding="utf-8")
    ]  # fmt: skip
    assert unread == [], f"import the model of: {unread}"


def test_no_test_is_skipped_or_expected_to_fail():
    marks = (
        "pytest.mark." + "skip",
        "pytest." + "skip(",
        "mark." + "xfail",
        "pytest." + "xfail(",
        "import" + "orskip(",
    )
    found = [
        name for name, path in python_files("tests").items()
        if any(mark in path.read_text(encoding="utf-8") for mark in marks)
    ]  # fmt: skip
    assert found == []


def test_tests_say_what_holds_in_a_sentence():
    short = [
        f"{name}: {line.strip()}"
        for name, path in python_files("tests").items()
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("def test_") and line.partition("(")[0].count("_") < 3
    ]
    assert short == []
