"""`make` and its virtual environment: whatever interrupts an installation, the next `make` mends it.

A made-up Python stands in for the real one, so that each step can be held up, and nothing is fetched from anywhere.
"""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest

from tests.house.ours import BASE

PYTHON = """#!/bin/sh
echo "python $*" >> "$FOLDER/calls"
hold() { [ ! -e "$FOLDER/hold-$1" ] || { touch "$FOLDER/held"; while [ -e "$FOLDER/hold-$1" ]; do sleep 0.02; done; }; }
case "$*" in
    "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" && hold venv && touch "$3/has-pip" ;;
    "-m pip install "*) [ -e "$(dirname "$0")/../has-pip" ] || { echo "No module named pip" >&2; exit 1; }; hold pip ;;
    "manage.py serve") echo "the site runs" ;;
esac
"""
BROKEN_OFF = pytest.mark.parametrize("step", ["venv", "pip"])


def surroundings():
    """The environment without what a make hands to the makes below it: the tests themselves are run by one."""
    return {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}


class Folder:
    """A project of a Makefile and two lists of packages."""

    def __init__(self, path):
        self.path = path
        shutil.copy(BASE / "Makefile", path)
        for name in ("requirements.lock", "requirements-dev.lock"):
            (path / name).write_text("tiny==1.0\n")
        (path / "python").write_text(PYTHON)
        (path / "python").chmod(0o755)

    def start(self, *words, python="./python"):
        return subprocess.Popen(
            ["make", *words, f"PYTHON={python}"], cwd=self.path, env=surroundings() | {"FOLDER": str(self.path)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        )  # fmt: skip

    def make(self, *words, **options):
        """(exit code, what was said)."""
        process = self.start(*words, **options)
        output, _ = process.communicate(timeout=60)
        return process.returncode, output

    def hold(self, step):
        (self.path / f"hold-{step}").touch()

    def let_go(self, step):
        (self.path / f"hold-{step}").unlink()

    def wait_until_held(self):
        end = time.monotonic() + 30
        while not (self.path / "held").exists():
            assert time.monotonic() < end, "the step was never reached"
            time.sleep(0.02)

    def calls(self, words):
        """How often Python was called with these words."""
        return (self.path / "calls").read_text().count(words)


@pytest.fixture
def folder(tmp_path):
    return Folder(tmp_path)


def kill(process):
    """As a power cut does: make, its shell and what they run, without a word."""
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_the_first_make_installs_and_the_next_one_has_nothing_to_do(folder):
    assert folder.make("run") == (0, "Installing what requirements.lock lists …\nthe site runs\n")
    assert folder.make("run") == (0, "the site runs\n")


@BROKEN_OFF
def test_what_was_killed_while_it_installed_is_made_anew(folder, step):
    folder.hold(step)
    killed = folder.start("run")
    folder.wait_until_held()
    kill(killed)
    folder.let_go(step)
    code, output = folder.make("run")
    assert (code, output.splitlines()[0]) == (0, ".venv/ was left unfinished: making it anew …")
    assert output.endswith("the site runs\n")
    assert folder.calls("-m venv") == 2


def test_an_update_that_was_killed_is_made_anew_too(folder):
    folder.make("run")
    folder.hold("pip")
    killed = folder.start("test")
    folder.wait_until_held()
    kill(killed)
    folder.let_go("pip")
    code, output = folder.make("run")
    assert (code, "was left unfinished" in output) == (0, True)


@BROKEN_OFF
@pytest.mark.parametrize("second", ["run", "test"])
def test_of_two_at_once_the_second_waits_for_the_first_and_says_so(folder, step, second):
    folder.hold(step)
    first = folder.start("run")
    folder.wait_until_held()
    other = folder.start(second)
    assert other.stdout.readline() == "Another make is installing into .venv/: waiting for it …\n"
    folder.let_go(step)
    assert first.communicate(timeout=60)[0].endswith("the site runs\n")
    other.communicate(timeout=60)
    assert (first.returncode, other.returncode) == (0, 0)
    assert folder.calls("-m venv") == 1
    assert folder.calls("-m pip") == (1 if second == "run" else 2)


def test_an_environment_without_pip_and_without_a_mark_is_made_anew(folder):
    """What `python -m venv` leaves when it is broken off early: a Python, and no pip."""
    (folder.path / ".venv" / "bin").mkdir(parents=True)
    (folder.path / ".venv" / "bin" / "python").symlink_to(sys.executable)
    assert folder.make("run")[0] == 0


def test_a_changed_list_is_installed_into_the_environment_that_is_there(folder):
    folder.make("run")
    os.utime(folder.path / ".venv" / "installed", (0, 0))
    assert folder.make("run") == (0, "Installing what requirements.lock lists …\nthe site runs\n")
    assert (folder.calls("-m venv"), folder.calls("-m pip")) == (1, 2)


def test_a_python_that_is_too_old_is_named_and_nothing_is_made(folder):
    (folder.path / "old").write_text("#!/bin/sh\nexit 1\n")
    (folder.path / "old").chmod(0o755)
    code, output = folder.make("run", python="./old")
    assert (code, "Python 3.11 or newer is needed, and './old' is not" in output) == (2, True)
    assert not (folder.path / ".venv").exists()
