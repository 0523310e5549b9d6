"""A proposal in Chromium: decided by keyboard and mouse, without a finding, within the widths that reviewers have."""

import pytest
from django.db import transaction
from playwright.sync_api import expect

from companies.models import FundingRound
from tests.accessibility import PHONE, findings
from tests.admin.test_in_browser import log_in
from tests.builders import make_round
from tests.desk.proposals.people import page_of, put_forward

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1440, 1024, PHONE])
def test_a_proposal_fits_the_screen_and_is_decided_there(chromium, live_server, client, width):
    """In a page of its own: what looks for findings puts styles into it, of which the policy complains."""
    page = chromium.new_context(base_url=live_server.url).new_page()
    with transaction.atomic():
        proposal = put_forward(make_round(when="2013", amount="undisclosed"), when="2014-03-14", summary="Led by two.")
    log_in(page, client)
    assert findings(page, [page_of(proposal)], width) == []
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Accept or refuse it.")).to_have_count(2)
    when = page.locator("tr", has=page.get_by_role("rowheader", name="When"))
    when.get_by_label("Amend").fill("March 2014")
    when.get_by_label("Accept").check()
    page.select_option("#id_rest", label="refuse")
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Say why it is refused.")).to_have_count(1)
    page.fill("#id_rest-reason", "The source does not say that.")
    page.get_by_role("button", name="Decide").click()
    page.locator(".messagelist .success").wait_for()
    made = FundingRound.objects.get()
    assert (made.when.edtf, made.summary) == ("2014-03", "")
    page.context.close()
