"""The admin in a real browser, under the policy for contents that all pages have."""

import pytest

pytestmark = pytest.mark.browser


def test_the_login_page_is_styled_and_breaks_no_policy(page):
    page.goto("/admin/")
    assert page.get_by_label("Password").is_visible()
    assert page.locator("#header").evaluate("element => getComputedStyle(element).display") == "flex"
