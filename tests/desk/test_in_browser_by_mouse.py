"""At the desk words are chosen by mouse, names are looked up while they are typed, and every state is accessible."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from companies.models import Company
from sources.models import Citation
from tests.accessibility import violations
from tests.admin.test_in_browser import log_in
from tests.builders import make_company, make_name
from tests.desk.articles import at, make_article

pytestmark = pytest.mark.browser

WHERE = """([number, words, nth]) => {
    const place = document.querySelector(`#paragraph-${number} .kb-text`);
    let at = -1;
    for (let time = 0; time <= nth; time += 1) at = place.textContent.indexOf(words, at + 1);
    const range = document.createRange();
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    let begin = 0;
    for (let node = walker.nextNode(); node; begin += node.length, node = walker.nextNode()) {
        const [from, to] = [at - begin, at + words.length - begin];
        if (from >= 0 && from < node.length) range.setStart(node, from);
        if (to > 0 && to <= node.length) range.setEnd(node, to);
    }
    const boxes = [...range.getClientRects()];
    const [first, last] = [boxes[0], boxes[boxes.length - 1]];
    return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
}"""
"""Where words of a paragraph stand on the screen: the n-th time that they do."""


def drag(page, paragraph, words, nth=0):
    """Select words by mouse, from within the first to within the last letter."""
    page.locator(f"#paragraph-{paragraph}").scroll_into_view_if_needed()
    left, top, right, bottom = page.evaluate(WHERE, [paragraph, words, nth])
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move(right, bottom, steps=3)
    page.mouse.up()
    expect(page.locator(".kb-chosen-words")).to_contain_text(words)


def sit_down(page, client, **company):
    with transaction.atomic():
        source = make_article()
        made = make_company(name="Heartland Medical", slug="heartland-medical")
        make_name(made, "心田医疗", language="zh-Hans", kind="primary")
    log_in(page, client)
    page.goto(at(source))
    return source


def test_a_phrase_that_stands_twice_is_cited_where_it_was_selected(page, client):
    sit_down(page, client)
    drag(page, 7, "pai", nth=1)  # within “Spain”: whole words are taken
    expect(page.locator("#start-words")).to_have_value("Spain")
    page.get_by_role("button", name="Insight").click()
    expect(page.locator("form.kb-entry")).to_contain_text("insight")
    page.locator("#id_name").fill("It sells in Spain")
    page.locator("#id_name").press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".kb-said")).to_contain_text("Nothing is saved")  # kind and text are missing
    assert page.locator("form.kb-entry input[name=begins]").input_value() == "39"


def test_selected_words_become_value_and_citation_of_the_field_that_is_chosen(page, client):
    source = sit_down(page, client)
    drag(page, 2, "founded in Suzhou")
    page.keyboard.press("e")
    page.locator("#id_name").fill("Heartland Medical is founded")
    page.locator("#id_kind").select_option("founded")
    page.locator("#id_company").fill("Heartland Medical")
    page.locator("#id_when").click()
    expect(page.locator(".kb-citing")).to_contain_text("When")
    drag(page, 2, "2014")
    expect(page.locator("#id_when")).to_have_value("2014")
    expect(page.locator("#id_when")).to_be_focused()
    page.get_by_role("button", name="Cite: Words cited for: Company").click()
    drag(page, 7, "artland Medic")  # from another paragraph, by whole words
    expect(page.locator("[name=record-cite-company-words]")).to_have_value("Heartland Medical")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".kb-check", has_text="does not stand")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".kb-said .success")).to_be_visible()
    cited = {one.field: (one.paragraph, one.stated) for one in Citation.objects.filter(source=source)}
    assert cited["when"] == (2, "2014")
    assert cited["company"] == (7, "Heartland Medical")
    assert page.locator("#paragraph-2 mark", has_text="2014").count() == 1
    assert "paragraph=2" in page.url


def test_cited_words_that_are_typed_are_looked_up_in_their_paragraph(page, client):
    sit_down(page, client)
    drag(page, 7, "Heartland Medical exports")
    page.keyboard.press("e")
    words = page.locator("[name=record-cite-place-words]")
    page.locator("summary", has_text="Further fields").click()
    for typed, answer in (("spain", "The paragraph writes: “Spain”"), ("Italy", "does not stand"), ("Spain", "")):
        words.fill(typed)
        words.blur()
        expect(page.locator(".kb-row", has=words).locator(".kb-check")).to_contain_text(answer)
    expect(page.locator(".kb-check")).to_be_empty()


def test_likely_duplicates_stand_beside_a_name_while_it_is_typed_in_both_scripts(page, client):
    sit_down(page, client)
    drag(page, 2, "valve repair system")
    page.locator("#paragraph-2 >> text=Record a fact").click()
    expect(page.locator("#start-words")).to_have_value("valve repair system")
    page.keyboard.press("c")  # the types have the focus
    name = page.locator("#id_name")
    for typed, address in (("Heartland Medicals", "heartland-medicals"), ("心田医疗器械", "xin-tian-yi-liao-qi-xie")):
        name.fill(typed)
        expect(page.locator("#id_slug")).to_have_value(address)
        like = page.locator(".kb-like a", has_text="Heartland Medical")
        expect(like).to_have_attribute("href", f"/admin/companies/company/{Company.objects.get().pk}/change/")
    page.locator("#id_slug").fill("mine")
    name.fill("Something else")
    expect(page.locator(".kb-like a")).to_have_count(0)
    assert page.locator("#id_slug").input_value() == "mine"


def test_every_state_of_the_desk_is_accessible_and_fits(chromium, live_server, client):
    """In a page of its own: what looks for findings puts styles into it, of which the policy complains."""
    page = chromium.new_context(base_url=live_server.url).new_page()
    sit_down(page, client)
    found = []
    for width in (1440, 1024):
        page.set_viewport_size({"width": width, "height": 2000})  # nothing lies under the bar of buttons
        page.reload()
        drag(page, 7, "Spain", nth=1)
        expect(page.locator(".kb-types")).to_be_visible()
        found += looked_at(page, width, "a selection")
        page.keyboard.press("r")
        page.locator("#id_when").fill("2021")
        page.get_by_role("button", name="Cite").nth(1).click()
        found += looked_at(page, width, "a form")
        page.keyboard.press("Escape")
        expect(page.locator(".kb-kept")).to_be_visible()
        page.keyboard.press("?")
        found += looked_at(page, width, "the map of keys")
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Discard").click()
        expect(page.locator(".kb-kept")).not_to_be_visible()
    page.context.close()
    assert found == []


def looked_at(page, width, state):
    wide = page.evaluate("document.documentElement.scrollWidth")
    return [f"{state} at {width}: {each}" for each in [*violations(page), *(["too wide"] if wide > width else [])]]
