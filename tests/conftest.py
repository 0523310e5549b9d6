"""The tests' surroundings: one database server for all workers, and a browser."""

import gc
import os
import shutil

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.template.backends.jinja2 import Template
from django.test import TransactionTestCase
from django.test.signals import template_rendered

from postgres import embedded
from tests import databases

CHROMIUM = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),  # it asks for nothing but our pages
]
DERIVED = ["entities_facetbits", "entities_facetpair", "companies_milestoneyear"]
"""The tables of what is derived for lists and facets: almost any write to a record writes to them."""

ELSEWHERE = set()
"""The ids of the tests that have asked for the fixture `elsewhere`."""


def pytest_configure():
    gc.set_threshold(100_000, 50, 50)  # looking for circles in what Django keeps takes a twentieth of the time
    hypothesis.settings.register_profile("the same each time", derandomize=True)
    hypothesis.settings.load_profile("the same each time")
    connection.settings_dict.update(connection.settings_dict["OWNER"])  # who makes databases, and truncates tables
    connection.settings_dict["OPTIONS"] |= {"options": "-c lock_timeout=60s"}  # a test fails, instead of all waiting
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # else WhiteNoise warns
    settings.WHITENOISE_AUTOREFRESH = True  # else it reads all static files for each new test client


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session):
    """Start the server once, before the workers of xdist begin and ask for databases of their own."""
    if not hasattr(session.config, "workerinput") and not session.config.option.collectonly:
        try:
            embedded.start()
        except embedded.Unusable as problem:
            pytest.exit(f"The tests need a database. {problem}", returncode=2)


def pytest_collection_modifyitems(items):
    """Begin with the file that takes longest: begun last, it would leave the other worker of xdist idle."""
    items.sort(key=lambda item: item.path.name != "test_upgrade.py")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Let the database of each worker be copied from one that is made once."""
    connection.settings_dict["TEST"]["TEMPLATE"] = databases.migrated()


@pytest.fixture(scope="module", autouse=True)
def tidied(django_db_blocker):
    """The worker's database without what earlier tests rolled back: each edit of a company leaves a version of its bit
    sets, and what counts facets walks through them.
    """
    if connection.settings_dict["NAME"].startswith("test_"):  # else no test has asked for the database yet
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute(f"VACUUM {', '.join(DERIVED)}")


@pytest.fixture
def elsewhere(request):
    """The test works in another database than the worker's own, which stays as it was."""
    ELSEWHERE.add(request.node.nodeid)


@pytest.fixture(scope="session", autouse=True)
def emptied_where_written_to():
    """Behind a test that commits, Django empties all tables, in half a second: not where they are as they were."""
    empty = TransactionTestCase._fixture_teardown

    def empty_own(case):
        if os.environ["PYTEST_CURRENT_TEST"].rpartition(" ")[0] not in ELSEWHERE:
            empty(case)

    TransactionTestCase._fixture_teardown = empty_own
    yield
    TransactionTestCase._fixture_teardown = empty


@pytest.fixture(scope="session")
def copy_with_the_shipped_data(django_db_setup):
    with databases.database("shipped", template=databases.shipped()) as name:
        yield name


@pytest.fixture(scope="module")
def shipped(copy_with_the_shipped_data, django_db_blocker):
    """The shipped data, for all tests of a module. What a test writes is taken back as always (`django_db`)."""
    with django_db_blocker.unblock(), databases.connected_to(copy_with_the_shipped_data):
        yield


@pytest.fixture
def shipped_live(live_server, copy_with_the_shipped_data, elsewhere):
    """The live server with the shipped data, to read: PostgreSQL refuses what anybody would write."""
    with databases.only_read(), databases.connected_to(copy_with_the_shipped_data):
        yield live_server


@pytest.fixture
def shipped_live_copy(live_server, elsewhere):
    """The live server with the shipped data, in a copy for this test."""
    with databases.database("live", template=databases.shipped()) as name, databases.connected_to(name):
        yield live_server


@pytest.fixture
def committed(django_db_setup, django_db_blocker, elsewhere):
    """An empty database for this test, in which what is written is committed: each transaction is one revision."""
    with databases.own("committed", databases.migrated(), django_db_blocker):
        yield


@pytest.fixture
def shipped_copy(django_db_setup, django_db_blocker, elsewhere):
    """The shipped data in a copy for this test, in which what is written is committed."""
    with databases.own("copy", databases.shipped(), django_db_blocker):
        yield


@pytest.fixture(scope="session", autouse=True)
def contexts_of_jinja2():
    """Tell the test client what a page was made of (`response.context`): Django does so for its own templates only."""
    render = Template.render

    def render_recorded(self, context=None, request=None):
        template_rendered.send(sender=self, template=self, context=context or {})
        return render(self, context, request)

    Template.render = render_recorded
    yield
    Template.render = render


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium. A test that needs it fails where there is none: `make browser` skips nothing."""
    from playwright.sync_api import sync_playwright

    program = shutil.which(os.environ.get("CHROMIUM", "chromium"))
    assert program, "There is no Chromium: on Debian, 'apt-get install chromium' brings it."
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps an event loop in the thread of the tests
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(chromium, live_server):
    """A new page, with the site of this test at relative addresses: `page.goto("/companies/")`.

    The test fails where the page asks for another host, or where its console shows an error: a strict policy for
    contents reports there what it has blocked.
    """
    context = chromium.new_context(base_url=live_server.url)
    page, complaints = context.new_page(), []
    page.on("console", lambda message: message.type == "error" and complaints.append(in_words(message)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request", lambda request: request.url.startswith((live_server.url, "data:")) or complaints.append(request.url)
    )
    yield page
    context.close()
    assert [complaint for complaint in complaints if "/favicon.ico" not in complaint] == []


def in_words(message):
    return f"{message.text} ({message.location['url']})"
