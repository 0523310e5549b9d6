"""The keys of the desk: sentences, characters, the map that `?` shows, and where they are none."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from sources.models import Citation
from tests.builders import make_company
from tests.desk.articles import CHINESE, make_article
from tests.desk.keyboard import Keyboard
from tests.desk.test_in_browser_by_mouse import drag

pytestmark = pytest.mark.browser


@pytest.fixture
def at_desk(page, client):
    """Sits down at the desk of an article: (keyboard, source)."""

    def sit_down(**values):
        with transaction.atomic():
            source = make_article(**values)
        keys = Keyboard(page)
        keys.sit_down(client, source)
        return keys, source

    return sit_down


def test_each_sentence_ends_in_one_of_three_ways_and_the_next_open_one_comes(page, at_desk):
    keys, source = at_desk()
    keys.go_to(6)
    keys.press("8")
    expect(page.locator("#paragraph-6 .kb-ended")).to_have_count(1)
    keys.press("x")
    assert keys.chosen() == "Heartland Medical lent every guest an umbrella."
    keys.press("9")
    expect(page.locator("#paragraph-6 .kb-of-sentence")).to_have_text("of sentence 2")
    keys.type("gifts")
    keys.press("Enter")
    expect(page.locator("#paragraph-6 .kb-no_place")).to_have_count(1)
    keys.go_to(7)
    keys.press("7")
    expect(page.locator("#paragraph-7 .kb-recorded")).to_have_count(1)
    ended = source.read_parts.values_list("paragraph", "sentence", "ending", "missing")
    assert set(ended) == {(6, 1, "nothing", ""), (6, 2, "no_place", "gifts"), (7, 1, "recorded", "")}
    assert page.locator("#paragraph-6.kb-closed").count() == 0


def test_what_is_typed_below_a_paragraph_stays_when_the_answer_for_another_comes_late(page, at_desk):
    keys, source = at_desk()
    page.route("**/ending/", lambda route: (page.wait_for_timeout(700), route.continue_()))
    keys.end(6, "2")
    keys.end(7, "3")
    keys.type("distri")
    expect(page.locator("#paragraph-6.kb-closed")).to_have_count(1)
    page.unroute("**/ending/")
    keys.type("bution")
    expect(page.locator("#paragraph-7 [name=missing]")).to_have_value("distribution")
    keys.press("Enter")
    expect(page.locator("#paragraph-7.kb-closed")).to_have_count(1)
    assert source.read_parts.get(paragraph=7).missing == "distribution"


def test_a_closed_paragraph_is_opened_again_by_a_key(page, at_desk):
    keys, source = at_desk()
    keys.end(6, "2")
    expect(page.locator("#paragraph-7.kb-current")).to_be_visible()  # the next open one
    keys.end(6, "0")
    expect(page.locator("#paragraph-6.kb-closed")).to_have_count(0)
    assert not source.read_parts.exists()


def test_chinese_words_are_chosen_by_keyboard_to_the_character(page, at_desk):
    keys, _source = at_desk(text=CHINESE, slug="wenzhang", language="zh-Hans")
    keys.go_to(2)
    keys.press("ArrowRight")
    while len(keys.chosen()) < len("心田医疗"):
        keys.press("Control+Shift+ArrowRight")
    while len(keys.chosen()) > len("心田医疗"):
        keys.press("Control+Shift+ArrowLeft")
    assert keys.chosen() == "心田医疗"
    keys.press("Control+ArrowRight")
    assert keys.chosen() == "田医疗"
    keys.press("Control+ArrowLeft", "c")
    expect(page.locator("#id_name")).to_have_value("心田医疗")
    expect(page.locator("#id_slug")).to_have_value("xin-tian-yi-liao")


def test_the_map_of_keys_opens_by_a_key_or_a_link_and_turns_letters_off(page, at_desk):
    keys, _source = at_desk()
    keys.go_to(2)
    keys.press("?")
    shown = page.get_by_role("dialog", name="Keys of the desk")
    expect(shown).to_contain_text("Funding round")
    shown.get_by_role("checkbox").uncheck()
    shown.get_by_role("button", name="Close").click()
    keys.press("r", "2")
    page.get_by_role("link", name="Keys ?").click()
    expect(shown).to_be_visible()
    assert page.locator("form.kb-entry").count() == 0
    shown.get_by_role("checkbox").check()
    keys.press("Escape", "r")
    expect(page.locator("form.kb-entry")).to_be_visible()


def test_a_value_of_a_record_that_is_there_is_given_by_keyboard(page, at_desk):
    with transaction.atomic():
        company = make_company(name="Heartland Medical", slug="heartland-medical")
    keys, source = at_desk()
    keys.choose(2, "Suzhou")
    keys.press("v")
    expect(page.locator("#value-record")).to_be_focused()
    keys.type("Heartland Medical")
    keys.press("Enter")
    page.get_by_role("link", name="City", exact=True).press("Enter")
    expect(page.locator("#id_city")).to_be_focused()
    keys.cite(2, "Suzhou")
    keys.save()
    company.refresh_from_db()
    assert company.city == "Suzhou"
    assert company.citations.filter(source=source, field="city", stated="Suzhou").exists()


def test_letters_are_no_keys_while_one_types(page, at_desk):
    keys, source = at_desk()
    keys.go_to(2)
    keys.press("r")
    name = page.locator("#id_name")
    name.click()
    keys.type("2jk? c")
    expect(name).to_have_value("2jk? c")
    assert page.locator("h3", has_text="New: funding round").count() == 1
    assert not source.read_parts.exists()


def test_the_map_of_keys_is_a_part_of_the_page_without_scripts(chromium, live_server, client):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    with transaction.atomic():
        source = make_article()
    Keyboard(page).sit_down(client, source)
    page.get_by_role("link", name="Keys ?").click()
    expect(page.get_by_text("choose the sentence")).to_be_visible()
    context.close()


def slowly(page, pattern):
    """From here on answers come late."""
    page.route(pattern, lambda route: (page.wait_for_timeout(700), route.continue_()))


def test_words_that_are_chosen_and_keys_that_are_pressed_while_an_entry_is_saved_are_the_next_ones(page, at_desk):
    keys, source = at_desk()
    keys.choose(2, "Heartland Medical")
    keys.open("c")
    slowly(page, "**/desk/?*")
    keys.press("Control+Enter")
    expect(page.locator(".kb-busy")).to_be_visible()
    drag(page, 3, "March 2021")
    keys.press("e")
    expect(page.locator("form.kb-entry h3")).to_have_text("New: event")
    expect(page.locator("#id_when")).to_have_value("March 2021")
    page.unroute("**/desk/?*")
    assert Citation.objects.filter(source=source, stated="Heartland Medical").exists()


def test_letters_that_are_typed_before_a_form_is_there_are_no_commands_and_a_save_waits_for_it(page, at_desk):
    keys, source = at_desk()
    keys.choose(2, "Heartland Medical")
    slowly(page, "**/desk/form/*")
    keys.press("c", "r", "m", "1", "Control+Enter")
    expect(page.locator(".kb-said .success")).to_contain_text("Heartland Medical")
    assert not source.read_parts.exists()


def test_after_a_refusal_the_question_whether_it_is_another_record_is_at_hand(page, at_desk):
    with transaction.atomic():
        make_company(name="Heartland Medicals", slug="there")
    keys, _source = at_desk()
    keys.choose(2, "Heartland Medical")
    keys.open("c")
    keys.press("Control+Enter")
    another = page.locator("#id_is_another")
    expect(another).to_be_focused()
    expect(another).to_be_in_viewport()
    drag(page, 2, "Suzhou")
    expect(page.locator("[name=record-cite-whole-words]")).to_have_value("Heartland Medical")
