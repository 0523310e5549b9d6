"""New code under a running site: what was loaded goes on, and `make switch` changes over without losing a request."""

import os
import signal
import subprocess
import sys

import psutil
import pytest

from tests.serving.sites import Site, free_port

pytestmark = pytest.mark.restarts
PAGES = [
    *("/", "/companies/", "/milestones/?year=2020", "/search/?q=heart", "/match/", "/compare/", "/admin/login/"),
    *("/api/v1/", "/api/v1/companies/?facets=segment", "/api/v1/search/?q=xin", "/api/v1/search/suggest/?q=xin"),
    *("/companies/?format=xlsx", "/api/v1/companies.csv", "/api/v1/schema/", "/api/v1/docs/"),
]
NEW_ADDRESS = """
from django.http import HttpResponse
urlpatterns.append(path("new/", lambda request: HttpResponse("new code")))
"""
BASE_TEMPLATE = "templates/site/base.html"


@pytest.fixture(scope="module")
def made(tmp_path_factory, django_db_setup):
    site = Site(tmp_path_factory.mktemp("production") / "site", "production")
    yield site
    site.end()


@pytest.fixture
def site(made):
    """The site as it runs in production."""
    made.start()
    return made


def failed(answers):
    return [answer for answer in answers if isinstance(answer[1], Exception) or answer[1][0] != 200]


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGKILL], ids=["SIGHUP", "killed"])
def test_a_worker_that_starts_anew_needs_no_file_of_the_code(site, number):
    with site.without_its_code():
        site.begin_anew(number)
        assert [(path, status) for path in PAGES if (status := site.get(path)[0]) != 200] == []
        assert site.get("/nowhere/")[0] == 404


def test_changed_code_is_not_seen_until_the_switch_which_loses_no_request(site):
    site.append(BASE_TEMPLATE, "<!-- new template -->")
    site.append("medtech_kb/urls.py", NEW_ADDRESS)
    site.begin_anew(signal.SIGHUP)
    assert b"new template" not in site.get("/")[1]
    assert site.get("/new/")[0] == 404
    with site.under_load(["/", "/api/v1/companies/"]) as answers:
        done = site.make_switch()
    print(f"\n{len(answers)} requests during the switch, {len(failed(answers))} failed")
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "The new code is served.")
    assert failed(answers) == []
    homes = [b"new template" in body for path, (_status, body) in answers if path == "/"]
    assert {homes[0], homes[-1]} == {False, True}
    assert (site.get("/new/"), b"new template" in site.get("/")[1]) == ((200, b"new code"), True)


@pytest.mark.parametrize(("path", "broken"), [("medtech_kb/urls.py", "\nx = (\n"), (BASE_TEMPLATE, "{% if %}")])
def test_code_that_cannot_be_loaded_leaves_the_old_one_serving_and_says_so(site, path, broken):
    original = (site.folder / path).read_text()
    site.append(path, broken)
    with site.under_load(["/"]) as answers:
        done = site.make_switch()
    (site.folder / path).write_text(original)
    assert done.returncode == 2
    assert "the new code can't be served, the one before goes on" in done.stderr
    assert "SyntaxError" in done.stderr
    assert failed(answers) == []


def test_where_no_site_runs_there_is_nothing_to_switch(site):
    command = [sys.executable, "-m", "medtech_kb.serving.switching"]
    environment = site.surroundings | {"PORT": str(free_port())}
    done = subprocess.run(command, cwd=site.folder, env=environment, capture_output=True, text=True)
    assert (done.returncode, "no site of this folder runs at port" in done.stderr) == (1, True)


def test_a_first_process_that_is_killed_leaves_none_behind(site):
    running = psutil.Process(site.process.pid).children(recursive=True)
    site.process.kill()
    site.process.wait()
    _gone, staying = psutil.wait_procs(running, timeout=30)
    assert staying == []
    assert not site.answers("/")


def test_a_site_that_is_asked_to_end_ends_in_good_order(site):
    with site.under_load(["/"]) as answers:
        os.kill(site.process.pid, signal.SIGTERM)
        assert site.process.wait(timeout=30) == 0
    answered = [answer for _path, answer in answers if not isinstance(answer, Exception)]
    assert {status for status, _body in answered} == {200}
