"""The settings: what they refuse, and that the example and the operator's page name every variable."""

import os
import re
import subprocess
import sys

import pytest

from environment import BASE

NAMED = re.findall(r"^([A-Z_]+)=", (BASE / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
SAFE = {
    "MEDTECH_ENV": "production",
    "MEDTECH_SECRET_KEY": "kJ8sdfhY23lkAd98alkjWE-rlkjasd98f2lkjasdfl23kjasdf9",
    "MEDTECH_ALLOWED_HOSTS": "kb.example.org",
}


def python(*arguments, **variables):
    """What a Python of its own says where the environment holds these variables of ours and no other."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MEDTECH_")}
    environment = clean | dict.fromkeys(NAMED, "") | variables  # an empty value hides a developer's .env
    return subprocess.run([sys.executable, *arguments], cwd=BASE, env=environment, capture_output=True, text=True)


def refusal(**variables):
    done = python("-c", "import medtech_kb.settings", **variables)
    assert done.returncode != 0, "the settings took it"
    return done.stderr.strip().splitlines()[-1]


def setting(expression, **variables):
    done = python("-c", f"from medtech_kb import settings; print({expression})", **variables)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MEDTECH_ENV", "staging"),
        ("MEDTECH_DEBUG", "yes"),
        ("MEDTECH_ALLOWED_HOSTS", "*"),
        ("MEDTECH_ALLOWED_HOSTS", "kb.example.org:8000"),
        ("MEDTECH_API_RATE", "many"),
        ("MEDTECH_API_RATE", "0/min"),
        ("MEDTECH_PAGE_RATE", "600/fortnight"),
        ("MEDTECH_PROPOSAL_RATE", "lots"),
        ("MEDTECH_REPORT_RATE", "-1/hour"),
        ("MEDTECH_STORE_MB", "much"),
        ("MEDTECH_ACCESS_LOG", "yes"),
        ("MEDTECH_METRICS_TOKEN", "short"),
        ("MEDTECH_SECURITY_CONTACT", "me"),
        ("MEDTECH_PROXIES", "-1"),
        ("MEDTECH_PROXIES", "²"),
        ("MEDTECH_PROXY_SSL_HEADER", "X Forwarded"),
        ("DATABASE_URL", "mysql://kb@localhost/kb"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_OWNER_URL", "postgresql://owner@db.example.org/kb"),  # of which application?
        ("DATABASE_REPLICA_URLS", "postgresql://kb@replica.example.org/kb"),  # of which primary?
        ("MEDTECH_REPLICA_LAG", "0"),
        ("MEDTECH_READ_SECONDS", "0"),
        ("MEDTECH_SECOND_FACTOR", "off"),
        ("MEDTECH_SESSION_IDLE", "4"),
        ("MEDTECH_SESSION_LONGEST", "0"),
        ("MEDTECH_ALOWED_HOSTS", "kb.example.org"),
    ],
)
def test_an_odd_value_is_refused_by_name(name, value):
    assert name in refusal(**{name: value})


@pytest.mark.parametrize(
    "urls",
    [
        "nonsense",
        "postgresql://kb@replica.example.org/kb,mysql://kb@other.example.org/kb",
        "postgresql://kb@replica.example.org",
        "postgresql://kb@db.example.org/kb",
        "postgresql://kb@replica.example.org/kb,postgresql://other@replica.example.org:5432/kb",
    ],
)
def test_odd_addresses_of_replicas_are_refused_by_name(urls):
    message = refusal(DATABASE_URL="postgresql://kb@db.example.org/kb", DATABASE_REPLICA_URLS=urls)
    assert "DATABASE_REPLICA_URLS" in message


def test_replicas_are_read_from_the_environment():
    variables = {
        "DATABASE_URL": "postgresql://kb:secret@db.example.org/kb",
        "DATABASE_REPLICA_URLS": "postgresql://kb:secret@r1.example.org/kb, postgresql://kb@r2.example.org/kb?connect_timeout=9",
    }
    assert setting("sorted(settings.DATABASES)", **variables) == "['default', 'replica1', 'replica2']"
    assert setting("settings.DATABASES['replica2']['OPTIONS']['connect_timeout']", **variables) in ("9", "'9'")


def test_the_owner_is_of_the_same_database():
    message = refusal(
        DATABASE_URL="postgresql://kb@db.example.org/kb", DATABASE_OWNER_URL="postgresql://owner@db.example.org/other"
    )
    assert "DATABASE_OWNER_URL names another database than DATABASE_URL" in message


@pytest.mark.parametrize("key", ["", "short", "a" * 60, "change-me" * 8])
def test_production_refuses_a_weak_secret_key(key):
    assert "MEDTECH_SECRET_KEY" in refusal(**SAFE | {"MEDTECH_SECRET_KEY": key})


@pytest.mark.parametrize("hosts", ["", "*", "kb.example.org,*"])
def test_production_refuses_to_answer_any_host(hosts):
    assert "MEDTECH_ALLOWED_HOSTS" in refusal(**SAFE | {"MEDTECH_ALLOWED_HOSTS": hosts})


def test_production_refuses_to_show_errors():
    assert "MEDTECH_DEBUG" in refusal(**SAFE, MEDTECH_DEBUG="on")


def test_production_refuses_to_do_without_a_second_factor_and_a_laptop_may_ask_for_one():
    assert "MEDTECH_SECOND_FACTOR" in refusal(**SAFE, MEDTECH_SECOND_FACTOR="optional")
    assert [setting("settings.SECOND_FACTOR", **variables) for variables in (SAFE, {})] == ["required", "optional"]
    assert setting("settings.SECOND_FACTOR", MEDTECH_SECOND_FACTOR="required") == "required"


def test_the_length_of_sessions_is_read_from_the_environment():
    assert setting("settings.SESSION_COOKIE_AGE, settings.SESSION_LONGEST") == "7200 43200"
    variables = {"MEDTECH_SESSION_IDLE": "30", "MEDTECH_SESSION_LONGEST": "8"}
    assert setting("settings.SESSION_COOKIE_AGE, settings.SESSION_LONGEST", **variables) == "1800 28800"


def test_a_wrong_setting_is_one_line_and_exit_code_2():
    done = python("manage.py", "check", MEDTECH_ENV="staging")
    assert (done.returncode, done.stderr.count("\n"), "Traceback" in done.stderr) == (2, 1, False)


def test_production_passes_the_checks_for_deployment():
    done = python("manage.py", "check", "--deploy", "--fail-level", "WARNING", **SAFE)
    assert done.returncode == 0, done.stderr


def test_the_example_alone_gives_a_development_site():
    assert setting("settings.PRODUCTION, settings.DEBUG, settings.ALLOWED_HOSTS[0]") == "False False localhost"


def test_the_secret_key_of_development_is_kept_and_closed_to_others():
    assert setting("settings.SECRET_KEY") == setting("settings.SECRET_KEY")
    assert (BASE / "var" / "secret_key").stat().st_mode & 0o077 == 0


def test_the_version_is_that_of_the_changelog():
    assert f"## {setting('settings.VERSION')} " in (BASE / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_policy_for_contents_allows_nothing_unsafe_and_no_other_host():
    policy = setting("settings.CONTENT_SECURITY_POLICY['DIRECTIVES']")
    assert "unsafe" not in policy
    assert "http" not in policy


def variables_read():
    files = [
        *BASE.glob("medtech_kb/*.py"),
        *BASE.glob("medtech_kb/management/commands/*.py"),
        *BASE.glob("postgres/**/*.py"),
    ]
    call = re.compile(r"\b(?:text|choice|number|words)\(\s*\"([A-Z_]+)\"")
    return {name for file in files for name in call.findall(file.read_text(encoding="utf-8"))}


def test_the_example_names_every_variable_that_is_read_and_no_other():
    assert set(NAMED) == variables_read()


def test_every_variable_of_the_example_has_a_comment():
    lines = (BASE / ".env.example").read_text(encoding="utf-8").splitlines()
    pairs = zip(["", *lines], lines, strict=False)
    assert [line for before, line in pairs if re.match("[A-Z]", line) and not before.startswith("#")] == []


def test_the_operators_page_explains_every_variable():
    page = (BASE / "docs" / "running.md").read_text(encoding="utf-8")
    assert [name for name in NAMED if f"`{name}`" not in page] == []
