"""Search in Chromium: the box by keyboard, the pages without findings, and all of it without JavaScript."""

import pytest

from tests.accessibility import findings, violations

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("shipped_live")]
PAGES = ["/search/", "/search/?q=pulmonary+hypertension", "/search/?q=推想醫療", "/search/?q=AI&type=insights",
         "/search/?q=zzzzqqq", "/match/"]  # fmt: skip


def test_the_box_is_used_by_keyboard_as_a_combobox(page):
    page.goto("/companies/")
    box = page.get_by_role("combobox", name="Search names and texts")
    assert box.get_attribute("aria-expanded") == "false"
    box.focus()
    page.keyboard.type("推想", delay=20)
    page.get_by_role("option").first.wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    assert box.get_attribute("aria-activedescendant") is None
    assert "1 suggestion" in page.locator("[aria-live=polite]").first.inner_text()
    page.keyboard.press("ArrowDown")
    active = page.locator(f"#{box.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    assert "InferVision" in active.inner_text()
    assert violations(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/companies/infervision/")


def test_arrows_go_round_and_escape_closes(page):
    page.goto("/")
    box = page.get_by_role("combobox")
    box.focus()
    page.keyboard.type("pamu")
    page.get_by_role("option").first.wait_for()
    number = page.get_by_role("option").count()
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") == page.get_by_role("option").nth(number - 1).get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == "pamu"
    page.keyboard.press("Escape")
    assert box.input_value() == ""
    page.keyboard.type("padn")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=padn")
    assert page.get_by_role("link", name="PADN", exact=True).first.is_visible()


@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_have_no_finding_and_fit_the_screen(page, width):
    assert findings(page, PAGES, width) == []
    page.get_by_label("Names, one a line").fill("Pamu Medical\nPamu\nNobody")
    page.get_by_role("button", name="Match").click()
    page.get_by_text("1 matched").wait_for()
    assert violations(page) == []


def test_search_and_matching_work_without_javascript(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/companies/")
    page.get_by_label("Search names and texts").fill("ValvClamp")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="ValveClamp® Mitral Clip System").first.click()
    assert page.url.endswith("/products/valveclamp/")
    page.goto("/match/")
    page.get_by_label("Names, one a line").fill("InferVision")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    assert download.value.suggested_filename == "matched-names.csv"
    context.close()
