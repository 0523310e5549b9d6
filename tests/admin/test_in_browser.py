"""An editor at work in a real browser, under the policy for contents that all pages have."""

import pytest
from django.conf import settings
from django.db import transaction
from playwright.sync_api import expect

from companies.models import Company, FundingRound
from sources.models import Source
from tests.accessibility import violations
from tests.admin.forms import CITATIONS, address, make_editor
from tests.builders import cite, make_company, make_investment, make_name, make_round, make_source

pytestmark = pytest.mark.browser

OF_STOCK_ADMIN = {"empty-table-header", "aria-input-field-name", "target-size"}
"""The first column of its tables, its search choice, the links of its filters."""


CUT_OFF = """[...document.querySelectorAll('#content-main :is(input, select, textarea, a):not([type=hidden])')]
    .filter(each => each.getBoundingClientRect().right > document.documentElement.clientWidth)
    .map(each => each.name || each.textContent)"""
TOP = "document.querySelector('{}').getBoundingClientRect().top"


def log_in(page, client):
    make_editor(client)
    session = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
    page.goto("/admin/login/")
    page.context.add_cookies([session | {"url": page.url.removesuffix("/admin/login/")}])


def test_a_company_is_entered_by_hand_with_its_place_and_asked_about(page, client):
    with transaction.atomic():
        make_source("article", title="The article of the week", paragraphs=9)
        make_company(name="Heartland Medicals", slug="there")
    log_in(page, client)
    page.goto(address(Company, "add"))
    page.type("#id_name", "Heartland Medical")
    expect(page.locator("#id_slug")).to_have_value("heartland-medical")
    expect(page.locator(".kb-like a")).to_have_text("Heartland Medicals")
    page.click(f"#{CITATIONS}-0 .select2-selection")
    page.type(".select2-search__field >> nth=-1", "article")
    page.click("text=The article of the week")
    page.fill(f"#id_{CITATIONS}-0-paragraph", "3")
    page.check("#id_is_published")
    page.click("input[name=_continue]")
    page.locator(".errorlist", has_text="Heartland Medicals").first.wait_for()
    page.check("#id_is_another")
    page.click("input[name=_continue]")
    page.locator(".messagelist .success").wait_for()
    company = Company.objects.published().get(slug="heartland-medical")
    assert [str(place) for place in company.citations.all()] == ["article#3"]


@pytest.mark.parametrize(
    ("model", "field", "typed", "proposed"),
    [
        (Source, "title", "心田医疗完成B轮融资", "xin-tian-yi-liao-wan-cheng-b-lun-rong-zi"),
        (Company, "name", "心田医疗", "xin-tian-yi-liao"),
        (Company, "name", "Nīngbó Heart GmbH", "ningbo-heart-gmbh"),
    ],
)
def test_the_ordinary_forms_propose_an_address_for_a_name_in_either_script(page, client, model, field, typed, proposed):
    log_in(page, client)
    page.goto(address(model, "add"))
    page.type(f"#id_{field}", typed)
    expect(page.locator("#id_slug")).to_have_value(proposed)
    page.fill("#id_slug", "mine")
    page.type(f"#id_{field}", " 2")
    page.wait_for_timeout(600)  # longer than the site is left alone while somebody types
    assert page.input_value("#id_slug") == "mine"


def test_the_forms_fit_a_laptop_and_every_input_has_a_name(chromium, live_server, client):
    """In a page of its own: what looks for findings puts styles into it, of which the policy complains."""
    page = chromium.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900}).new_page()
    with transaction.atomic():
        company = make_company()
        make_name(company, "心田医疗")
        cite(company, "src#3", field="city", stated="Suzhou")
        funding_round = make_round(company=company, amount="tens of millions of dollars", when="2021-08")
        make_investment(funding_round)
    log_in(page, client)
    findings = []
    for model, record in ((Company, company), (FundingRound, funding_round)):
        for url in (address(model), address(model, "add"), address(model, "change", record.pk)):
            page.goto(url)
            findings += [f"{url}: {name} is cut off" for name in page.evaluate(CUT_OFF)]
            findings += [f"{url}: {each}" for each in violations(page) if each.split(":")[0] not in OF_STOCK_ADMIN]
    page.context.close()
    assert findings == []


@pytest.mark.parametrize(("width", "citations_begin"), [(1440, 300), (1024, 1200), (390, None)])
def test_citations_and_save_are_in_reach_and_nothing_is_cut_off(page, client, width, citations_begin):
    with transaction.atomic():
        company = make_company(summary="What it does, in some words of ours. " * 12)
        make_name(company, "心田医疗")
        for paragraph in range(2, 9):
            cite(company, f"src#{paragraph}", field="city", stated="in the east of Suzhou", note="As of 2025.")
    log_in(page, client)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(Company, "change", company.pk))
    assert page.evaluate(CUT_OFF) == []
    if citations_begin:
        assert page.evaluate(TOP.format(f"#{CITATIONS}-group")) < citations_begin
        assert page.evaluate(TOP.format("input[name=_save]")) < 900


def test_another_citation_is_offered_the_place_of_the_one_above(page, client):
    with transaction.atomic():
        source = make_source("article", title="The article of the week", paragraphs=9)
        company = make_company()
    log_in(page, client)
    page.goto(address(Company, "change", company.pk))
    page.click(f"#{CITATIONS}-1 .select2-selection")
    page.type(".select2-search__field >> nth=-1", "article")
    page.click("text=The article of the week")
    page.fill(f"#id_{CITATIONS}-1-paragraph", "7")
    page.click(f"#{CITATIONS}-group .add-row a")
    assert page.input_value(f"#id_{CITATIONS}-2-source") == str(source.pk)
    assert page.input_value(f"#id_{CITATIONS}-2-paragraph") == "7"
    page.locator(f"#{CITATIONS}-2 .select2-selection", has_text="The article of the week").wait_for()
    page.click(f"#{CITATIONS}-group .add-row a")
    page.select_option(f"#id_{CITATIONS}-2-field", "kind")
    page.click("input[name=_continue]")
    page.locator(".messagelist .success").wait_for()
    assert [(str(place), place.field) for place in company.citations.order_by("pk")[1:]] == [
        ("article#7", ""), ("article#7", "kind"),
    ]  # fmt: skip


def test_who_leaves_what_is_not_saved_is_asked_first_and_nobody_else(page, client):
    with transaction.atomic():
        company = make_company(name="Heartland")
    log_in(page, client)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    form = address(Company, "change", company.pk)
    page.goto(form)
    page.goto(address(Company))
    assert dialogs == []
    page.goto(form)
    page.fill("#id_city", "Suzhou")
    page.click("input[name=_continue]")
    page.locator(".messagelist .success").wait_for()
    assert dialogs == []
    page.fill("#id_city", "Wuxi")
    page.click("text=Home")
    page.wait_for_url("**/admin/")
    assert dialogs == ["beforeunload"]


def test_a_double_click_saves_once(page, client):
    log_in(page, client)
    page.goto(address(Company, "add"))
    page.type("#id_name", "Heartland")
    page.dblclick("input[name=_continue]", delay=60)
    page.locator(".messagelist .success, .errornote").first.wait_for()
    assert page.locator(".errornote").count() == 0
    assert [company.slug for company in Company.objects.all()] == ["heartland"]


def test_a_date_and_an_amount_show_how_they_will_be_read_while_they_are_typed(page, client):
    log_in(page, client)
    page.goto(address(FundingRound, "add"))
    page.type("#id_when", "by the end of 2026")
    page.locator("#id_when + .kb-reading", has_text="by 2026 ([..2026]): until 31 December 2026").wait_for()
    page.fill("#id_when", "03/04/2021")
    page.locator("#id_when + .kb-unread", has_text="2021-04-03 or 2021-03-04").wait_for()
    page.type("#id_amount_stated", "US$5 million")
    page.locator("#id_amount_stated + .kb-reading", has_text="exactly 5,000,000").wait_for()
    assert not FundingRound.objects.exists()
