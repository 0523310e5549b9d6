"""The desk in Chromium: without JavaScript, and within the widths that editors have."""

import pytest
from django.db import transaction

from companies.models import Company, FundingRound
from tests.accessibility import PHONE, findings
from tests.admin.test_in_browser import log_in
from tests.builders import cite, make_company
from tests.desk.articles import CHINESE, at, make_article

pytestmark = pytest.mark.browser

WIDTHS = [1440, 1024, PHONE]


@pytest.fixture
def page_without_scripts(chromium, live_server):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def choose(page, paragraph, words, type_label):
    """Choose words of a paragraph and open the form of a type for them."""
    page.click(f"#paragraph-{paragraph} >> text=Record a fact")
    page.fill("#start-words", words)
    page.select_option("#start-type", label=type_label)
    page.click("text=Open the form")


def test_facts_are_recorded_and_paragraphs_closed_without_javascript(page_without_scripts, client):
    page = page_without_scripts
    with transaction.atomic():
        make_article()
    log_in(page, client)
    page.goto("/admin/sources/source/")
    page.click("text=Read at the desk")
    choose(page, 2, "Heartland Medical", "Company")
    page.click("text=Further fields")
    page.fill("#id_city", "Suzhou")
    page.click("text=Save and stay at the paragraph")
    page.locator(".messagelist .success").wait_for()
    choose(page, 3, "completed a Series B round of tens of millions of dollars", "Funding round")
    assert page.input_value("#id_company") == "Heartland Medical (heartland-medical)"
    page.click("text=Save and stay at the paragraph")
    page.click("#paragraph-3 >> button:text-is('Recorded')")
    page.locator("text=6 of 7 paragraphs open").wait_for()
    assert Company.objects.get().citations.filter(field="city", stated="Suzhou").exists()
    assert FundingRound.objects.get().name == "Heartland Medical, Series B"
    assert page.locator("#paragraph-3 mark", has_text="Series B").count() == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_the_desk_fits_the_screen_and_every_input_has_a_name(chromium, live_server, client, width):
    """In a page of its own: what looks for findings puts styles into it, of which the policy complains."""
    page = chromium.new_context(base_url=live_server.url).new_page()
    with transaction.atomic():
        source, chinese = make_article(), make_article(CHINESE, slug="wenzhang", language="zh-Hans")
        cite(make_company(name="Heartland", slug="heartland"), "article#2", field="city", stated="Suzhou")
    log_in(page, client)
    entries = ["", "?paragraph=2", "?paragraph=3&type=rounds&words=Series+B", "?paragraph=5&type=studies"]
    entries += ["?paragraph=2&type=values&record=heartland", "?paragraph=2&type=values&record=companies/heartland"]
    addresses = [f"{at(source)}{query}" for query in entries]
    addresses += [f"{at(chinese)}?paragraph=2&type=rounds&words=数千万元", "/admin/not-in-the-model/"]
    assert findings(page, addresses, width) == []
    page.context.close()
