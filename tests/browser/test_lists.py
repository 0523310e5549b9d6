"""Lists in Chromium: many rows on a screen, heads in sight, rows that are selected, copied and printed."""

import pytest

from tests.accessibility import COLOURS, findings

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("shipped_live")]
LISTS = ["/companies/", "/milestones/", "/figures/", "/rounds/", "/citations/?page_size=10", "/studies/", "/people/"]


@pytest.mark.parametrize("width", [1440, 390])
def test_lists_have_no_accessibility_finding_and_fit_their_screen(page, width):
    assert findings(page, LISTS, width) == []


def test_dark_lists_have_enough_contrast(page):
    page.emulate_media(color_scheme="dark")
    assert findings(page, LISTS, 1440, COLOURS) == []


@pytest.mark.parametrize("address", ["/companies/", "/figures/", "/citations/"])
def test_a_screen_shows_twenty_rows_of_a_list(page, address):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(address)
    rows = page.locator("table.lines tbody tr").all()
    assert len([row for row in rows if (box := row.bounding_box()) and box["y"] + box["height"] <= 900]) >= 20


def test_the_heads_stay_in_sight(page):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/figures/")
    page.mouse.wheel(0, 900)
    page.wait_for_function("window.scrollY > 500")
    assert page.locator("table.lines thead th").nth(1).bounding_box()["y"] < 60


def test_rows_are_sorted_and_compared_and_columns_chosen_without_javascript(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/companies/")
    assert page.get_by_role("button", name="Copy as a table").count() == 0
    page.get_by_role("columnheader", name="Name").get_by_role("link").click()
    assert page.url.endswith("?ordering=-name")
    page.locator(".columns-choice summary").click()
    page.get_by_label("City").check()
    page.get_by_role("button", name="Show these").click()
    assert page.get_by_role("columnheader", name="City").count() == 1
    page.get_by_label("Select Pamu Medical").check()
    page.get_by_label("Select DroidSurg").check()
    page.get_by_role("button", name="Compare").click()
    assert page.url.endswith("/compare/?company=pamu-medical&company=droidsurg")
    context.close()


def test_selected_rows_are_copied_as_a_table(page):
    page.goto("/milestones/")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("tbody .pick input").nth(0).check()
    page.locator("tbody .pick input").nth(2).check()
    page.get_by_role("button", name="Copy as a table").click()
    assert page.locator(".row-status").inner_text() == "Copied: 2 rows"
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert [len(line.split("\t")) for line in lines] == [9, 9, 9]
    assert lines[0].startswith("Name\tApplicant\tProduct")
    assert "PADN: CE-MDR certificate" in lines[1]


def test_who_selects_too_many_to_compare_is_told_at_once(page):
    page.goto("/companies/")
    page.get_by_label("Select all rows of this page").check()
    assert page.locator(".row-status").inner_text() == "6 at most can be compared"
    assert page.get_by_text("With the selected (31):").is_visible()


def test_a_list_prints_as_a_table(page):
    page.set_viewport_size({"width": 760, "height": 1000})  # A4
    page.goto("/figures/")
    page.emulate_media(media="print")
    assert page.locator("table.lines").evaluate("table => getComputedStyle(table).display") == "table"
    assert (
        page.locator("table.lines tbody td").nth(1).evaluate("cell => getComputedStyle(cell).display") == "table-cell"
    )
    assert not page.locator(".row-actions").is_visible()
