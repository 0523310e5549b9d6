"""Signing in with a second factor in a real browser, under the policy for contents that all pages have."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import transaction

from accounts.models import FailureCount
from tests.accessibility import PHONE, violations
from tests.accounts.people import PASSWORD, WRONG, app_code, code_for, make_account, make_enrolled, secret_on

pytestmark = pytest.mark.browser
WIDE = 1440


def send_password(page, password=PASSWORD):
    page.goto("/admin/companies/company/")
    page.get_by_label("Username").fill("li")
    page.get_by_label("Password").fill(password)
    send(page)


def send(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.usefixtures("required")
def test_an_editor_enrols_by_keyboard_and_comes_to_the_page_that_was_asked_for(page):
    with transaction.atomic():
        make_account()
    send_password(page)
    picture = page.locator("svg.kb-qr")
    assert picture.bounding_box()["width"] > 120
    page.keyboard.type(code_for(secret_on(page.content())))  # the field has the focus
    send(page)
    codes = page.locator(".kb-codes").inner_text().split()
    assert [code for code in codes if re.fullmatch(r"[a-z2-7]{4}(-[a-z2-7]{4}){3}", code)] == codes
    page.locator(".kb-codes").click()
    assert page.evaluate("getSelection().toString()").split() == codes
    page.get_by_role("link", name="I have kept them: continue").click()
    page.wait_for_url("**/admin/companies/company/")


def looked_at(page, width, findings, name):
    """What axe finds on a page as it stands, and whether it fits."""
    if page.evaluate("document.documentElement.scrollWidth") > width:
        findings.append(f"{name} at {width} is too wide")
    findings += [f"{name} at {width}: {each}" for each in violations(page)]


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_every_step_is_accessible_without_javascript_and_fits_a_phone(chromium, live_server, width, colours):
    """Scripts run for axe alone: those of the site are blocked."""
    page = chromium.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}, color_scheme=colours
    ).new_page()
    page.route("**/*.js", lambda route: route.abort())
    findings = []
    with transaction.atomic():
        make_account()
    send_password(page, WRONG)
    looked_at(page, width, findings, "a wrong password")
    send_password(page)
    looked_at(page, width, findings, "enrolment")
    page.get_by_label("Six digits from your app").fill(code_for(secret_on(page.content())))
    send(page)
    looked_at(page, width, findings, "new recovery codes")
    page.goto("/admin/recovery-codes/")
    looked_at(page, width, findings, "recovery codes")
    page.get_by_role("button", name="Log out").click()
    send_password(page)
    page.locator("summary").click()
    looked_at(page, width, findings, "second step")
    page.context.clear_cookies()
    with transaction.atomic():
        FailureCount.objects.update(level=30)
    send_password(page)
    assert "Try again in" in page.locator("[role=alert]").inner_text()
    looked_at(page, width, findings, "waiting")
    page.context.close()
    assert findings == []


def test_a_code_signs_in(page):
    with transaction.atomic():
        make_enrolled()
    send_password(page)
    page.keyboard.type(app_code(User.objects.get()))
    send(page)
    page.wait_for_url("**/admin/companies/company/")
