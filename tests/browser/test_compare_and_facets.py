"""A comparison and facetted lists in Chromium: at a desk, on a phone, without JavaScript, in print."""

import pytest

from tests.accessibility import COLOURS, findings

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("shipped_live")]
THREE = "/compare/?company=pamu-medical&company=droidsurg&company=infervision"
PAGES = [
    THREE,
    "/compare/?product=padn",
    "/compare/",
    "/products/?milestone=ce_mdr:certified&milestone=fda_ide:trial_allowed",
    "/events/?year=2020&dated=true",
    "/figures/?currency=CNY&amount_possibly_min=50000000",
    "/companies/?compare=pamu-medical,droidsurg&partner_city=Shanghai",
    "/citations/?stance=contradicts",
    "/products/?milestone=ce_mdr:certified&kind=software",
]


@pytest.mark.parametrize("width", [1440, 390])
def test_comparisons_and_facets_have_no_accessibility_finding_and_fit_their_screen(page, width):
    assert findings(page, PAGES, width) == []


def test_dark_comparisons_have_enough_contrast(page):
    page.emulate_media(color_scheme="dark")
    assert findings(page, PAGES, 1440, COLOURS) == []


def test_a_selection_is_filled_and_emptied_without_javascript(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/companies/")
    page.get_by_label("Select Pamu Medical").check()
    page.get_by_role("button", name="Compare").click()
    page.get_by_role("link", name="Add one more").click()
    page.get_by_role("link", name="profiled 10").click()
    page.get_by_label("Select DroidSurg").check()
    page.get_by_role("button", name="Compare").click()
    assert page.locator("table.side-by-side thead th").count() == 2
    page.get_by_role("link", name="Remove Pamu Medical").click()
    assert page.url.endswith("/compare/?company=droidsurg")
    context.close()


def test_a_year_is_chosen_by_its_bar_and_taken_back_by_its_active_filter(page):
    page.goto("/events/")
    page.locator(".years").get_by_role("link", name="2024").click()
    assert page.locator("table.records tbody tr").count() == 4
    page.get_by_role("link", name="year: 2024").click()
    assert page.url.endswith("/events/?")


@pytest.mark.parametrize("width", [1440, 390])
def test_the_bars_of_the_years_are_drawn_on_one_scale(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/events/?year=2020")
    boxes = [bar.bounding_box() for bar in page.locator(".years .bar").all()]
    assert len(boxes) > 5
    assert len({(round(box["x"]), round(box["width"])) for box in boxes}) == 1


def test_on_a_phone_a_row_labels_only_what_it_tells(page):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/companies/")
    assert page.locator("[data-label=Founded]:visible").all_inner_texts() == ["2016"]
    page.goto("/companies/pamu-medical/")
    shown = page.locator("table.records td:visible").all()
    assert [cell.evaluate("cell => cell.outerHTML") for cell in shown if not cell.inner_text().strip()] == []


def test_whoever_narrows_by_keyboard_goes_on_where_they_were(page):
    page.goto("/milestones/")
    page.locator("[data-facet=jurisdiction]").get_by_role("link", name="European Union").press("Enter")
    page.wait_for_url("**/milestones/?jurisdiction=EU")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/milestones/?jurisdiction=EU&jurisdiction=US")
    page.get_by_role("link", name="jurisdiction: European Union").press("Enter")  # gone afterwards
    page.wait_for_url("**/milestones/?jurisdiction=US")
    assert page.evaluate("document.activeElement.id") == "results"


def test_the_results_of_a_list_are_reached_past_its_facets_by_one_key(page):
    page.goto("/milestones/")
    page.get_by_role("link", name="Skip to the results").press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert "PADN" in page.evaluate("document.activeElement.textContent")


def test_on_a_phone_the_results_come_before_the_facets_and_columns_are_stacked(page):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto("/events/?year=2020")
    tops = [page.locator(name).bounding_box()["y"] for name in (".results", ".facets")]
    assert tops[0] < tops[1]
    page.goto(THREE)
    lefts = {box["x"] for box in (cell.bounding_box() for cell in page.locator(".side-by-side tbody td").all()[:3])}
    assert len(lefts) == 1


def test_a_comparison_prints(page):
    page.goto(THREE)
    page.emulate_media(media="print")
    assert not page.locator(".remove").first.is_visible()
    assert page.locator("a.cite", has_text="33").first.is_visible()
