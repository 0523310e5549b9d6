"""At the desk nothing moves under the mouse, words are chosen by finger and anew, and older browsers show them too."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from tests.accessibility import PHONE
from tests.admin.test_in_browser import log_in
from tests.builders import make_company
from tests.desk.articles import CHINESE, at, make_article
from tests.desk.test_in_browser_by_mouse import WHERE, drag

pytestmark = pytest.mark.browser

OLDER = "delete CSS.highlights; Object.defineProperty(CSS, 'highlights', {value: undefined}); delete Intl.Segmenter"
"""What a browser of some years ago lacks."""


@pytest.fixture
def article(client):
    with transaction.atomic():
        make_company(name="Heartland Medical", slug="heartland-medical")
        return make_article()


def tops(page):
    """Where the fields of the form stand, below its beginning."""
    return page.locator("form.kb-entry").evaluate("""form => [...form.querySelectorAll(".kb-row label")].map(
        each => each.getBoundingClientRect().top - form.getBoundingClientRect().top)""")


def test_the_fields_of_a_form_stay_where_they_are_when_one_is_chosen(page, client, article):
    log_in(page, client)
    page.goto(f"{at(article)}?paragraph=3&type=rounds&words=Series+B")
    line = page.locator(".kb-help-line")
    stood = tops(page)
    helped = page.locator(".kb-row:has(.help:not(.kb-named-here)) .kb-value > [aria-describedby]:visible")
    assert helped.count() > 1
    for field in helped.all():
        field.focus()
        described = page.locator("#" + field.get_attribute("aria-describedby"))
        expect(line).to_have_text(described.text_content().strip())
        assert line.text_content()
        assert tops(page) == stood
    assert line.bounding_box()["y"] < page.locator("button[name=save]").bounding_box()["y"]


def test_words_that_are_chosen_anew_replace_what_was_taken_and_nothing_that_was_typed(page, client, article):
    log_in(page, client)
    page.goto(f"{at(article)}?paragraph=3&type=events&words=Series+B")
    when, name = page.locator("#id_when"), page.locator("#id_name")
    when.fill("")
    drag(page, 3, "March")
    expect(when).to_have_value("March")
    drag(page, 3, "March 2021")
    expect(when).to_have_value("March 2021")
    name.fill("The round")
    drag(page, 3, "Series B round")
    expect(page.locator("[name=record-cite-name-words]")).to_have_value("Series B round")
    assert name.input_value() == "The round"


def test_words_are_chosen_by_finger_once_its_handles_rest(chromium, live_server, client, article):
    context = chromium.new_context(
        base_url=live_server.url, has_touch=True, is_mobile=True, viewport={"width": PHONE, "height": 800}
    )
    page = context.new_page()
    log_in(page, client)
    page.goto(at(article))
    page.locator("#paragraph-7").scroll_into_view_if_needed()
    select = """([number, word, length]) => {
        const node = document.querySelector(`#paragraph-${number} .kb-text`).firstElementChild?.firstChild
            ?? document.querySelector(`#paragraph-${number} .kb-text`).firstChild;
        document.querySelector(`#paragraph-${number} .kb-text`).dispatchEvent(
            new PointerEvent("pointerdown", {bubbles: true, pointerType: "touch"}));
        const begin = node.data.indexOf(word);
        document.getSelection().setBaseAndExtent(node, begin, node, begin + length);
    }"""
    page.evaluate(select, [7, "artland", 7])  # the handles are dragged on before they rest
    page.evaluate(select, [7, "artland", 14])
    expect(page.locator("#start-words")).to_have_value("Heartland Medical")
    left, top, *_ = page.evaluate(WHERE, [7, "Spain", 0])
    page.touchscreen.tap(left, top)
    expect(page.locator("#paragraph-7.kb-current")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
    context.close()


@pytest.mark.parametrize(("words", "chinese"), [("Heartland Medical", False), ("心田医疗", True)])
def test_a_browser_without_marks_shows_what_is_chosen_as_its_own_selection(
    chromium, live_server, client, words, chinese
):
    with transaction.atomic():
        source = make_article(CHINESE, language="zh-Hans") if chinese else make_article()
    context = chromium.new_context(base_url=live_server.url)
    context.add_init_script(OLDER)
    page = context.new_page()
    log_in(page, client)
    page.goto(at(source))
    selection = "document.getSelection().toString()"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("ArrowRight")
    for _ in range(len(words) - 1 if chinese else 1):
        page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate(selection) == words
    page.keyboard.press("c")
    expect(page.locator("#id_name")).to_have_value(words)
    context.close()
