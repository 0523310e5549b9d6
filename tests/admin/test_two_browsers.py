"""Two editors on one study in two browsers: nothing is overwritten unseen, and every form can be saved."""

from random import Random

import pytest
from django.db import transaction
from django.test import Client

from products.models import Study
from tests.admin.forms import CITATIONS, address
from tests.admin.random_editors import Answer, RandomEditor
from tests.admin.test_in_browser import log_in
from tests.admin.test_interleavings import study_with_rows

INTERLEAVINGS = 10
STEPS = 7
pytestmark = pytest.mark.browser
INPUTS = "Object.fromEntries(new FormData(document.querySelector('#study_form')))"


class EditorInBrowser(RandomEditor):
    """An editor whose form is open in a browser; `client` is its page."""

    def _opened(self):
        self.client.goto(self.url)
        return self.client.evaluate(INPUTS)

    def _write(self, name, value):
        box = self.client.locator(f'[name="{name}"]')
        box.check() if name.endswith("-DELETE") else box.fill(value)
        super()._write(name, value)

    def _enter(self, prefix, numbers):
        if prefix != CITATIONS:  # its source is chosen by search
            super()._enter(prefix, numbers)

    def _append(self, prefix, values):
        self.client.click(f"#{prefix}-group .add-row a")
        place = int(self.client.evaluate(INPUTS)[f"{prefix}-TOTAL_FORMS"]) - 1
        for name, value in values.items():
            box = self.client.locator(f'[name="{prefix}-{place}-{name}"]')
            box.select_option(value) if name == "kind" else box.fill(value)
        self.page = self.client.evaluate(INPUTS)

    def _send(self):
        self.client.click("input[name=_continue]")
        self.client.locator(".messagelist .success, .errornote").first.wait_for()
        is_saved = self.client.locator(".messagelist .success").count() > 0
        told = self.client.locator(".messagelist")
        messages = told.inner_text() if told.count() else ""
        rows = self.client.locator(".kb-inline-row:has(> .errorlist a)")
        twice = [rows.nth(index).get_attribute("id") for index in range(rows.count())]
        self.page = self.client.evaluate(INPUTS)
        return Answer(is_saved, self.client.inner_text("#content-main"), messages, twice)


@pytest.mark.parametrize("half", [0, 1])
def test_ten_interleavings_overwrite_nothing_unseen(chromium, live_server, half):
    contexts = [chromium.new_context(base_url=live_server.url) for _editor in range(2)]
    pages = [context.new_page() for context in contexts]
    for page in pages:
        log_in(page, Client())
    for seed in range(half, INTERLEAVINGS, 2):
        with transaction.atomic():
            study = study_with_rows()
        random = Random(seed)
        editors = [EditorInBrowser(page, address(Study, "change", study.pk), study, random) for page in pages]
        for editor in editors:
            editor.open()
        for _step in range(STEPS):
            random.choice(editors).type()
        for editor in random.sample(editors, 2):
            editor.save_alone()
    for context in contexts:
        context.close()
