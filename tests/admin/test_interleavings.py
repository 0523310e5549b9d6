"""Two editors on one study and its rows at random: nothing is overwritten unseen, and every form can be saved."""

import os
from random import Random

import pytest
from django.test import Client

from products.models import Study
from sources.models import Source
from tests.admin.forms import address, make_editor
from tests.admin.random_editors import RandomEditor
from tests.builders import cite, make_name, make_outcome, make_source, make_study

INTERLEAVINGS = int(os.environ.get("SOAK_EDITORS", "10"))
STEPS = 14
pytestmark = pytest.mark.django_db


def study_with_rows():
    if not Source.objects.filter(slug="src").exists():
        make_source("src", paragraphs=1_000_000)
    study = make_study()
    for number in (5, 6, 7):
        make_outcome(study, metric=f"metric {number}")
        cite(study, f"src#{number}", field="status", stated="started")
    for text in ("Heart", "Lung"):
        make_name(study, text, kind="brand")
    return study


@pytest.mark.parametrize("seed", range(INTERLEAVINGS))
def test_nothing_is_overwritten_unseen_and_every_form_can_be_saved(seed):
    random, study = Random(seed), study_with_rows()
    editors = []
    for _editor in range(2):
        client = Client()
        make_editor(client)
        editors.append(RandomEditor(client, address(Study, "change", study.pk), study, random))
        editors[-1].open()
    for _step in range(STEPS):
        editor = random.choice(editors)
        if editor.page is None:
            editor.open()
        elif random.random() < 0.3:
            editor.save()
        else:
            editor.type()
    for editor in editors:
        if editor.page is not None:
            editor.save_alone()
