"""A step with an authority is one that this authority can decide."""

import pytest

from regulatory.models import Milestone
from tests.admin.forms import address, errors_of, filled, make_editor
from tests.builders import make_authority, make_milestone

pytestmark = pytest.mark.django_db


def typed_into(client, milestone, **values):
    url = address(Milestone, "change", milestone.pk)
    return client.post(url, filled(client.get(url)) | values)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"pathway": "fda_ide", "outcome": "trial_allowed"},
            "another jurisdiction (United States) than The regulator",
        ),
        ({"pathway": "ce_mdr", "outcome": "certified"}, "another jurisdiction (European Union)"),
        ({"device_class": "us_iii"}, "“US class III” belongs to another"),
        ({"pathway": "nmpa_green_channel", "outcome": "entered", "device_class": "cn_iii"}, ""),
        ({"pathway": "drug_approval", "outcome": "approved"}, ""),
    ],
)
def test_a_pathway_or_class_of_another_jurisdiction_is_refused_in_words(client, values, message):
    make_editor(client)
    milestone = make_milestone(authority=make_authority(name="The regulator", jurisdiction="CN"))
    answer = typed_into(client, milestone, **values)
    assert (message in errors_of(answer)) if message else answer.status_code == 302
