"""The menu, home, the glossary and pages of errors in Chromium: by keyboard, without JavaScript, on a phone, dark."""

import pytest

from tests.accessibility import BUT_COLOURS, COLOURS, EVERYTHING, PHONE, violations

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("shipped_live")]

PAGES = ["/", "/glossary/", "/match/", "/match/?nonsense=1", "/companies/pamu-medical/?nonsense=1"]
HEADER_HEIGHT = {1440: 60, 390: 140}


def found_on(page, address, options):
    """What axe finds on a page, then in its header and legend when they are open."""
    page.goto(address)
    yield from violations(page, options)
    page.locator(".menu summary").nth(2).click()
    page.evaluate("document.querySelector('#signs').open = true")
    if address == PAGES[0]:
        for part in ("header.site", "#signs"):
            yield from violations(page, options, within=part)


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "light"), (1440, "dark")])
def test_home_glossary_and_errors_have_no_accessibility_finding_and_fit(chromium, live_server, width, scheme):
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": width, "height": 900}, color_scheme=scheme
    )
    page, found = context.new_page(), []
    for address in PAGES:
        options = COLOURS if scheme == "dark" else BUT_COLOURS if width == PHONE else EVERYTHING
        found += [f"{address}: {violation}" for violation in found_on(page, address, options)]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.locator("header.site").bounding_box()["height"] <= HEADER_HEIGHT[width], address
    context.close()
    assert found == []


def test_a_group_opens_without_javascript_and_leads_to_its_lists(chromium, live_server):
    context = chromium.new_context(
        base_url=live_server.url, java_script_enabled=False, viewport={"width": 390, "height": 700}
    )
    page = context.new_page()
    page.goto("/")
    link = page.get_by_role("navigation", name="Main").get_by_role("link", name="Policies", exact=True)
    assert not link.is_visible()
    page.get_by_text("Regulatory", exact=True).click()
    link.click()
    assert page.url.endswith("/policies/")
    context.close()


def test_by_keyboard_closed_groups_are_passed_and_an_open_one_closes_when_it_is_left(page):
    page.goto("/milestones/")
    stops = page.evaluate("""() => [...document.querySelectorAll('header.site :is(a, input, button, summary)')]
        .filter(each => each.matches('summary') || each.checkVisibility()).length""")
    assert stops <= 12
    group = page.get_by_text("Regulatory", exact=True)
    group.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    focused = "document.activeElement.getAttribute('href')"
    assert page.evaluate(focused) == "/pathways/"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Regulatory"
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Authorities", exact=True).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelectorAll('.menu details[open]').length") == 0


def test_one_group_is_open_at_a_time_and_a_click_elsewhere_closes_it(page):
    page.goto("/")
    open_groups = "[...document.querySelectorAll('.menu details[open] > summary')].map(each => each.textContent)"
    page.get_by_text("Companies", exact=True).first.click()
    page.get_by_text("Funding", exact=True).first.click()
    page.wait_for_function("document.querySelectorAll('.menu details[open]').length === 1")
    assert page.evaluate(open_groups) == ["Funding"]
    page.mouse.click(1200, 700)
    assert page.evaluate(open_groups) == []


def test_help_on_a_section_leads_to_its_terms_and_the_page_of_a_shared_link_drops_what_others_added(page):
    page.goto("/companies/pamu-medical/?utm_source=newsletter")
    assert page.url.endswith("/companies/pamu-medical/")
    page.locator("#part-milestones").get_by_role("link", name="What these terms mean").click()
    assert page.url.endswith("/glossary/#of-milestones")
