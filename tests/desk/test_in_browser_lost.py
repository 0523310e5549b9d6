"""Nothing that was typed at the desk is lost: neither with the connection nor with the session, nor by a reload."""

import json

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from playwright.sync_api import expect

from companies.models import Company
from sources.models import Source
from tests.admin.test_in_browser import log_in
from tests.desk.articles import ENGLISH, at, make_article

pytestmark = pytest.mark.browser

KEPT = "Object.entries(localStorage).filter(([key]) => key.startsWith('kb-desk:')).map(([, value]) => value)"


@pytest.fixture
def lost(chromium, live_server, client):
    """A page at the desk, whose console may complain of a connection that is lost."""
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    with transaction.atomic():
        source = make_article()
    log_in(page, client)
    page.goto(at(source))
    yield page
    context.close()


def type_company(page):
    page.locator("#paragraph-2 >> text=Record a fact").click()
    page.locator("#start-words").fill("Heartland Medical")
    page.get_by_role("button", name="Company").click()
    page.locator("#id_name").fill("Heartland Medical Holdings")
    page.locator("summary", has_text="Further fields").click()
    page.locator("#id_city").fill("Suzhou")


def save(page):
    page.keyboard.press("Control+Enter")


def test_a_connection_that_is_lost_is_said_and_the_form_is_saved_once_it_is_back(lost):
    type_company(lost)
    lost.context.set_offline(True)
    save(lost)
    expect(lost.locator(".kb-said")).to_contain_text("gives no answer")
    assert lost.locator("#id_city").input_value() == "Suzhou"
    assert not Company.objects.exists()
    lost.context.set_offline(False)
    lost.get_by_role("button", name="Try again").click()
    expect(lost.locator(".kb-said .success")).to_be_visible()
    assert Company.objects.get().city == "Suzhou"
    assert lost.evaluate(KEPT) == []


def test_what_was_typed_is_there_again_after_a_reload_and_gone_once_discarded(lost):
    type_company(lost)
    (kept,) = lost.evaluate(KEPT)
    assert "Heartland Medical Holdings" in kept
    assert not any(line in kept for line in ENGLISH.splitlines() if line)
    assert set(dict(next(iter(json.loads(kept).values()))["values"])) == {"name", "city"}  # what was typed alone
    lost.reload()
    expect(lost.locator("#id_city")).to_have_value("Suzhou")
    expect(lost.locator("#id_name")).to_have_value("Heartland Medical Holdings")
    expect(lost.locator("[name=record-cite-whole-words]")).to_have_value("Heartland Medical")
    lost.keyboard.press("Escape")
    lost.keyboard.press("Escape")
    expect(lost.locator("form.kb-entry")).to_have_count(0)
    lost.get_by_role("button", name="New: company, ¶2").click()
    expect(lost.locator("#id_city")).to_have_value("Suzhou")
    lost.get_by_role("link", name="Leave it").click()
    expect(lost.locator("form.kb-entry")).to_have_count(0)
    assert lost.evaluate(KEPT) == []
    lost.reload()
    assert lost.locator("form.kb-entry").count() == 0


def test_an_ended_session_is_said_and_the_form_is_saved_once_signed_in_in_another_tab(lost, client):
    type_company(lost)
    with transaction.atomic():
        Session.objects.all().delete()
    save(lost)
    expect(lost.locator(".kb-said")).to_contain_text("signed out")
    with lost.context.expect_page() as opened:
        lost.get_by_role("link", name="Sign in in another tab").click()
    assert opened.value.url.split("?")[0].endswith("/admin/login/")
    client.force_login(User.objects.get())  # with a session and a token of its own
    session = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    token = {"name": settings.CSRF_COOKIE_NAME, "value": "n" * 32}
    origin = lost.url.split("/admin/")[0]
    lost.context.add_cookies([session | {"url": origin}, token | {"url": origin}])
    lost.get_by_role("button", name="Try again").click()
    expect(lost.locator(".kb-said .success")).to_be_visible()
    assert (Company.objects.get().name, Company.objects.get().city) == ("Heartland Medical Holdings", "Suzhou")
    assert lost.evaluate(KEPT) == []


def test_what_one_editor_typed_is_not_shown_to_another(lost, client):
    type_company(lost)
    with transaction.atomic():
        User.objects.all().update(username="first")
    log_in(lost, client)
    lost.goto(at(Source.objects.get()))
    expect(lost.locator(".kb-scripted")).to_be_visible()
    assert lost.locator("form.kb-entry").count() == 0
    assert not lost.locator(".kb-kept").is_visible()


def lose_the_answer(page):
    """The next form that is sent arrives; its answer does not."""

    def lose(route):
        route.fetch(max_redirects=0)
        route.abort()

    page.route(lambda url: "/desk/?" in url, lose, times=1)


@pytest.mark.parametrize("again", ["try again", "reload"])
def test_a_form_whose_answer_was_lost_is_sent_again_and_makes_one_record(lost, again):
    type_company(lost)
    lose_the_answer(lost)
    save(lost)
    expect(lost.locator(".kb-said")).to_contain_text("gives no answer")
    assert Company.objects.count() == 1
    if again == "reload":
        lost.reload()
        expect(lost.locator("#id_city")).to_have_value("Suzhou")
        save(lost)
    else:
        lost.get_by_role("button", name="Try again").click()
    expect(lost.locator(".kb-said .success")).to_contain_text("is recorded")
    assert lost.evaluate(KEPT) == []
    assert Company.objects.count() == 1


def test_signing_out_removes_what_this_editor_typed_and_nothing_of_another(lost):
    type_company(lost)
    other = (
        "localStorage.setItem('kb-desk:0:1', JSON.stringify({x: {query: {}, title: '', values: [], at: Date.now()}}))"
    )
    lost.evaluate(other)
    assert len(lost.evaluate(KEPT)) == 2
    lost.get_by_role("button", name="Log out").click()
    lost.wait_for_url("**/logout/")
    assert len(lost.evaluate(KEPT)) == 1
    assert lost.evaluate("localStorage.getItem('kb-desk:0:1')")


def test_what_was_typed_more_than_seven_days_ago_is_dropped_of_every_source_and_editor(lost):
    for store, days in (("kb-desk:0:1", 8), ("kb-desk:0:2", 6)):
        entry = f"{{x: {{query: {{}}, title: '', values: [], at: Date.now() - {days} * 86400000}}}}"
        lost.evaluate(f"localStorage.setItem('{store}', JSON.stringify({entry}))")
    lost.reload()
    expect(lost.locator(".kb-scripted")).to_be_visible()
    assert lost.evaluate("localStorage.getItem('kb-desk:0:1')") is None
    assert lost.evaluate("localStorage.getItem('kb-desk:0:2')")
