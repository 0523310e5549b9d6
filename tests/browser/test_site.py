"""The real pages with the shipped data in Chromium: at a desk and on a phone, by keyboard, without JavaScript."""

import pytest

from tests.accessibility import COLOURS, findings

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("shipped_live")]

PAGES = [
    "/",
    "/companies/",
    "/companies/?kind=device&coverage=profiled",
    "/companies/pamu-medical/",
    "/companies/infervision/",
    "/products/padn/",
    "/milestones/?jurisdiction=US",
    "/rounds/",
    "/rounds/pamu-medical-series-a-2021/",
    "/figures/",
    "/insights/?kind=claim",
    "/people/wang-tong/",
    "/partners/",
    "/policies/",
    "/segments/",
    "/sources/med-eng-2025/",
    "/pathways/",
    "/funding/",
    "/funding/?by=year",
    "/timeline/?company=pamu-medical",
]


@pytest.mark.parametrize("width", [1440, 390])
def test_every_kind_of_page_has_no_accessibility_finding_and_fits_its_screen(page, width):
    assert findings(page, PAGES, width) == []


def test_dark_pages_have_enough_contrast(page):
    page.emulate_media(color_scheme="dark")
    dark = ["/", "/companies/pamu-medical/", "/milestones/", "/pathways/", "/funding/", "/timeline/"]
    assert findings(page, dark, 1440, COLOURS) == []


def test_a_list_is_narrowed_without_javascript(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/milestones/")
    page.get_by_role("link", name="United States").first.click()
    assert "jurisdiction=US" in page.url
    page.get_by_label("Certainly in").fill("2024")
    page.get_by_role("button", name="Show").click()
    assert page.locator("table.records tbody tr").count() == 1
    assert page.get_by_role("link", name="jurisdiction: United States").count() == 1
    context.close()


def test_a_profile_prints_with_its_figures_and_sources(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url)
    page = context.new_page()
    page.goto("/companies/pamu-medical/")
    page.emulate_media(media="print")
    assert not page.locator("nav").first.is_visible()
    assert page.locator("a.cite:visible", has_text="23").count()
    assert page.locator(".printed").is_visible()
    assert len(page.pdf()) > 20_000
    context.close()
