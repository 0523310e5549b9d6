"""Pages that have nothing to show, or refuse: legible at a desk and on a phone, and a way on by keyboard."""

from urllib.parse import urlsplit

import pytest

from tests.accessibility import findings

pytestmark = pytest.mark.browser
SEVEN = "&".join(
    f"company={slug}"
    for slug in ("airdoc", "casg", "deepwise", "droidsurg", "infervision", "keya-medical", "pamu-medical")
)
STATES = {
    "/search/?q=zzzzqqq": 200,
    "/search/?q=x&type=nonsense": 400,
    "/products/?milestone=ce_mdr:certified&kind=software": 200,
    "/products/?kind=nonsense&authority=nmpa": 400,
    "/compare/": 200,
    "/compare/?company=pamu-medical&company=nobody": 404,
    f"/compare/?{SEVEN}": 400,
    "/match/": 200,
    "/nowhere/": 404,
}


@pytest.fixture
def browsed(chromium, shipped_live):
    """A page that may meet refusals: a browser's console counts each of them as an error."""
    context = chromium.new_context(base_url=shipped_live.url)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [1440, 390])
def test_no_empty_or_refused_page_has_a_finding_and_each_fits_its_screen(browsed, width):
    answered = {}
    browsed.on("response", lambda response: answered.update({urlsplit(response.url)[2:4]: response.status}))
    assert findings(browsed, STATES, width) == []
    assert {address: answered[urlsplit(address)[2:4]] for address in STATES} == STATES


def test_a_comparison_that_is_refused_goes_on_by_keyboard(browsed):
    browsed.goto(f"/compare/?{SEVEN}")
    browsed.get_by_role("link", name="Remove Deepwise Medical").press("Enter")
    browsed.wait_for_url("**/compare/?company=airdoc&company=casg&company=droidsurg**")
    assert browsed.locator(".side-by-side thead th").count() == 6


def test_a_list_is_matched_by_keyboard_and_its_answer_comes_into_view(browsed):
    browsed.set_viewport_size({"width": 390, "height": 500})
    browsed.goto("/match/")
    browsed.get_by_label("Names, one a line").focus()
    browsed.keyboard.type("Pamu Medical")
    browsed.keyboard.press("Enter")
    browsed.keyboard.type("Nobody")
    browsed.keyboard.press("Tab")
    browsed.keyboard.type("Comp")  # chooses the companies
    browsed.keyboard.press("Tab")
    browsed.keyboard.press("Enter")
    answer = browsed.get_by_text("2 names: 1 matched, 0 doubtful, 1 not found")
    answer.wait_for()
    assert 0 <= answer.bounding_box()["y"] < 500
    assert browsed.get_by_label("Record type", exact=True).input_value() == "companies"


def test_an_empty_list_is_refused_in_words_that_are_read_aloud(browsed):
    browsed.goto("/match/")
    browsed.evaluate("document.querySelector('#names').required = false")  # as a browser without that check
    browsed.get_by_role("button", name="Match", exact=True).press("Enter")
    browsed.get_by_role("alert").get_by_text("Paste at least one name.").wait_for()
