"""In development the site starts anew by itself when its code changes."""

import pytest

from tests.serving.sites import Site

pytestmark = pytest.mark.restarts


@pytest.fixture(scope="module")
def site(tmp_path_factory, django_db_setup):
    site = Site(tmp_path_factory.mktemp("development") / "site", "development")
    site.start()
    yield site
    site.end()


def test_a_changed_template_is_served_without_a_word_from_anybody(site):
    site.append("templates/site/base.html", "<!-- new template -->")
    site.wait_until(lambda: site.answers("/", b"new template"), "the change is not seen")


def test_a_syntax_error_is_shown_and_ends_nothing_and_its_correction_is_served(site):
    urls = site.folder / "medtech_kb" / "urls.py"
    original = urls.read_text()
    site.append("medtech_kb/urls.py", "\nx = (\n")
    site.wait_until(lambda: "SyntaxError" in site.log.read_text(), "the error is not shown")
    assert site.answers("/")
    added = (
        'from django.http import HttpResponse\nurlpatterns.append(path("new/", lambda request: HttpResponse("new")))'
    )
    urls.write_text(f"{original}\n{added}\n")
    site.wait_until(lambda: site.answers("/new/", b"new"), "the correction is not seen")
