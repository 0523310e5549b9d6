"""A company's page with the shipped data in Chromium: what is seen at once, what folds, and the cards of places."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("shipped_live")]
PAMU = "/companies/pamu-medical/"
TAB_STOPS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter(each => each.tabIndex >= 0 && each.checkVisibility({visibilityProperty: true})).length"""
HEIGHT = "() => document.documentElement.scrollHeight"
OPEN_ALL = "() => document.querySelectorAll('main details').forEach(each => each.open = true)"


def sized(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(PAMU)
    return page


def test_a_company_answers_who_what_where_money_and_with_whom_on_the_first_screen(page):
    sized(page, 1440)
    for answer in (
        "h1",
        "#value-summary",
        "#value-kind",
        ".matrix .standing >> nth=-1",
        "#g-funding + .drawn",
        "#g-partners + ul",
    ):
        box = page.locator(answer).bounding_box()
        assert box["y"] + box["height"] <= 900, answer
        assert page.locator(f"details:not([open]) {answer.split(' ')[0]}").count() == 0


@pytest.mark.parametrize(("width", "height", "height_open"), [(1440, 4500, 7000), (390, 9000, None)])
def test_the_longest_company_stays_within_its_limits(page, width, height, height_open):
    sized(page, width)
    assert page.evaluate(HEIGHT) <= height
    assert page.evaluate(TAB_STOPS) <= 200
    page.evaluate(OPEN_ALL)
    assert height_open is None or page.evaluate(HEIGHT) <= height_open


def test_the_contents_list_stays_in_sight(page):
    sized(page, 1440)
    page.evaluate("() => document.querySelector('#part-milestones tbody tr:last-child').scrollIntoView()")
    assert page.locator(".contents").bounding_box()["y"] == pytest.approx(0, abs=1)


def test_a_folded_section_says_how_many_and_what(page):
    sized(page, 1440)
    summary = page.locator("#part-rounds > summary")
    assert page.locator("#part-rounds").get_attribute("open") is None
    assert "4" in summary.inner_text()
    assert "Series A" in summary.inner_text()


def test_a_link_to_a_value_opens_the_section_that_holds_it(page):
    page.goto(f"{PAMU}#rounds-pamu-medical-series-a-2021-amount")
    page.locator("#rounds-pamu-medical-series-a-2021-amount").wait_for(state="visible")


def mark(page):
    """The mark beside the amount of a round."""
    page.goto("/rounds/pamu-medical-series-a-2021/")
    return page.locator("#value-amount a.cite").first


def test_a_mark_opens_a_card_with_the_words_of_its_value_and_escape_closes_it(page):
    place, card = mark(page), page.locator(".place-card")
    place.focus()
    page.keyboard.press("Enter")
    assert "tens of millions of dollars" in card.inner_text()
    assert "32" in card.inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('.place-card') !== null")
    page.keyboard.press("Escape")
    card.wait_for(state="hidden")
    assert place.evaluate("element => document.activeElement === element")


def test_a_card_opens_under_the_mouse_and_leads_to_the_entry_of_its_value(page):
    mark(page).hover()
    card = page.locator(".place-card")
    card.wait_for(state="visible")
    card.get_by_role("link", name="Amount").click()
    page.wait_for_url("**/sources/pamu-padn-2025/#p32-rounds-pamu-medical-series-a-2021-amount")


def test_a_card_opens_by_touch_and_fits_a_phone(chromium, shipped_live):
    context = chromium.new_context(
        base_url=shipped_live.url, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto(PAMU)
    for number in (0, 6, 12):
        page.locator("a.cite:visible").nth(number).tap()
        box = page.locator(".place-card").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


def test_the_card_of_a_value_says_since_which_revision_it_stands(page):
    mark(page).click()
    assert "since revision" in page.locator(".place-card").inner_text()


def test_without_javascript_a_mark_leads_to_the_entry_in_the_list_of_places(chromium, shipped_live):
    context = chromium.new_context(base_url=shipped_live.url, java_script_enabled=False)
    page = context.new_page()
    place = mark(page)
    entry = page.locator(place.get_attribute("href"))
    place.click()
    entry.wait_for(state="visible")
    context.close()


def test_on_paper_every_section_and_the_places_are_there(chromium, shipped_live):
    context = chromium.new_context(base_url=shipped_live.url)
    page = context.new_page()
    page.goto(PAMU)
    page.emulate_media(media="print")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main details:not([open])").count() == 0
    assert page.locator("#references").get_by_text("tens of millions of dollars").first.is_visible()
    assert len(page.pdf()) > 20_000
    context.close()
