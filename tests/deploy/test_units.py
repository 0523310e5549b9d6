"""The systemd units of deploy/systemd, as systemd itself reads them; no service manager has to run."""

import configparser
import importlib.util
import shutil
import subprocess
import sys

import pytest

from environment import BASE
from medtech_kb.serving.first_process import SHUTDOWN_TIMEOUT
from medtech_kb.serving.limits import MOST_CONNECTIONS
from medtech_kb.serving.worker import FILES_BESIDE
from tests.deploy.nginx import HOST, program

pytestmark = pytest.mark.proxy
UNITS = BASE / "deploy" / "systemd"
FOLDER = "/srv/medtech-kb"
NAMES = sorted(path.name for path in UNITS.glob("*.service"))


@pytest.fixture
def units(tmp_path):
    """The units with the folder of this machine in place of theirs: systemd looks for the programs that they start."""
    shutil.copytree(UNITS, tmp_path, dirs_exist_ok=True)
    for path in tmp_path.rglob("*.*"):
        if path.is_file():
            text = path.read_text().replace(f"{FOLDER}/.venv", sys.prefix)
            path.write_text(text.replace(FOLDER, str(BASE)))
    return tmp_path


def analyze(*arguments):
    """What systemd says, and with which code it ends."""
    command = [program("systemd-analyze", "systemd"), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.returncode, (done.stdout + done.stderr).strip()


def service(name):
    """What a unit says under [Service]."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(UNITS / name)
    return dict(unit["Service"])


def test_systemd_reads_all_units_without_a_complaint(units):
    assert analyze("verify", "--recursive-errors=yes", *(units / name for name in NAMES)) == (0, "")


def test_systemd_would_complain_of_a_word_that_it_does_not_know(units):
    with (units / NAMES[0]).open("a") as unit:
        unit.write("\n[Service]\nProtectSistem=strict\n")
    assert "ProtectSistem" in analyze("verify", units / NAMES[0])[1]


@pytest.mark.parametrize("name", NAMES)
def test_a_unit_may_do_little_besides_its_work(units, name):
    code, said = analyze("security", "--offline=true", "--threshold=20", units / name)  # of 100, where 0 is nothing
    assert code == 0, said


@pytest.mark.parametrize("name", NAMES)
def test_what_a_unit_starts_is_there(name):
    commands = [value.split() for key, value in service(name).items() if key.startswith("Exec")]
    assert commands
    for python, first, *more in commands:
        assert python == f"{FOLDER}/.venv/bin/python"
        assert importlib.util.find_spec(more[0]) if first == "-m" else (BASE / first).is_file()


def test_the_site_has_the_time_to_end_and_the_files_to_open_that_it_counts_on():
    site = service("medtech-kb-site.service")
    assert int(site["TimeoutStopSec"]) > SHUTDOWN_TIMEOUT
    assert int(site["LimitNOFILE"]) >= MOST_CONNECTIONS + FILES_BESIDE
    assert (site["KillMode"], site["KillSignal"], site["Restart"]) == ("mixed", "SIGTERM", "on-failure")


def test_the_name_of_the_host_stands_in_one_file_alone():
    files = [path for path in (BASE / "deploy").rglob("*.*") if path.is_file() and HOST in path.read_text()]
    assert [path.name for path in files] == ["site.conf"]


def test_a_program_that_is_missing_fails_a_test_and_says_what_brings_it():
    with pytest.raises(AssertionError, match="'apt-get install nginx' brings it"):
        program("nginx-that-is-not-there", "nginx")
